package io.barnhand.gait.job.analysis.report.clip;

import io.barnhand.gait.job.analysis.results.RecordingId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Annotated clips, {@code <camera>/<recording>.mp4}. They go into the page until they are {@value
 * #MAX_EMBEDDED} bytes together; the page leads to the others where they are.
 */
public final class ClipFolder {

    /** A browser keeps an embedded clip several times over. */
    public static final long MAX_EMBEDDED = 48L << 20;

    private final Path folder;
    private final Path page;
    private final Map<RecordingId, Optional<ReportClip>> known = new HashMap<>();
    private long embedded;

    /**
     * @param folder of the clips, or null where there are none
     * @param page the file that shows them
     */
    public ClipFolder(Path folder, Path page) {
        this.folder = folder;
        this.page = page;
    }

    /** The clip of a recording, the same however often it is asked for. */
    public Optional<ReportClip> of(RecordingId recording) throws IOException {
        Optional<ReportClip> clip = known.get(recording);
        if (clip == null) {
            clip = find(recording);
            known.put(recording, clip);
        }
        return clip;
    }

    private Optional<ReportClip> find(RecordingId recording) throws IOException {
        Path file = inside(recording);
        if (file == null) {
            return Optional.empty();
        }
        long size = Files.size(file);
        if (embedded + size > MAX_EMBEDDED) {
            return Optional.of(new ReportClip(link(file), false));
        }
        embedded += size;
        String bytes = Base64.getEncoder().encodeToString(Files.readAllBytes(file));
        return Optional.of(new ReportClip("data:video/mp4;base64," + bytes, true));
    }

    /** Names come from files that anyone may have written: null unless it lies in the folder. */
    private Path inside(RecordingId recording) throws IOException {
        if (folder == null || !Files.isDirectory(folder)) {
            return null;
        }
        Path file;
        try {
            file = folder.resolve(recording.camera()).resolve(recording.name() + ".mp4");
        } catch (InvalidPathException e) {
            return null;
        }
        if (!file.normalize().startsWith(folder.normalize()) || !Files.isRegularFile(file)) {
            return null;
        }
        Path real = file.toRealPath();
        return real.startsWith(folder.toRealPath()) ? real : null;
    }

    private String link(Path file) throws IOException {
        Path from = page.toAbsolutePath().getParent();

        Path base = Files.isDirectory(from) ? from.toRealPath() : from;
        if (!base.getRoot().equals(file.getRoot())) {
            return file.toUri().toString();
        }
        StringBuilder link = new StringBuilder();
        for (Path part : base.relativize(file)) {
            // As a separate URI, so that every special character is encoded.
            String encoded = Path.of("/").resolve(part).toUri().getRawPath().substring(1);
            link.append(link.length() == 0 ? "" : "/").append(encoded);
        }
        return link.toString();
    }
}
