package io.barnhand.gait.job.analysis.results;

import io.barnhand.gait.job.pipeline.sink.RunId;
import io.barnhand.gait.job.pipeline.sink.files.FolderRuns;
import io.barnhand.gait.job.pipeline.sink.files.StoredPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A text that stands beside what a run wrote, and goes with everything made of it. */
public final class RunNotice {

    private static final String FILE = "NOTICE.txt";

    /** More than can be shown: whatever is longer is cut. */
    private static final int MAX_BYTES = 4096;

    /** Within the folder of a run, as Parquet lies. */
    private static final Pattern PARTITION = Pattern.compile("(camera|day)=.*");

    private RunNotice() {}

    /** What is said of a run that was withdrawn, whatever else is. */
    public static String withdrawn(String run) {
        return "Run " + run + " was withdrawn: its records count no longer.";
    }

    /** That of a folder. */
    public static Optional<String> in(StoredPath folder) throws IOException {
        StoredPath file = folder.resolve(FILE);
        if (file.isIrregular() || !file.isFile()) {
            return Optional.empty();
        }
        try (InputStream in = file.open()) {
            return Optional.of(new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
        }
    }

    /**
     * That of the folder of some results, or of the one above it, after that of a withdrawn run.
     *
     * @param results file or folder, {@code out/poses/run=monday} for one
     */
    public static Optional<String> beside(String results) throws IOException {
        StoredPath path = StoredPath.of(results);
        Optional<StoredPath> folder = path.isFolder() ? Optional.of(path) : path.parent();
        while (folder.isPresent() && PARTITION.matcher(folder.get().name()).matches()) {
            folder = folder.get().parent();
        }
        Optional<String> withdrawn = withdrawn(folder);
        for (StoredPath above :
                Stream.iterate(
                                folder.flatMap(StoredPath::parent),
                                Optional::isPresent,
                                parent -> parent.flatMap(StoredPath::parent))
                        .limit(2)
                        .flatMap(Optional::stream)
                        .toList()) {
            Optional<String> notice = in(above);
            if (notice.isPresent()) {
                return withdrawn.map(text -> text + " " + notice.get()).or(() -> notice);
            }
        }
        return withdrawn;
    }

    private static Optional<String> withdrawn(Optional<StoredPath> folder) throws IOException {
        Optional<String> run = folder.flatMap(own -> RunId.ofFolder(own.name()));
        Optional<StoredPath> sink = folder.flatMap(StoredPath::parent);
        return run.isPresent()
                        && sink.isPresent()
                        && FolderRuns.isWithdrawn(sink.get().flink(), run.get())
                ? Optional.of(withdrawn(run.get()))
                : Optional.empty();
    }
}
