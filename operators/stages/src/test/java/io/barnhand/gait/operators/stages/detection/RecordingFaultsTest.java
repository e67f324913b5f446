package io.barnhand.gait.operators.stages.detection;

import static io.barnhand.gait.operators.stages.detection.CutRecording.START;
import static io.barnhand.gait.operators.stages.detection.CutRecording.segment;
import static io.barnhand.gait.operators.stages.detection.CutRecording.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.detection.Detection;
import io.barnhand.gait.models.detection.Detector;
import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.records.FrameFlag;
import io.barnhand.gait.operators.records.TrackEnded;
import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.VideoSegment;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Segments that cannot be used, or not to their end. */
class RecordingFaultsTest implements NoDecodingThreadLeft {

    private final CutRecording recording = new CutRecording();

    /** Its camera's clock was corrected within the recording. */
    @Test
    void aSegmentThatGoesBackInTimeIsADeadLetter() {
        PlainDetection run = recording.detection();
        VideoSegment back = segment(2, recording.pieces.get(2).uri(), -3600, false);

        run.play(
                List.of(
                        recording.pieces.get(0),
                        recording.pieces.get(1),
                        back,
                        recording.pieces.get(3),
                        recording.pieces.get(4)));

        assertThat(run.dead)
                .extracting(DeadLetter::reason, DeadLetter::timeUs)
                .containsExactly(tuple("bad_start", START - 3_600_000_000L));
        assertThat(run.dead.get(0).message()).contains("clock was set back");
        assertThat(run.cuts).noneMatch(cut -> cut.timeUs() < START);
        assertThat(run.cuts).anyMatch(cut -> cut.timeUs() > START + 4_000_000);
    }

    @Test
    void aSegmentThatCannotBeReadIsADeadLetterAndAGap() {
        PlainDetection run = recording.detection();
        run.play(
                List.of(
                        recording.pieces.get(0),
                        recording.broken(1, 15, DeadLetterReason.TRUNCATED),
                        segment(2, "gone.avi", 2, false),
                        recording.pieces.get(3),
                        recording.pieces.get(4)));

        assertThat(run.dead).extracting(DeadLetter::reason).containsExactly("truncated", "missing");
        assertThat(run.dead.get(0).timeUs()).isBetween(START + 1_300_000, START + 1_700_000);
        assertThat(run.dead.get(1).timeUs()).isEqualTo(START + 2_000_000);
        assertThat(run.ended).extracting(TrackEnded::reason).contains("segment_gap");
        assertThat(run.coverage)
                .filteredOn(span -> span.startUs() == START + 1_000_000)
                .hasSize(2)
                .allMatch(span -> span.endUs() < START + 1_800_000);
        assertThat(run.cuts).anyMatch(c -> c.timeUs() > START + 1_200_000);
        assertThat(run.cuts)
                .filteredOn(c -> c.flags().contains(FrameFlag.SEGMENT_GAP.key()))
                .allMatch(c -> c.timeUs() == START + 3_000_000);
    }

    /** Its other frames were delivered. */
    @ParameterizedTest
    @EnumSource(names = {"CORRUPT", "UNTIMED_FRAMES"})
    void aSegmentInWhichSomeFramesAreBrokenIsADeadLetterAndNoGap(DeadLetterReason reason) {
        PlainDetection run = recording.detection();
        run.play(
                List.of(
                        recording.pieces.get(0),
                        recording.broken(1, 28, reason),
                        recording.pieces.get(2),
                        recording.pieces.get(3),
                        recording.pieces.get(4)));

        assertThat(run.dead).extracting(DeadLetter::reason).containsExactly(reason.key());
        assertThat(run.ended).extracting(TrackEnded::reason).doesNotContain("segment_gap");
        assertThat(run.cuts).noneMatch(c -> c.flags().contains(FrameFlag.SEGMENT_GAP.key()));
    }

    /** Sees a horse in pictures that stand on their side. */
    private static final class TurnedDetector implements Detector {
        @Override
        public List<List<Detection>> detect(
                BgrImage image, float floor, List<Set<Integer>> groups) {
            List<Detection> found =
                    image.height() > image.width()
                            ? List.of(new Detection(new Box(0, 0, 9, 9), 0.9f, 17))
                            : List.of();
            return groups.stream().map(group -> found).toList();
        }

        @Override
        public void close() {}
    }

    /** The camera hangs on its side, and the last segment of the recording has a fault. */
    @ParameterizedTest
    @CsvSource({"CORRUPT, true", "UNTIMED_FRAMES, true", "TRUNCATED, false"})
    void aTurnedPictureIsSoughtWhereTheLastSegmentWasReadToItsEnd(
            DeadLetterReason reason, boolean sought) {
        PlainDetection run = new PlainDetection(settings(), TurnedDetector::new, recording.footage);
        String file = recording.footage.add("side.avi", 0, 30, reason);

        run.play(List.of(segment(0, file, 0, true)));

        assertThat(run.dead).extracting(DeadLetter::reason).containsExactly(reason.key());
        assertThat(run.coverage)
                .extracting(CoverageSpan::unseen)
                .filteredOn(Objects::nonNull)
                .singleElement()
                .extracting(unseen -> unseen.turnedDegrees() != null)
                .isEqualTo(sought);
    }

    @Test
    void heldFramesThatCannotBeDecodedAgainAreADeadLetter() {
        PlainDetection run = recording.detection();
        run.play(recording.pieces.subList(0, 1));
        run.restart();
        recording.footage.remove(recording.pieces.get(0).uri());
        run.play(recording.pieces.subList(1, 5));

        assertThat(run.dead).extracting(DeadLetter::reason).containsExactly("missing");
        assertThat(run.dead.get(0).timeUs()).isBetween(START + 800_000, START + 1_000_000);
        assertThat(run.cuts.size())
                .isBetween(recording.truth().cuts.size() - 12, recording.truth().cuts.size());
    }

    private static final class FailingDetector implements Detector {
        private final Detector detector = new Paddock.BlobDetector();
        private int calls;

        @Override
        public List<List<Detection>> detect(
                BgrImage image, float floor, List<Set<Integer>> groups) {
            if (++calls == 4) {
                throw new ModelException("out of memory", "give it more");
            }
            return detector.detect(image, floor, groups);
        }

        @Override
        public void close() {}
    }

    @Test
    void aDetectorThatFailsCostsTheRestOfItsSegmentOnly() {
        PlainDetection run =
                new PlainDetection(settings(), FailingDetector::new, recording.footage);
        run.play(recording.pieces);

        assertThat(run.dead)
                .extracting(DeadLetter::stage, DeadLetter::reason, DeadLetter::timeUs)
                .containsExactly(tuple("detect", "detector_failed", START + 500_000));
        assertThat(run.cuts).anyMatch(c -> c.timeUs() < START + 500_000);
        assertThat(run.cuts).anyMatch(c -> c.timeUs() > START + 4_000_000);
    }

    private static final class Interrupting implements Detector {
        @Override
        public List<List<Detection>> detect(
                BgrImage image, float floor, List<Set<Integer>> groups) {
            Thread.currentThread().interrupt();
            return groups.stream().map(group -> List.<Detection>of()).toList();
        }

        @Override
        public void close() {}
    }

    @Test
    void cancellingStopsInTheMiddleOfASegmentAndLeavesNoThread() {
        PlainDetection run = new PlainDetection(settings(), Interrupting::new, recording.footage);
        assertThatThrownBy(() -> run.play(List.of(recording.whole)))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
