package io.barnhand.gait.operators.video.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.VideoSegment;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentPlannerTest {

    private static final SidecarReader JSON =
            content -> new ObjectMapper().readValue(content, new TypeReference<>() {});

    @TempDir Path folder;
    private SegmentPlanner planner;

    @BeforeEach
    void plan() {
        planner = new SegmentPlanner(CameraNaming.parentFolder(), null, JSON);
    }

    private Path touch(String relative) throws IOException {
        Path file = folder.resolve(relative);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "not really a video");
    }

    private void sidecar(String relative, String json) throws IOException {
        Files.writeString(folder.resolve(relative + ".json"), json);
    }

    private static long us(String instant) {
        return Instant.parse(instant).toEpochMilli() * 1000;
    }

    @Test
    void everyLooseFileIsARecordingOfItsOwn() throws Exception {
        touch("stall1/a.mp4");
        touch("stall1/b.MKV");
        touch("stall2/deep/c.avi");

        SegmentPlan plan = planner.plan(folder.toString());

        assertThat(plan.deadLetters()).isEmpty();
        assertThat(plan.segments())
                .extracting(VideoSegment::camera, VideoSegment::recording, VideoSegment::unit)
                .containsExactlyInAnyOrder(
                        tuple("stall1", "a", VideoSegment.unitOf("stall1", "a")),
                        tuple("stall1", "b", VideoSegment.unitOf("stall1", "b")),
                        tuple("deep", "c", VideoSegment.unitOf("deep", "c")));
        assertThat(plan.segments()).allMatch(VideoSegment::last);
        assertThat(plan.segments()).allMatch(segment -> segment.sequence() == 0);
        assertThat(plan.segments()).allMatch(segment -> segment.bytes() == 18);
        assertThat(plan.segments()).allMatch(s -> s.clock() == ClockStatus.UNKNOWN);
        assertThat(plan.segments()).allMatch(segment -> segment.uri().startsWith("file:///"));
    }

    @Test
    void aLinkToNothingIsADeadLetter() throws Exception {
        touch("cam/a.mp4");
        Path link = folder.resolve("cam/b.mp4");
        Files.createSymbolicLink(link, folder.resolve("gone.mp4"));

        SegmentPlan plan = planner.plan(folder.toString());

        assertThat(plan.segments()).extracting(VideoSegment::recording).containsExactly("a");
        assertThat(plan.deadLetters())
                .extracting(DeadLetter::source, DeadLetter::reason)
                .containsExactly(tuple(link.toString(), "unreadable"));
    }

    @Test
    void namesThatAreNotUtf8AreDeadLettersThatNameTheirBytes() throws Exception {
        touch("cam/Grün 馬.mp4");
        for (String name : List.of("bad%FF.mp4", "bad%FE.mp4")) {
            Files.createFile(Path.of(URI.create(folder.toUri() + "cam/" + name)));
        }

        SegmentPlan plan = planner.plan(folder.toString());

        assertThat(plan.segments()).extracting(VideoSegment::recording).containsExactly("Grün 馬");
        assertThat(plan.deadLetters())
                .extracting(DeadLetter::reason)
                .containsExactly("bad_plan", "bad_plan");
        assertThat(plan.deadLetters())
                .extracting(DeadLetter::message)
                .anyMatch(message -> message.contains("is not UTF-8") && message.contains("%FE"))
                .anyMatch(message -> message.contains("is not UTF-8") && message.contains("%FF"))
                .allMatch(message -> message.endsWith("; rename it"));
    }

    @Test
    void filesOfOneCameraThatShareAStemAreNamedByPath() throws Exception {
        touch("cam/a.mp4");
        touch("cam/a.avi");
        touch("other/a.mp4");

        assertThat(planner.plan(folder.toString()).segments())
                .extracting(VideoSegment::unit)
                .containsExactlyInAnyOrder(
                        VideoSegment.unitOf("cam", "cam/a.mp4"),
                        VideoSegment.unitOf("cam", "cam/a.avi"),
                        VideoSegment.unitOf("other", "a"));
    }

    @Test
    void theCameraCanBeTheFileStemOrFoundByAPattern() throws Exception {
        Path file = touch("x/stall7_morning.mp4");
        touch("x/unrelated.mp4");

        assertThat(
                        new SegmentPlanner(CameraNaming.fileStem(), null, JSON)
                                .plan(file.toString())
                                .segments()
                                .get(0)
                                .camera())
                .isEqualTo("stall7_morning");

        SegmentPlan plan =
                new SegmentPlanner(
                                CameraNaming.pattern(
                                        "/(?<camera>stall\\d+)_(?<recording>[a-z]+)\\."),
                                null,
                                JSON)
                        .plan(folder.toString());
        assertThat(plan.segments())
                .extracting(VideoSegment::unit)
                .containsExactly(VideoSegment.unitOf("stall7", "morning"));
        assertThat(plan.deadLetters()).extracting(DeadLetter::reason).containsExactly("bad_plan");
    }

    @Test
    void aPatternWithoutACameraIsRefused() {
        assertThatThrownBy(() -> CameraNaming.pattern("(.*)"))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("(?<camera>");
        assertThatThrownBy(() -> CameraNaming.pattern("(?<camera>["))
                .isInstanceOf(PlanException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T10-15-00Z.mp4, 2026-11-22T10:15:00Z, KNOWN",
        "2026-11-22T10-15-00+0100.mp4, 2026-11-22T09:15:00Z, KNOWN",
        "cam3_2026-11-22_10-15-00.mp4, 2026-11-22T10:15:00Z, ASSUMED_UTC",
        "2026-11-22 10.15.00.mp4, 2026-11-22T10:15:00Z, ASSUMED_UTC",
        "20261122T101500Z-front.mp4, 2026-11-22T10:15:00Z, KNOWN",
        "VID_20261122_101500.mp4, 2026-11-22T10:15:00Z, ASSUMED_UTC",
        "20261122-101500.mp4, 2026-11-22T10:15:00Z, ASSUMED_UTC",
        "2026-11-22T10-15-00.250Z.mp4, 2026-11-22T10:15:00.250Z, KNOWN",
        "99999999_999999_20261122_101500.mp4, 2026-11-22T10:15:00Z, ASSUMED_UTC",
    })
    void aTimeStampInTheNameIsTheStart(String name, String instant, ClockStatus clock)
            throws Exception {
        VideoSegment segment = planner.plan(touch("c/" + name).toString()).segments().get(0);

        assertThat(segment.startUs()).isEqualTo(us(instant));
        assertThat(segment.clock()).isEqualTo(clock);
    }

    @ParameterizedTest
    @CsvSource({
        "yard/20261122_101500.mp4, 2026-11-22T09:15:00Z, KNOWN",
        "yard/20260722_101500.mp4, 2026-07-22T08:15:00Z, KNOWN",
        "aisle/20261122_101500.mp4, 2026-11-22T15:15:00Z, KNOWN",
        "yard/20261122_101500Z.mp4, 2026-11-22T10:15:00Z, KNOWN",
        // Repeated, just before and just after; skipped, just before and just after.
        "yard/20261025_015959.mp4, 2026-10-24T23:59:59Z, KNOWN",
        "yard/20261025_020000.mp4, 2026-10-25T00:00:00Z, AMBIGUOUS",
        "yard/20261025_025959.mp4, 2026-10-25T00:59:59Z, AMBIGUOUS",
        "yard/20261025_030000.mp4, 2026-10-25T02:00:00Z, KNOWN",
        "yard/20261025_023000+0100.mp4, 2026-10-25T01:30:00Z, KNOWN",
        "yard/20260329_015959.mp4, 2026-03-29T00:59:59Z, KNOWN",
        "yard/20260329_023000.mp4, 2026-03-29T01:30:00Z, AMBIGUOUS",
        "yard/20260329_030000.mp4, 2026-03-29T01:00:00Z, KNOWN",
    })
    void aTimeWithoutAnOffsetIsInTheZoneOfTheCamera(String name, String instant, ClockStatus clock)
            throws Exception {
        VideoSegment segment = inZones().plan(touch(name).toString()).segments().get(0);

        assertThat(segment.startUs()).isEqualTo(us(instant));
        assertThat(segment.clock()).isEqualTo(clock);
    }

    private static SegmentPlanner inZones() {
        CameraZones zones =
                new CameraZones(
                        ZoneId.of("Europe/Berlin"), Map.of("aisle", ZoneId.of("America/New_York")));
        return new SegmentPlanner(CameraNaming.parentFolder(), null, zones, JSON, null);
    }

    @Test
    void aSidecarsTimeWithoutAnOffsetNeedsAZone() throws Exception {
        Path file = touch("yard/a.mp4");
        sidecar("yard/a.mp4", "{\"start\":\"2026-11-22T10:15:00\"}");

        assertThat(inZones().plan(file.toString()).segments().get(0).startUs())
                .isEqualTo(us("2026-11-22T09:15:00Z"));
        assertThat(planner.plan(file.toString()).deadLetters())
                .extracting(DeadLetter::message)
                .singleElement()
                .asString()
                .contains("2026-11-22T10:15", "camera yard", "set source.zone");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clip.mp4",
                "1234567890123456.mp4",
                "20261322_101500.mp4",
                "2026.mp4",
                "1601-01-01T00-00-00Z.mp4",
                "0000-01-01T00-00-00Z.mp4",
                "99991231_235959.mp4"
            })
    void withoutATimeStampTheClockIsUnknown(String name) throws Exception {
        VideoSegment segment = planner.plan(touch("c/" + name).toString()).segments().get(0);

        assertThat(segment.startUs()).isZero();
        assertThat(segment.clock()).isEqualTo(ClockStatus.UNKNOWN);
    }

    @Test
    void theContainersCreationTimeIsTheStartWhereTheNameSaysNothing() throws Exception {
        Path file =
                TaggedClip.write(
                        folder.resolve("clip.mp4"),
                        1,
                        Map.of("creation_time", "2026-11-22T10:15:00.000000Z"));

        VideoSegment segment = planner.plan(file.toString()).segments().get(0);

        assertThat(segment.startUs()).isEqualTo(us("2026-11-22T10:15:00Z"));
        assertThat(segment.clock()).isEqualTo(ClockStatus.KNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T10:15:00+0100, 2026-11-22T09:15:00Z, KNOWN",
        "2026-11-22T10:15:00+01:00, 2026-11-22T09:15:00Z, KNOWN",
        "2026-11-22T10:15:00Z, 2026-11-22T10:15:00Z, KNOWN",
        "2026-11-22T10:15:00, 2026-11-22T10:15:00Z, ASSUMED_UTC",
        "2000-01-01T00:00:00+0100, 2026-12-24T18:00:00Z, KNOWN",
        "in the morning, 2026-12-24T18:00:00Z, KNOWN",
    })
    void theDateThatAnAppleDeviceKeepsGoesBeforeThatOfTheExport(
            String date, String instant, ClockStatus clock) throws Exception {
        Path file =
                TaggedClip.write(
                        folder.resolve("IMG_0001.mov"),
                        1,
                        Map.of(
                                "creation_time",
                                "2026-12-24T18:00:00.000000Z",
                                "com.apple.quicktime.creationdate",
                                date));

        VideoSegment segment = planner.plan(file.toString()).segments().get(0);

        assertThat(segment.startUs()).isEqualTo(us(instant));
        assertThat(segment.clock()).isEqualTo(clock);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:12Z",
                "1970-01-01T00:00:00Z",
                "1980-01-01T00:00:07Z",
                "2000-01-01T00:00:00Z",
                "2000-01-03T07:00:00Z"
            })
    void aClockThatWasNeverSetGivesNoTime(String created) throws Exception {
        Path file = TaggedClip.write(folder.resolve("a.mov"), 1, Map.of("creation_time", created));

        assertThat(planner.plan(file.toString()).segments())
                .extracting(VideoSegment::startUs, VideoSegment::clock)
                .containsExactly(tuple(0L, ClockStatus.UNKNOWN));
    }

    @Test
    void anExplicitStartGoesBeforeTheName() throws Exception {
        Path file = touch("c/20261122_101500.mp4");
        SegmentPlanner fixed =
                new SegmentPlanner(
                        CameraNaming.parentFolder(), Instant.parse("2020-01-01T00:00:00Z"), JSON);

        assertThat(fixed.plan(file.toString()).segments().get(0).startUs())
                .isEqualTo(us("2020-01-01T00:00:00Z"));
    }

    @Test
    void sidecarsJoinSegmentsOfARecordingInTheirOrder() throws Exception {
        touch("c/z.mp4");
        touch("c/y.mp4");
        touch("c/x.mp4");
        sidecar(
                "c/z.mp4",
                "{\"camera\":\"front\",\"recording\":\"r\",\"sequence\":0,\"start_us\":0}");
        sidecar(
                "c/y.mp4",
                "{\"camera\":\"front\",\"recording\":\"r\",\"sequence\":1,\"start\":\"1970-01-01T00:00:10Z\"}");
        sidecar(
                "c/x.mp4",
                "{\"camera\":\"front\",\"recording\":\"r\",\"sequence\":2,\"start_us\":20000000}");

        SegmentPlan plan = planner.plan(folder.toString());

        assertThat(plan.deadLetters()).isEmpty();
        assertThat(plan.segments())
                .extracting(VideoSegment::startUs)
                .containsExactly(0L, 10_000_000L, 20_000_000L);
        assertThat(plan.segments())
                .extracting(VideoSegment::last)
                .containsExactly(false, false, true);
        assertThat(plan.segments())
                .extracting(VideoSegment::unit)
                .containsOnly(VideoSegment.unitOf("front", "r"));
        assertThat(plan.segments()).allMatch(s -> s.clock() == ClockStatus.KNOWN);
    }

    @Test
    void aSidecarCanLeaveItsRecordingOpen() throws Exception {
        Path file = touch("c/a.mp4");
        sidecar("c/a.mp4", "{\"last\":false}");

        assertThat(planner.plan(file.toString()).segments().get(0).last()).isFalse();
    }

    @Test
    void segmentsThatDoNotFollowEachOtherAreDeadLetters() throws Exception {
        touch("c/a.mp4");
        touch("c/b.mp4");
        touch("c/d.mp4");
        touch("c/e.mp4");
        sidecar("c/a.mp4", "{\"recording\":\"r\",\"sequence\":0,\"start_us\":50}");
        sidecar("c/b.mp4", "{\"recording\":\"r\",\"sequence\":1,\"start_us\":40}");
        sidecar("c/d.mp4", "{\"recording\":\"r\",\"sequence\":0,\"start_us\":60}");
        sidecar("c/e.mp4", "{\"recording\":\"r\",\"start_us\":60}");

        SegmentPlan plan = planner.plan(folder.toString());

        assertThat(plan.segments()).hasSize(1);
        assertThat(plan.deadLetters())
                .extracting(DeadLetter::reason)
                .containsExactlyInAnyOrder("bad_start", "duplicate_sequence", "no_sequence");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"cammera\":\"x\"}",
                "{\"sequence\":\"one\"}",
                "{\"sequence\":-1}",
                "{\"start\":\"yesterday\"}",
                "{\"start\":\"1970-01-01T00:00:00Z\",\"start_us\":0}",
                "{\"start\":\"+1000000000-12-31T23:59:59Z\"}",
                "{\"start_us\":9223372036854775807}",
                "{\"last\":1}",
                "{",
                "[]"
            })
    void aSidecarThatIsWrongMakesADeadLetterThatNamesIt(String json) throws Exception {
        Path file = touch("c/a.mp4");
        touch("c/b.mp4");
        sidecar("c/a.mp4", json);

        SegmentPlan plan = planner.plan(folder.toString());

        assertThat(plan.segments()).hasSize(1);
        assertThat(plan.deadLetters()).hasSize(1);
        assertThat(plan.deadLetters().get(0).stage()).isEqualTo("plan");
        assertThat(plan.deadLetters().get(0).source()).isEqualTo(file.toString());
    }

    /** Joined with a slash, the two recordings would be one. */
    @Test
    void namesThatHoldSlashesAreNotTakenForOthers() throws Exception {
        touch("1.mp4");
        touch("2.mp4");
        sidecar("1.mp4", "{\"camera\":\"a/b\",\"recording\":\"c\",\"start_us\":0}");
        sidecar("2.mp4", "{\"camera\":\"a\",\"recording\":\"b/c\",\"start_us\":0}");

        SegmentPlan plan = planner.plan(folder.toString());

        assertThat(plan.deadLetters()).isEmpty();
        assertThat(plan.segments())
                .extracting(VideoSegment::camera, VideoSegment::recording, VideoSegment::last)
                .containsExactlyInAnyOrder(tuple("a/b", "c", true), tuple("a", "b/c", true));
        assertThat(plan.segments()).extracting(VideoSegment::unit).doesNotHaveDuplicates();
    }

    @Test
    void aSidecarThatIsTooLargeIsNotRead() throws Exception {
        touch("c/a.mp4");
        sidecar("c/a.mp4", " ".repeat(Sidecar.MAX_BYTES) + "{}");

        assertThat(planner.plan(folder.toString()).deadLetters())
                .extracting(DeadLetter::message)
                .first()
                .asString()
                .contains("rename it if it is not a sidecar");
    }

    @Test
    void hiddenFilesAreSilentAndOtherFilesAreNot() throws Exception {
        touch("c/a.mp4");
        touch("c/.hidden.mp4");
        touch(".git/b.mp4");
        touch("c/notes.txt");

        SegmentPlan plan = planner.plan(folder.toString());

        assertThat(plan.segments()).hasSize(1);
        assertThat(plan.deadLetters()).extracting(DeadLetter::reason).containsExactly("not_video");
        assertThat(plan.deadLetters().get(0).source()).endsWith("notes.txt");
    }

    @Test
    void aGlobChoosesFiles() throws Exception {
        touch("s1/a.mp4");
        touch("s1/b.avi");
        touch("s2/c.mp4");
        touch("s2/[odd].mp4");

        assertThat(planner.plan(folder + "/*/*.mp4").segments())
                .extracting(VideoSegment::recording)
                .containsExactlyInAnyOrder("a", "c", "[odd]");
        assertThat(planner.plan(folder + "/**.avi").segments()).hasSize(1);
        assertThat(planner.plan(folder + "/s2/[odd].mp4").segments()).hasSize(1);
    }

    @Test
    void whatIsNotThereIsSaid() throws Exception {
        assertThatThrownBy(() -> planner.plan(folder + "/none"))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("nothing at");
        assertThatThrownBy(() -> planner.plan(folder + "/none/*.mp4"))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("no folder");
        assertThatThrownBy(() -> planner.plan(folder + "/[.mp4"))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("no glob");
        touch("c/notes.txt");
        assertThatThrownBy(() -> planner.plan(folder.toString()))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("no video");
    }
}
