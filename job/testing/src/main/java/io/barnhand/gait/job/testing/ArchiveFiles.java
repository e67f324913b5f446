package io.barnhand.gait.job.testing;

import io.barnhand.gait.job.formats.json.PoseLine;
import io.barnhand.gait.job.formats.parquet.PoseFileReader;
import io.barnhand.gait.job.formats.parquet.PoseRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Files that an archive has written. */
public final class ArchiveFiles {

    private ArchiveFiles() {}

    /** The finished files below a folder; none where there is no such folder. */
    public static List<Path> complete(Path below) throws IOException {
        if (!Files.isDirectory(below)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(below)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    /** The poses of the keypoint files below a folder, as lines, sorted. */
    public static List<String> poses(Path below) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : complete(below)) {
            try (PoseFileReader rows =
                    new PoseFileReader(new org.apache.flink.core.fs.Path(file.toUri()))) {
                for (PoseRow row; (row = rows.next()) != null; ) {
                    lines.add(PoseLine.write(row.pose()));
                }
            }
        }
        lines.sort(null);
        return lines;
    }
}
