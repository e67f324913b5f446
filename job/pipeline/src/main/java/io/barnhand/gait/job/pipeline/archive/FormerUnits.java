package io.barnhand.gait.job.pipeline.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.VideoSegment;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Units of an earlier plan of an archive whose file is now a later segment of another recording, as
 * chapters of a camera are, which were recordings of their own once. Left there, they would count
 * twice, and at another time.
 */
public final class FormerUnits {

    private FormerUnits() {}

    /**
     * Removes what the ledger holds of them.
     *
     * @param work all recordings of the plan
     * @return whose they were: {@code CAMERA/RECORDING}
     */
    public static List<String> discard(Ledger ledger, WorkList work) throws IOException {
        Set<String> later =
                work.units().stream()
                        .flatMap(unit -> unit.segments().stream().skip(1))
                        .map(VideoSegment::uri)
                        .collect(Collectors.toSet());
        List<String> discarded = new ArrayList<>();
        if (later.isEmpty()) {
            return discarded;
        }
        Set<String> planned =
                work.units().stream().map(ArchiveUnit::name).collect(Collectors.toSet());
        for (Path camera : below(ledger.units())) {
            for (Path file : below(camera)) {
                String name = camera.getName() + "/" + file.getName().replaceFirst("\\.json$", "");
                ObjectNode entry = planned.contains(name) ? null : Ledger.readEntry(file);
                if (entry != null && isOf(entry, later)) {
                    ArchiveUnit unit = unit(entry);
                    if (unit.name().equals(name)) {
                        ledger.discard(unit);
                        discarded.add(unit.label());
                    }
                }
            }
        }
        return discarded;
    }

    private static boolean isOf(JsonNode entry, Set<String> uris) {
        JsonNode files = entry.path("files");
        return files.size() == 1
                && uris.contains(files.path(0).path("uri").asText())
                && entry.path("path").isTextual();
    }

    /** Its files are found by the path in its entry. */
    private static ArchiveUnit unit(JsonNode entry) {
        String camera = entry.path("camera").asText();
        String recording = entry.path("recording").asText();
        return ArchiveUnit.of(
                List.of(
                        new VideoSegment(
                                camera,
                                recording,
                                0,
                                VideoSegment.unitOf(camera, recording),
                                entry.path("files").path(0).path("uri").asText(),
                                0,
                                ClockStatus.UNKNOWN,
                                true,
                                null,
                                0,
                                null)));
    }

    private static List<Path> below(Path folder) throws IOException {
        FileSystem files = folder.getFileSystem();
        List<Path> below = new ArrayList<>();
        try {
            FileStatus[] found = files.listStatus(folder);
            for (FileStatus file : found == null ? new FileStatus[0] : found) {
                below.add(file.getPath());
            }
        } catch (FileNotFoundException e) {
            // Nothing is done yet.
        }
        return below;
    }
}
