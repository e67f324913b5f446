package io.barnhand.gait.job.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.pipeline.ConfiguredStages;
import io.barnhand.gait.job.pipeline.archive.ArchiveSpeed;
import io.barnhand.gait.job.pipeline.archive.Ledger;
import io.barnhand.gait.job.testing.Shell;
import io.barnhand.gait.models.testing.Slow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameRecorder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Slow
class PlanCommandTest {

    @TempDir private Path folder;

    @BeforeEach
    void record() throws IOException {
        clip("aisle/2026-11-29T10-00-00.avi", 4);
        clip("aisle/2026-11-29T10-00-02.avi", 4);
        clip("aisle/2026-11-29T10-01-00.avi", 4);
        clip("yard/2026-11-29T12-00-00.avi", 6);
        clip("yard/unnamed.avi", 8);
        Files.copy(
                folder.resolve("yard/2026-11-29T12-00-00.avi"),
                folder.resolve("yard/2026-11-30T12-00-00.avi"));
        Files.writeString(folder.resolve("yard/2026-11-29T13-00-00.mp4"), "no video");
        Files.createFile(folder.resolve("yard/2026-11-29T14-00-00.mp4"));
        Files.writeString(folder.resolve("yard/notes.txt"), "as it says");
    }

    @Test
    void everyFileIsCountedOrListed() {
        Shell.Result result = plan();

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(rows(result)).contains("aisle 3 0.003 3 2026-11-29T10:00Z 2026-11-29T10:01Z");
        assertThat(rows(result)).contains("yard 5 0.006 5 2026-11-29T12:00Z 2026-11-30T12:00Z");
        assertThat(rows(result)).contains("all 8 0.009 8 2026-11-29T10:00Z 2026-11-30T12:00Z");
        assertThat(words(result))
                .contains("Not readable: 2")
                .contains("2026-11-29T13-00-00.mp4 is not a video")
                .contains("2026-11-29T14-00-00.mp4")
                .contains("Left out: 1")
                .contains("notes.txt has no extension of a video file");
    }

    @Test
    void gapsOverlapsAndCopiesAreListed() {
        assertThat(plan().out())
                .contains("Gaps and overlaps: 3")
                .contains("aisle: overlap of 2.0 s at 2026-11-29T10:00:02Z")
                .contains("aisle: gap of 54.0 s at 2026-11-29T10:01:00Z")
                .contains("yard: gap of 86394.0 s at 2026-11-30T12:00:00Z")
                .contains("Copies, processed once: 0")
                .contains("The same bytes elsewhere: 1")
                .contains(folder.resolve("yard/2026-11-29T12-00-00.avi") + " =")
                .contains(folder.resolve("yard/2026-11-30T12-00-00.avi").toString());
    }

    @Test
    void theSameBytesAtTheSameTimeAreProcessedOnce() throws IOException {
        Path copies = Files.createDirectories(folder.resolve("again/aisle"));
        Files.copy(
                folder.resolve("aisle/2026-11-29T10-00-00.avi"),
                copies.resolve("2026-11-29T10-00-00.avi"));
        // As many bytes, of which a single one in the middle is another.
        byte[] other = Files.readAllBytes(folder.resolve("aisle/2026-11-29T10-01-00.avi"));
        other[other.length / 2] ^= 1;
        Files.write(copies.resolve("2026-11-29T10-01-00.avi"), other);

        assertThat(words(plan("--speed", "1")))
                .contains("Copies, processed once: 1")
                .contains("is a copy of aisle/again/aisle/2026-11-29T10-00-00.avi")
                .contains("The same bytes elsewhere: 1")
                .contains("To process: 9 recordings");
    }

    @Test
    void namesDoNotSteerTheTerminal() throws IOException {
        Files.writeString(folder.resolve("yard/\u001b[31m\u009b2J\u202efdp.txt"), "no video");

        assertThat(plan().out())
                .contains("?[31m?2J?fdp.txt")
                .doesNotContain("\u001b", "\u009b", "\u202e");
    }

    @Test
    void settingsOfCamerasWithoutFootageAreNamed() {
        assertThat(words(plan("cameras.aisel.mirrored=true", "source.cameras=[yard]")))
                .contains(
                        "cameras names aisel, of which source.path has no footage; it has footage of aisle, yard;");
        assertThat(words(plan("cameras.aisle.mirrored=true"))).doesNotContain("no footage");
    }

    @Test
    void noLineOfTheTableIsWiderThanATerminal() throws IOException {
        clip("a-stable-with-a-very-long-name/2026-11-29T10-00-00.avi", 4);

        assertThat(plan().out().lines().takeWhile(line -> !line.startsWith("Gaps")))
                .allMatch(line -> line.length() <= 80)
                .anyMatch(line -> line.startsWith("a-stable-with-a-v…  "));
    }

