package io.barnhand.gait.operators.stages.detection;

import static io.barnhand.gait.operators.stages.detection.CutRecording.START;
import static io.barnhand.gait.operators.stages.detection.CutRecording.open;
import static io.barnhand.gait.operators.stages.detection.CutRecording.segment;
import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.models.testing.Slow;
import io.barnhand.gait.operators.records.TrackEnded;
import io.barnhand.gait.operators.stages.tracking.DetectionSettings;
import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.decoding.Clips;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State, timers and restore of the operator, on files: the rest is its decisions' business. */
@Slow
class HorseDetectionFunctionTest implements NoDecodingThreadLeft {

    @TempDir static Path folder;

    private static List<VideoSegment> pieces;
    private static FoundCrops truth;

    @BeforeAll
    static void record() {
        pieces = new ArrayList<>();
        for (int second = 0; second < CutRecording.SECONDS; second++) {
            int first = CutRecording.FPS * second;
            Path file =
                    Clips.lossless(
                            folder.resolve("piece" + second + ".avi"),
                            Paddock.WIDTH,
                            Paddock.HEIGHT,
                            CutRecording.FPS,
                            i -> Paddock.frame(first + i));
            boolean last = second == CutRecording.SECONDS - 1;
            pieces.add(segment(second, file.toString(), second, last));
        }
        truth = new CutRecording().truth();
    }

    private static DetectionHarness harness() throws Exception {
        return harness(CutRecording.settings());
    }

    private static DetectionHarness harness(DetectionSettings settings) throws Exception {
        return new DetectionHarness(settings);
    }

    /** The result of its decisions without Flink and without files. */
    private static void assertTruth(FoundCrops found) {
        assertThat(found.dead).isEmpty();
        assertThat(found.cuts).containsExactlyElementsOf(truth.cuts);
        assertThat(found.ended).containsExactlyElementsOf(truth.ended);
        assertThat(found.largestBatch).isEqualTo(truth.largestBatch);
    }

    @Test
    void theLastSegmentLeavesNeitherStateNorTimer() throws Exception {
        try (DetectionHarness harness = harness()) {
            assertTruth(harness.play(pieces));
            assertThat(harness.stateEntries()).isZero();
            assertThat(harness.eventTimers()).isZero();
            assertThat(harness.processingTimers()).isZero();
        }
    }

    @Test
    void goesOnFromASnapshotBetweenSegments() throws Exception {
        try (DetectionHarness harness = harness()) {
            for (VideoSegment piece : pieces) {
                harness.play(List.of(piece));
                harness.restart();
            }
            assertTruth(harness);
            assertThat(harness.stateEntries()).isZero();
        }
    }

    @Test
    void theEndOfInputEndsARecordingThatWasLeftOpenAlsoAfterARestart() throws Exception {
        try (DetectionHarness harness = harness()) {
            harness.play(open(pieces));
            assertThat(harness.eventTimers()).isEqualTo(1);
            harness.restart();
            assertThat(harness.eventTimers()).isEqualTo(1);
            assertTruth(harness.endInput());
            assertThat(harness.stateEntries()).isZero();
            assertThat(harness.eventTimers()).isZero();
        }
    }

    @Test
    void aTimerEndsTheTracksOfALiveCameraAndAnotherForgetsItsRecording() throws Exception {
        try (DetectionHarness harness = harness(CutRecording.silentAfter(Duration.ofSeconds(60)))) {
            List<VideoSegment> open = open(pieces);
            harness.processingTime(1_000).play(List.of(open.get(0)));
            harness.processingTime(50_000).play(List.of(open.get(1)));
            assertThat(harness.processingTimers()).isEqualTo(1);
            harness.processingTime(109_999);
            assertThat(harness.ended).isEmpty();
            harness.processingTime(110_000);
            assertThat(harness.ended).extracting(TrackEnded::reason).containsOnly("silence");

            harness.processingTime(110_000 + Duration.ofHours(24).toMillis() - 1);
            assertThat(harness.stateEntries()).isEqualTo(1);
            harness.processingTime(110_000 + Duration.ofHours(24).toMillis());
            assertThat(harness.stateEntries()).isZero();
            assertThat(harness.processingTimers()).isZero();
            assertThat(harness.eventTimers()).isZero();
            assertThat(harness.dead).isEmpty();
        }
    }

    @Test
    void aTimerThatWasDueWhileTheJobDidNotRunBeginsAnew() throws Exception {
        try (DetectionHarness harness = harness(CutRecording.silentAfter(Duration.ofSeconds(60)))) {
            harness.processingTime(1_000).play(open(pieces).subList(0, 2));
            harness.restart();

            harness.processingTime(3_600_000);
            assertThat(harness.ended).isEmpty();
            assertThat(harness.processingTimers()).isEqualTo(1);
            harness.processingTime(3_660_000);
            assertThat(harness.ended).extracting(TrackEnded::reason).containsOnly("silence");
        }
    }

    @Test
    void aFileThatIsCutOrGoneIsADeadLetter() throws Exception {
        Path cut = Files.copy(Path.of(pieces.get(1).uri()), folder.resolve("cut.avi"));
        try (RandomAccessFile file = new RandomAccessFile(cut.toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }
        try (DetectionHarness harness = harness()) {
            harness.play(
                    List.of(
                            pieces.get(0),
                            segment(1, cut.toString(), 1, false),
                            segment(2, folder.resolve("gone.avi").toString(), 2, false),
                            pieces.get(3),
                            pieces.get(4)));

            assertThat(harness.dead)
                    .extracting(DeadLetter::reason)
                    .containsExactly("truncated", "missing");
            assertThat(harness.dead.get(0).timeUs())
                    .isBetween(START + 1_300_000, START + 1_700_000);
            assertThat(harness.dead.get(1).timeUs()).isEqualTo(START + 2_000_000);
            assertThat(harness.coverage)
                    .filteredOn(span -> span.startUs() == START + 1_000_000)
                    .hasSize(2)
                    .allMatch(span -> span.endUs() < START + 1_800_000);
            assertThat(harness.cuts).anyMatch(c -> c.timeUs() > START + 1_200_000);
        }
    }

    @Test
    void aFileThatIsGoneAfterARestartCostsTheFramesHeldOfIt() throws Exception {
        Path copy = Files.copy(Path.of(pieces.get(0).uri()), folder.resolve("deleted.avi"));
        try (DetectionHarness harness = harness()) {
            harness.play(List.of(segment(0, copy.toString(), 0, false)));
            harness.restart();
            Files.delete(copy);
            harness.play(pieces.subList(1, 5));

            assertThat(harness.dead).extracting(DeadLetter::reason).containsExactly("missing");
            assertThat(harness.dead.get(0).timeUs()).isBetween(START + 800_000, START + 1_000_000);
            assertThat(harness.cuts.size()).isBetween(truth.cuts.size() - 12, truth.cuts.size());
        }
    }
}
