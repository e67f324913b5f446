package io.barnhand.gait.job.analysis.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.formats.json.PoseLine;
import io.barnhand.gait.job.pipeline.sink.files.StoredPath;
import io.barnhand.gait.job.testing.ParquetKeypoints;
import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.operators.records.HorsePose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Poses of one camera, which differ by their times. */
class PoseFilesTest {

    @TempDir private Path folder;

    @Test
    void filesOfBothFormsAreReadInTheOrderOfTheirPaths() throws IOException {
        parquet("run=a/camera=aisle/day=2026-01-01/r.parquet", 3, 4);
        lines("run=a/camera=aisle/day=2026-01-02/r.jsonl", 5);
        parquet("run=a/part-0", 6);
        lines("run=a/.part-1.inprogress", 7);
        lines("run=a/_letters/l.jsonl", 8);
        lines("_ledger=a/coverage/camera=aisle/day=2026-01-01/r.jsonl", 9);

        assertThat(timesOf(folder.toString())).containsExactly(3L, 4L, 5L, 6L);
        assertThat(timesIn(folder.resolve("run=a"))).containsExactly(3L, 4L, 5L, 6L);
        assertThat(timesOf(folder + "/run=a/**.parquet")).containsExactly(3L, 4L);
        assertThat(timesOf(folder + "/run=a/part-0")).containsExactly(6L);
        assertThat(timesIn(folder.resolve("run=b"))).isEmpty();
    }

    @Test
    void aFolderThatIsALinkIsRead() throws IOException {
        parquet("elsewhere/camera=aisle/day=2026-01-01/r.parquet", 1);
        Path link = Files.createSymbolicLink(folder.resolve("run=a"), folder.resolve("elsewhere"));

        assertThat(timesIn(link)).containsExactly(1L);
    }

    @Test
    void aFileThatWasCutIsReported() throws IOException {
        Path file = parquet("run=a/r.parquet", 1, 2, 3);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));

        assertBroken(file);
    }

    @Test
    void aFileWithoutContentIsReported() throws IOException {
        Files.createDirectories(folder.resolve("run=a"));

        assertBroken(Files.createFile(folder.resolve("run=a/r.parquet")));
    }

    @Test
    void brokenBytesWithinAFileAreReported() throws IOException {
        Path file = parquet("run=a/r.parquet", 1, 2, 3);
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 4, bytes.length / 2, (byte) 0x5A);
        Files.write(file, bytes);

        assertBroken(file);
    }

    @Test
    void aPoseThatIsRefusedIsNamedByItsRow() throws IOException {
        Path file = parquet("run=a/r.parquet", 1, 2, 3);

        assertThatThrownBy(
                        () ->
                                PoseFiles.forEach(
                                        file.toString(),
                                        pose -> {
                                            if (pose.timeUs() == 2) {
                                                throw new IllegalArgumentException("is odd");
                                            }
                                        }))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(file + ", row 2: is odd; replace or remove the file");
    }

    @Test
    void aLineThatIsNoPoseIsNamedByItsNumber() throws IOException {
        Path file = lines("run=a/r.jsonl", 1);
        Files.writeString(file, "{}\n", StandardOpenOption.APPEND);

        assertThatThrownBy(() -> timesIn(folder.resolve("run=a")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(file + ", line 2: ");
    }

    private void assertBroken(Path file) {
        assertThatThrownBy(() -> timesIn(file.getParent()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(file + " cannot be read as keypoints, from row 1 on (")
                .hasMessageEndingWith("copy it again from where it was written, or remove it");
    }

    private static List<Long> timesOf(String path) {
        List<Long> times = new ArrayList<>();
        PoseFiles.forEach(path, pose -> times.add(pose.timeUs()));
        return times;
    }

    private static List<Long> timesIn(Path folder) {
        List<Long> times = new ArrayList<>();
        PoseFiles.forEachIn(StoredPath.of(folder), pose -> times.add(pose.timeUs()));
        return times;
    }

    private Path parquet(String file, long... times) throws IOException {
        return ParquetKeypoints.parquet(folder.resolve(file), poses(times));
    }

    private Path lines(String file, long... times) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.write(path, poses(times).stream().map(PoseLine::write).toList());
    }

    private static List<HorsePose> poses(long... times) {
        return Arrays.stream(times)
                .mapToObj(
                        us ->
                                new HorsePose(
                                        "aisle",
                                        "r",
                                        "r/0/0",
                                        null,
                                        us,
                                        1920,
                                        1080,
                                        new Box(1, 2, 300, 200),
                                        0.9f,
                                        new float[3 * HorsePose.KEYPOINTS],
                                        null,
                                        List.of()))
                .toList();
    }
}
