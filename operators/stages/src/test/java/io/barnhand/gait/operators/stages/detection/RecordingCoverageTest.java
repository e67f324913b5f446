package io.barnhand.gait.operators.stages.detection;

import static io.barnhand.gait.operators.stages.detection.CutRecording.START;
import static io.barnhand.gait.operators.stages.detection.CutRecording.open;
import static io.barnhand.gait.operators.stages.detection.CutRecording.segment;
import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.VideoSegment;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.Test;

/** Expected and decoded coverage of a recording. */
class RecordingCoverageTest implements NoDecodingThreadLeft {

    private final CutRecording recording = new CutRecording();

    private static VideoSegment lasting(VideoSegment segment, long durationUs) {
        return new VideoSegment(
                segment.camera(),
                segment.recording(),
                segment.sequence(),
                segment.unit(),
                segment.uri(),
                segment.startUs(),
                segment.clock(),
                segment.last(),
                durationUs,
                segment.bytes(),
                segment.sha256());
    }

    private static CoverageSpan covered(String kind, double fromSeconds, double toSeconds) {
        return new CoverageSpan(
                "cam",
                "rec",
                null,
                kind,
                START + Math.round(fromSeconds * 1e6),
                START + Math.round(toSeconds * 1e6));
    }

    /** Frame times are whole µs, so that the end of a frame may be a microsecond off. */
    private static void assertCovered(FoundCrops run, CoverageSpan... expected) {
        assertThat(run.coverage)
                .usingRecursiveFieldByFieldElementComparator(
                        RecursiveComparisonConfiguration.builder()
                                .withEqualsForType((a, b) -> Math.abs(a - b) <= 2, Long.class)
                                .build())
                .containsExactly(expected);
    }

    @Test
    void theCoverageOfSegmentsIsThatOfTheWholeRecording() {
        PlainDetection run = recording.detection();
        run.play(recording.pieces.subList(0, 2));
        run.restart();
        run.play(recording.pieces.subList(1, recording.pieces.size()));
        List<CoverageSpan> spans = new ArrayList<>();
        for (int second = 0; second < recording.pieces.size(); second++) {
            spans.add(covered(CoverageSpan.EXPECTED, second, second + 1));
            spans.add(covered(CoverageSpan.DECODED, second, second + 1));
        }
        assertCovered(run, spans.toArray(CoverageSpan[]::new));
        assertCovered(
                recording.truth(),
                covered(CoverageSpan.EXPECTED, 0, recording.pieces.size()),
                covered(CoverageSpan.DECODED, 0, recording.pieces.size()));
    }

    @Test
    void whatWasAnnouncedAndCouldNotBeReadIsExpectedAndNotDecoded() {
        PlainDetection run = recording.detection();
        run.play(
                List.of(
                        lasting(recording.pieces.get(0), 1_500_000),
                        lasting(segment(1, "gone.avi", 2, false), 1_000_000),
                        segment(2, "gone.avi", 3, true)));

        assertThat(run.dead).extracting(DeadLetter::reason).contains("missing");
        assertCovered(
                run,
                covered(CoverageSpan.EXPECTED, 0, 1.5),
                covered(CoverageSpan.DECODED, 0, 1),
                covered(CoverageSpan.EXPECTED, 2, 3));
    }

    @Test
    void aSegmentThatComesTooLateIsExpectedAndNotDecoded() {
        PlainDetection run = recording.detection();
        run.play(open(recording.pieces.subList(1, 2)));
        run.play(List.of(lasting(recording.pieces.get(0), 1_000_000)));

        assertThat(run.dead).extracting(DeadLetter::reason).containsExactly("late");
        assertCovered(
                run,
                covered(CoverageSpan.EXPECTED, 1, 2),
                covered(CoverageSpan.DECODED, 1, 2),
                covered(CoverageSpan.EXPECTED, 0, 1));
    }
}
