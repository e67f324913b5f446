package io.barnhand.gait.operators.stages.detection;

import static io.barnhand.gait.operators.stages.detection.CutRecording.START;
import static io.barnhand.gait.operators.stages.detection.CutRecording.open;
import static io.barnhand.gait.operators.stages.detection.CutRecording.segment;
import static io.barnhand.gait.operators.stages.detection.CutRecording.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.operators.records.FrameFlag;
import io.barnhand.gait.operators.records.TrackEnded;
import io.barnhand.gait.operators.stages.tracking.DetectionSettings;
import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.VideoSegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** One recording, whole and cut into segments of a second. */
class RecordingDecoderTest implements NoDecodingThreadLeft {

    private final CutRecording recording = new CutRecording();

    @Test
    void theWholeRecordingGivesWhatWasDrawn() {
        assertThat(recording.truth().cuts).hasSizeGreaterThan(180);
        assertThat(recording.truth().cuts)
                .extracting(FoundCrops.Cut::track)
                .contains("rec/" + START + "/0");
        assertThat(recording.truth().cuts)
                .anyMatch(c -> c.flags().contains(FrameFlag.DUPLICATE_FRAMES.key()));
        assertThat(recording.truth().cuts)
                .anyMatch(c -> c.flags().contains(FrameFlag.OVERLAP.key()));
        assertThat(recording.truth().cuts).anyMatch(c -> c.flags().contains(FrameFlag.RIDER.key()));
        assertThat(recording.truth().cuts)
                .anyMatch(c -> !c.flags().contains(FrameFlag.RIDER.key()));
        assertThat(recording.truth().ended)
                .extracting(TrackEnded::reason)
                .contains("end_of_recording");
        assertThat(recording.truth().largestBatch).isEqualTo(16);
        assertThat(recording.truth().dead).isEmpty();
    }

    @Test
    void cuttingIntoSegmentsChangesNothing() {
        PlainDetection run = recording.detection();
        recording.assertTruth(run.play(recording.pieces));
        assertThat(run.stateEntries()).isZero();
        assertThat(run.eventTimers()).isZero();
    }

    @Test
    void restartingBetweenSegmentsChangesNothing() {
        PlainDetection run = recording.detection();
        for (VideoSegment piece : recording.pieces) {
            run.play(List.of(piece));
            run.restart();
        }
        recording.assertTruth(run);
    }

    @Test
    void droppingHeldPixelsForLackOfRoomChangesNothing() {
        PlainDetection run = recording.detection(settings(null, null, 1));
        recording.assertTruth(run.play(recording.pieces));
    }

    @Test
    void segmentsOutOfOrderAndTwiceChangeNothing() {
        PlainDetection run = recording.detection();
        run.play(
                List.of(
                        recording.pieces.get(0),
                        recording.pieces.get(2),
                        recording.pieces.get(0),
                        recording.pieces.get(2),
                        recording.pieces.get(3),
                        recording.pieces.get(1),
                        recording.pieces.get(3),
                        recording.pieces.get(4)));
        recording.assertTruth(run);
    }

    @Test
    void decimationKeepsToTheRecordingToo() {
        DetectionSettings tenPerSecond = settings(10.0, null, 1 << 20);
        PlainDetection one = recording.detection(tenPerSecond);
        PlainDetection cut = recording.detection(tenPerSecond);
        one.play(List.of(recording.whole));
        for (VideoSegment piece : recording.pieces) {
            cut.play(List.of(piece));
            cut.restart();
        }
        assertThat(cut.cuts).containsExactlyElementsOf(one.cuts).hasSizeGreaterThan(40);
        assertThat(one.cuts).allMatch(c -> (c.timeUs() - START) % 100_000 == 0);
    }

    @Test
    void theEndOfInputEndsARecordingThatWasLeftOpen() {
        PlainDetection run = recording.detection();
        run.play(open(recording.pieces));
        assertThat(run.eventTimers()).isEqualTo(1);
        run.restart();
        recording.assertTruth(run.endInput());
        assertThat(run.stateEntries()).isZero();
    }

    @Test
    void aMissingSegmentEndsTheTracksAndFlagsWhatFollows() {
        PlainDetection run = recording.detection();
        List<VideoSegment> open = open(recording.pieces);
        run.play(List.of(open.get(0), open.get(1), open.get(3), open.get(4)));
        assertThat(run.ended).isEmpty();
        run.endInput();

        assertThat(run.ended)
                .filteredOn(track -> track.reason().equals("segment_gap"))
                .isNotEmpty()
                .allMatch(track -> track.timeUs() < START + 2_000_000);
        assertThat(run.cuts)
                .filteredOn(cut -> cut.flags().contains(FrameFlag.SEGMENT_GAP.key()))
                .isNotEmpty()
                .allMatch(cut -> cut.timeUs() == START + 3_000_000);
        assertThat(run.cuts).noneMatch(cut -> cut.timeUs() / 1_000_000 == START / 1_000_000 + 2);
    }

    @Test
    void theLastSegmentEndsARecordingOfWhichOthersAreMissing() {
        PlainDetection run = recording.detection();
        PlainDetection open = recording.detection();
        run.play(
                List.of(
                        recording.pieces.get(0),
                        recording.pieces.get(1),
                        recording.pieces.get(3),
                        recording.pieces.get(4)));
        List<VideoSegment> left = open(recording.pieces);
        open.play(List.of(left.get(0), left.get(1), left.get(3), left.get(4))).endInput();

        assertThat(run.stateEntries()).isZero();
        assertThat(run.eventTimers()).isZero();
        assertThat(run.cuts).containsExactlyElementsOf(open.cuts);
        assertThat(run.ended).containsExactlyElementsOf(open.ended).isNotEmpty();
    }

    @Test
    void aSegmentThatIsWaitedForTooLongIsGivenUpAndThenLate() {
        PlainDetection run = recording.detection();
        VideoSegment first = open(recording.pieces).get(0);
        List<VideoSegment> later = new ArrayList<>();
        for (int sequence = 2; sequence <= 10; sequence++) {
            later.add(segment(sequence, first.uri(), sequence, false));
        }
        run.play(List.of(first)).play(later.subList(0, 8));
        assertThat(run.ended).isEmpty();
        run.play(later.subList(8, 9));
        assertThat(run.ended).extracting(TrackEnded::reason).contains("segment_gap");

        run.play(List.of(segment(1, first.uri(), 1, false)));

        assertThat(run.dead).extracting(DeadLetter::reason).containsExactly("late");
        assertThat(run.dead.get(0).timeUs()).isEqualTo(START + 1_000_000);
    }

    @Test
    void recordingsDoNotMix() {
        UnaryOperator<VideoSegment> other =
                s ->
                        new VideoSegment(
                                "cam2",
                                s.recording(),
                                s.sequence(),
                                "cam2/rec",
                                s.uri(),
                                s.startUs(),
                                s.clock(),
                                s.last(),
                                s.durationUs(),
                                s.bytes(),
                                s.sha256());
        PlainDetection run = recording.detection();
        for (VideoSegment piece : recording.pieces) {
            run.play(List.of(piece, other.apply(piece)));
        }
        assertThat(run.cuts)
                .hasSize(2 * recording.truth().cuts.size())
                .containsAll(recording.truth().cuts);
    }
}