    @Test
    void aPartIsPlannedByCameraAndTime() {
        Shell.Result result =
                plan(
                        "source.cameras=[yard]",
                        "source.from=2026-11-29T12:00:00Z",
                        "source.to=2026-11-29T13:00:00Z");

        assertThat(rows(result)).contains("all 1 0.002 1 2026-11-29T12:00Z 2026-11-29T12:00Z");
        assertThat(result.out())
                .contains("Left out: 2")
                .contains("unnamed.avi")
                .contains("source.from and source.to cannot select it");
        Shell.Result nothing = plan("source.cameras=[stable]");
        assertThat(nothing.exitCode()).isEqualTo(2);
        assertThat(nothing.err())
                .contains("source.from, source.to and source.cameras select none of 8 files");
    }

    @Test
    void aSpeedThatIsGivenIsTaken() {
        Shell.Result result = plan("--speed", "0.01");

        // 32 s of footage at a hundredth of real time.
        assertThat(words(result)).contains("Estimated time: about 53 min for the keypoints");
        assertThat(plan("--speed", "0").exitCode()).isEqualTo(2);
    }

    @Test
    void anEarlierRunOfTheSameSettingsTellsTheTime() throws IOException {
        String keypoints = folder.resolve("out/keypoints").toString();
        List<String> settings =
                List.of(
                        "source.path=" + folder,
                        "run.parallelism=2",
                        "sinks.poses={kind: parquet, path: " + keypoints + "}");
        JobConfiguration configuration = ConfigurationReader.read(null, settings);
        JsonNode with =
                ArchiveSpeed.with(configuration, new ConfiguredStages(configuration).modelIds());
        Instant ended = Instant.parse("2026-03-04T05:06:07Z");
        // One slot did 36 s in an hour, so two slots take 32 s / 0.02 = 27 min.
        new ArchiveSpeed("spring", ended, 36_000_000, Duration.ofHours(1), 1)
                .write(new Ledger(keypoints, "spring"), with);
        new ArchiveSpeed("older", ended.minusSeconds(9), 1, Duration.ofHours(1), 1)
                .write(new Ledger(keypoints, "older"), with);
        new ArchiveSpeed("short", ended.plusSeconds(9), 1, Duration.ofSeconds(9), 1)
                .write(new Ledger(keypoints, "short"), with);
        new ArchiveSpeed("other", ended.plusSeconds(9), 1, Duration.ofHours(1), 1)
                .write(new Ledger(keypoints, "other"), JsonNodeFactory.instance.objectNode());

        String printed = words(plan(settings.toArray(String[]::new)));

        assertThat(printed)
                .contains("Estimated time: about 27 min for the keypoints")
                .contains("as run spring on 2026-03-04")
                .contains("scaled from 1 slot to 2");
    }

    @Test
    void withoutModelsThereIsNoEstimate() {
        assertThat(words(plan("pose.model=nowhere.pth")))
                .contains("Estimated time: not known, as the models are needed to measure it:");
    }

    /** The output with single blanks and without line ends. */
    private static String words(Shell.Result result) {
        return result.out().replaceAll("\\s+", " ");
    }

    private Shell.Result plan(String... more) {
        List<String> arguments = new ArrayList<>(List.of("plan", "--set", "source.path=" + folder));
        for (String argument : more) {
            if (argument.contains("=")) {
                arguments.add("--set");
            }
            arguments.add(argument);
        }
        return Shell.barnhand(arguments.toArray(String[]::new));
    }

    /** The table with single blanks. */
    private static List<String> rows(Shell.Result result) {
        return result.out().lines().map(line -> line.strip().replaceAll(" +", " ")).toList();
    }

    /** Ten frames a second, of one colour that is the clip's own. */
    private void clip(String name, int seconds) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toString(), 64, 48);
                Frame frame = new Frame(64, 48, Frame.DEPTH_UBYTE, 3)) {
            recorder.setFormat("avi");
            recorder.setVideoCodec(avcodec.AV_CODEC_ID_FFV1);
            recorder.setPixelFormat(avutil.AV_PIX_FMT_BGR0);
            recorder.setFrameRate(10);
            recorder.start();
            ByteBuffer pixels = (ByteBuffer) frame.image[0];
            for (int i = 0; i < pixels.capacity(); i++) {
                pixels.put(i, (byte) (name.hashCode() >> i % 24));
            }
            for (int i = 0; i < 10 * seconds; i++) {
                recorder.record(frame);
            }
            recorder.stop();
        } catch (FrameRecorder.Exception e) {
            throw new IOException("The clip could not be written", e);
        }
    }
}
