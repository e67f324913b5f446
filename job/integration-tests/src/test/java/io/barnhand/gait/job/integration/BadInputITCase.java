package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.barnhand.gait.job.testing.Shell;
import io.barnhand.gait.models.testing.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Broken and hostile input on the command line: a message that helps, and no stack trace. */
class BadInputITCase {

    private static final Path CHECKPOINT =
            Path.of("../../models/inference/src/test/resources/golden/rtmpose-xs.pth");

    @TempDir private Path folder;
    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(folder.resolve("out"));
    }

    @Test
    void anUnknownKeyAndABadValueAreNamedTogether() {
        assertRefused(
                shell.run("a", "detector.score=7", "detectr.floor=0.1"),
                2,
                "detector.score is 7; give a number from 0 to 1",
                "detectr is not a known key; give detector or another one of");
    }

    @Test
    void valuesThatContradictEachOtherAreRefusedWithTheirKeys() throws IOException {
        clip("a.mp4", "not opened");

        assertRefused(
                shell.run("a", "source.path=" + folder, "tracking.buffer=0s"),
                2,
                "detector and tracking: Detection needs a buffer of at least twice");
        assertRefused(
                shell.run("a", "source.path=" + folder, "gait.sliding=10s", "gait.pass-max=5s"),
                2,
                "gait: Sliding windows cannot be longer than the longest pass");
    }

    @Test
    void footageWithoutAPlannableFileIsRefused() throws IOException {
        clip("a.mp4", "not opened");
        clip("a.mp4.json", "{\"nonsense\": 1}");

        assertRefused(shell.run("a", "source.path=" + folder), 2, "source.path: ", "nonsense");
    }

    @Test
    void aMissingModelNamesTheFoldersThatWereSearched() throws IOException {
        clip("a.mp4", "not opened");

        assertRefused(
                shell.run("a", "source.path=" + folder, "detector.model=" + folder + "/none.onnx"),
                2,
                "detector.model: ",
                "none.onnx");
    }

    @Test
    void aTruncatedCheckpointIsNamed() throws IOException {
        byte[] complete = Files.readAllBytes(CHECKPOINT);
        Path cut =
                Files.write(
                        folder.resolve("cut.pth"), Arrays.copyOf(complete, complete.length / 2));

        assertRefused(pose(cut), 1, cut.toString(), "truncated");
    }

    @Test
    void aCheckpointThatNamesOsSystemIsRefusedAndNothingRuns() throws IOException {
        Path trace = folder.resolve("trace");
        String command = "touch " + trace;
        // Protocol 2: call os.system with one text.
        String pickle =
                "\u0080\u0002cos\nsystem\nX"
                        + (char) command.length()
                        + "\0\0\0"
                        + command
                        + "\u0085R.";
        Path hostile = folder.resolve("hostile.pth");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(hostile))) {
            store(zip, "archive/data.pkl", pickle.getBytes(StandardCharsets.ISO_8859_1));
        }

        assertRefused(pose(hostile), 1, hostile.toString(), "os.system");
        assertThat(trace).doesNotExist();
    }

    @Test
    void aTextFileNamedMp4IsADeadLetter() throws IOException {
        assertDeadLetter(clip("text.mp4", "This is no video.\n".repeat(50)), "text.mp4");
    }

    @Test
    void aPlaylistThatPointsToAnotherFileIsADeadLetter() throws IOException {
        Path target = SharedData.require("data/footage/walk/walk-belle.avi");
        String playlist =
                "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n" + target + "\n#EXT-X-ENDLIST\n";
        assertDeadLetter(clip("list.mp4", playlist), "list.mp4");
        assertThat(shell.records("poses", "a")).isEmpty();
    }

    @Test
    void aVideoCutInTheMiddleGivesTheFramesBeforeAndADeadLetterForTheRest() throws IOException {
        byte[] complete =
                Files.readAllBytes(SharedData.require("data/footage/walk/walk-charles.avi"));
        Path cut =
                Files.write(
                        folder.resolve("cut.avi"), Arrays.copyOf(complete, complete.length / 2));

        Shell.Result result = run(cut);

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(shell.records("poses", "a")).hasSizeBetween(20, 40);
        List<JsonNode> letters = shell.records("dead-letter", "a");
        assertThat(letters)
                .extracting(letter -> letter.path("reason").asText())
                .containsExactly("truncated");
        assertThat(letters.get(0).path("time_us").asLong()).isBetween(1_300_000L, 2_700_000L);
    }

    private void assertDeadLetter(Path video, String name) throws IOException {
        Shell.Result result = run(video);

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("Not used: 1 ").contains(name);
        assertThat(shell.records("dead-letter", "a")).hasSize(1);
    }

    private Shell.Result run(Path video) {
        return shell.run(
                "a",
                "source.path=" + video,
                "detector.model=" + SharedData.require("golden/yolox/yolox_nano.onnx"),
                "pose.model=" + SharedData.require("models/rtmpose-t_walk.pth"));
    }

    /** PyTorch's archives are not compressed. */
    private static void store(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    private static Shell.Result pose(Path checkpoint) {
        return Shell.barnhand(
                "pose", "--model", checkpoint.toString(), "--bbox", "0,0,9,9", "none.png");
    }

    private Path clip(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static void assertRefused(Shell.Result result, int exitCode, String... expected) {
        assertThat(result.exitCode()).isEqualTo(exitCode);
        assertThat(result.err())
                .contains(expected)
                .doesNotContain("\tat ")
                .doesNotContain("Exception");
        assertThat(result.out()).isEmpty();
    }
}
