package io.barnhand.gait.job.analysis.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.formats.json.PoseLine;
import io.barnhand.gait.job.testing.ParquetKeypoints;
import io.barnhand.gait.job.testing.SquareVideo;
import io.barnhand.gait.operators.records.Limb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingLinesTest {

    private static final long START = SquareVideo.START_US;

    private static final String GAIT =
            """
            {"camera_id":"arena","recording":"square","track_id":"square/1","run":"%s",
             "window":{"start_ms":%d,"end_ms":%d,"kind":"%s"},"gait":{"class":"%s"},
             "quality":{"flags":[%s]}}\
            """
                    .replace("\n", "");

    private static final String STRIDE =
            """
            {"camera_id":"arena","recording":"square","track_id":"square/1","run":"monday",
             "limb":"%s","on_us":%d,"off_us":%d,"next_on_us":0,"flags":[]}\
            """
                    .replace("\n", "");

    @TempDir private Path folder;

    private final RecordingLines lines = new RecordingLines("arena", "square");

    @Test
    void posesOfOtherRecordingsAloneAreAnErrorThatNamesThem() throws IOException {
        Files.createDirectories(folder.resolve("poses/run=monday"));
        Files.write(
                folder.resolve("poses/run=monday/part-0"),
                List.of(
                        SquareVideo.pose("aisle", "walk", 0),
                        SquareVideo.pose("paddock", "canter", 0),
                        SquareVideo.pose("arena", "other", 0)));

        assertThatThrownBy(() -> read("poses"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no poses of camera arena, recording square")
                .hasMessageContaining("aisle/walk")
                .hasMessageContaining("paddock/canter");
    }

    @Test
    void noPosesAtAllAreNoError() throws IOException {
        Files.createDirectories(folder.resolve("poses"));
        assertThat(read("poses").poses()).isZero();

        Files.writeString(folder.resolve("poses/part-0"), "\n\n");
        assertThat(read("poses").poses()).isZero();
    }

    @Test
    void aLineThatIsNoPoseIsNamed() throws IOException {
        Files.write(
                folder.resolve("poses.jsonl"),
                List.of(SquareVideo.pose("arena", "square", 0), "{\"camera\":\"arena\"}"));

        assertThatThrownBy(() -> read("poses.jsonl"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(folder.resolve("poses.jsonl") + ", line 2: ");
    }

    @Test
    void aFileWithoutLinesIsNotReadToItsEnd() throws IOException {
        Files.write(folder.resolve("poses.jsonl"), new byte[70_000]);

        assertThatThrownBy(() -> read("poses.jsonl"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("longer than 65,536 characters");
    }

    @Test
    void theFormOfTheKeypointFilesMakesNoDifference() throws IOException {
        List<String> made = new ArrayList<>();
        for (long ms = 0; ms < 400; ms += 40) {
            made.add(SquareVideo.pose("arena", "square", 1000 * ms));
        }
        made.add(SquareVideo.pose("arena", "other", 0));
        Path lines = Files.write(folder.resolve("poses.jsonl"), made);
        RecordingLines fromLines = read("poses.jsonl");
        ParquetKeypoints.parquetInsteadOf(
                lines, folder.resolve("poses/run=monday/camera=arena/day=2026-01-01/r.parquet"));

        RecordingLines fromParquet = read("poses/run=monday");

        assertThat(fromParquet.poses()).isEqualTo(10);
        for (long ms = 0; ms < 400; ms += 40) {
            List<OverlaidHorse> horses = fromParquet.at(START + 1000 * ms, START);
            assertThat(horses)
                    .hasSize(1)
                    .usingRecursiveComparison()
                    .withEqualsForType(Float::equals, Float.class)
                    .isEqualTo(fromLines.at(START + 1000 * ms, START));
        }
    }

    @Test
    void aPathWhereNothingIsIsNamed() {
        assertThatThrownBy(() -> read("nowhere"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("nothing at " + folder.resolve("nowhere"));
    }

    @Test
    void twoPosesOfATrackAtATimeAreOfTwoRuns() {
        String pose = SquareVideo.pose("arena", "square", 0);
        lines.addPose(PoseLine.read(pose));
        lines.addPose(PoseLine.read(pose));
        assertThat(lines.poses()).isEqualTo(1);

        assertThatThrownBy(() -> lines.addPose(PoseLine.read(pose.replace("0.9", "0.8"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name the poses of one run");
    }

    @Test
    void gaitLinesOfTwoRunsAreRefused() {
        lines.addPass(gait("monday", 0, 1000, "pass", "trot", ""));

        assertThatThrownBy(() -> lines.addPass(gait("tuesday", 0, 1000, "pass", "trot", "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("of run tuesday")
                .hasMessageContaining("of run monday");
    }

    @Test
    void gaitLinesOfOtherTracksThanThePosesAreRefused() throws IOException {
        Files.writeString(folder.resolve("poses.jsonl"), SquareVideo.pose("arena", "square", 0));
        Path gait =
                Files.writeString(
                        folder.resolve("gait.jsonl"),
                        gait("monday", 0, 1000, "pass", "trot", "")
                                .replace("square/1", "square/7"));

        assertThatThrownBy(
                        () ->
                                RecordingLines.read(
                                        "arena",
                                        "square",
                                        folder.resolve("poses.jsonl").toString(),
                                        gait.toString(),
                                        null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(gait + " are of other tracks than the poses")
                .hasMessageContaining("square/7, not square/1");
    }

    @Test
    void theGaitIsThatOfThePassThatTheFrameIsIn() {
        for (long ms : new long[] {0, 1000, 2000, 3000}) {
            lines.addPose(PoseLine.read(SquareVideo.pose("arena", "square", 1000 * ms)));
        }
        lines.addPass(gait("monday", 0, 900, "pass", "walk", ""));
        lines.addPass(gait("monday", 1000, 2000, "pass", "canter_left", ""));
        lines.addPass(gait("monday", 0, 3000, "sliding", "gallop_left", ""));

        assertThat(caption(0)).startsWith("walk");
        assertThat(caption(1000)).startsWith("canter left");
        assertThat(caption(2000)).startsWith("canter left");
        assertThat(caption(3000)).containsExactly("track 1");
    }

    @Test
    void aLimbStandsFromHoofOnToHoofOff() {
        for (long ms = 0; ms < 500; ms += 100) {
            lines.addPose(PoseLine.read(SquareVideo.pose("arena", "square", 1000 * ms)));
        }
        lines.addStride(String.format(Locale.ROOT, STRIDE, "LH", START + 100_000, START + 300_000));
        lines.addStride(String.format(Locale.ROOT, STRIDE, "RF", START + 200_000, START + 400_000));

        assertThat(at(0).standing()).isEmpty();
        assertThat(at(100).standing()).containsExactly(Limb.LH);
        assertThat(at(200).standing()).containsExactlyInAnyOrder(Limb.LH, Limb.RF);
        assertThat(at(300).standing()).containsExactly(Limb.RF);
        assertThat(at(400).standing()).isEmpty();
    }

    @Test
    void aMirroredCameraIsKnownByTheFlagOfItsLines() {
        lines.addPose(PoseLine.read(SquareVideo.pose("arena", "square", 0)));
        assertThat(at(0).mirrored()).isFalse();

        lines.addPass(gait("monday", 0, 1000, "pass", "walk", "\"mirrored_camera\""));
        assertThat(at(0).mirrored()).isTrue();
    }

    @Test
    void flagsOfTheFrameAreSaid() {
        String flagged =
                SquareVideo.pose("arena", "square", 0)
                        .replaceFirst("}$", ",\"flags\":[\"overlap\",\"clock_unknown\",\"x_y\"]}");
        lines.addPose(PoseLine.read(flagged));

        assertThat(caption(0)).containsExactly("track 1", "overlap", "x y");
    }

    @Test
    void trackIdsOfTheJobAreShownByTheTimeTheyBegan() {
        lines.addPose(
                PoseLine.read(
                        SquareVideo.pose("arena", "square", 2_000_000)
                                .replace("square/1\"", "square/" + (START + 1_250_000) + "/1\"")));

        assertThat(caption(2000)).containsExactly("track 1.3 s/1");
    }

    @Test
    void aHorseWhoseNameWouldSteerTheTextIsShownPlainAndShort() {
        lines.addPose(
                PoseLine.read(
                        SquareVideo.pose("arena", "square", 0)
                                .replace(
                                        "\"horse\":null",
                                        "\"horse\":\"B\\u202eel\\nla " + "x".repeat(100) + "\"")));

        assertThat(caption(0)).hasSize(1);
        assertThat(caption(0).get(0)).startsWith("Bel la xxx").endsWith("…").hasSize(32);
    }

    @Test
    void aStrideLineWithoutItsLimbIsRefused() {
        assertThatThrownBy(() -> lines.addStride(String.format(Locale.ROOT, STRIDE, "LX", 0, 0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> lines.addPass("[1]"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("camera_id");
    }

    private RecordingLines read(String poses) {
        return RecordingLines.read("arena", "square", folder.resolve(poses).toString(), null, null);
    }

    private static String gait(
            String run, long fromMs, long toMs, String kind, String gait, String flags) {
        return String.format(
                Locale.ROOT,
                GAIT,
                run,
                START / 1000 + fromMs,
                START / 1000 + toMs,
                kind,
                gait,
                flags);
    }

    private OverlaidHorse at(long ms) {
        return lines.at(START + 1000 * ms, START).get(0);
    }

    private List<String> caption(long ms) {
        return at(ms).caption();
    }
}
