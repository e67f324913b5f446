package io.barnhand.gait.operators.stages.detection;

import static io.barnhand.gait.operators.stages.detection.CutRecording.START;
import static io.barnhand.gait.operators.stages.detection.CutRecording.open;
import static io.barnhand.gait.operators.stages.detection.CutRecording.silentAfter;
import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.operators.records.TrackEnded;
import io.barnhand.gait.operators.video.VideoSegment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Live recordings, of which segments stop to come. */
class RecordingSilenceTest implements NoDecodingThreadLeft {

    private final CutRecording recording = new CutRecording();

    @Test
    void silenceEndsTheTracksOfALiveCamera() {
        PlainDetection run = recording.detection(silentAfter(Duration.ofSeconds(60)));
        List<VideoSegment> open = open(recording.pieces);
        run.processingTime(1_000).play(List.of(open.get(0)));
        run.processingTime(50_000).play(List.of(open.get(1)));
        assertThat(run.processingTimers()).isEqualTo(1);
        run.processingTime(109_999);
        assertThat(run.ended).isEmpty();

        run.processingTime(110_000);
        assertThat(run.ended).extracting(TrackEnded::reason).containsOnly("silence");

        run.play(List.of(open.get(2), open.get(2)));
        assertThat(run.cuts.get(run.cuts.size() - 1).timeUs()).isGreaterThan(START + 2_000_000);
    }

    @Test
    void aRecordingThatStaysSilentIsForgottenAfterADay() {
        PlainDetection run = recording.detection(silentAfter(Duration.ofSeconds(60)));
        List<VideoSegment> open = open(recording.pieces);
        run.processingTime(0).play(open.subList(0, 2));
        run.processingTime(60_000);
        assertThat(run.ended).isNotEmpty();

        run.processingTime(60_000 + Duration.ofHours(24).toMillis() - 1);
        assertThat(run.stateEntries()).isEqualTo(1);
        run.processingTime(60_000 + Duration.ofHours(24).toMillis());

        assertThat(run.stateEntries()).isZero();
        assertThat(run.processingTimers()).isZero();
        assertThat(run.eventTimers()).isZero();
        assertThat(run.dead).isEmpty();
    }

    /** Cameras that are not sure whether a message arrived send it again. */
    @Test
    void ofALiveRecordingAlsoTheLastSegmentCountsOnce() {
        PlainDetection run = recording.detection(silentAfter(Duration.ofSeconds(60)));
        for (VideoSegment piece : recording.pieces) {
            run.play(List.of(piece, piece));
        }

        recording.assertTruth(run);
        run.processingTime(Duration.ofHours(24).toMillis());
        assertThat(run.stateEntries()).isZero();
    }

    @Test
    void timeInWhichTheJobDidNotRunIsNoSilence() {
        PlainDetection run = recording.detection(silentAfter(Duration.ofSeconds(60)));
        List<VideoSegment> open = open(recording.pieces);
        run.processingTime(1_000).play(open.subList(0, 2));
        run.restart();

        run.processingTime(3_600_000);
        assertThat(run.ended).isEmpty();
        run.play(open.subList(2, 5));
        run.processingTime(3_660_000);

        assertThat(run.dead).isEmpty();
        assertThat(run.cuts).containsExactlyElementsOf(recording.truth().cuts);
        assertThat(run.ended)
                .extracting(TrackEnded::track)
                .containsExactlyElementsOf(
                        recording.truth().ended.stream().map(TrackEnded::track).toList());
    }
}
