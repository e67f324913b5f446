package io.barnhand.gait.operators.stages.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.operators.stages.tracking.DetectionSettings;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.VideoSegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** A recording of five seconds in the paddock, whole and cut into segments of a second. */
final class CutRecording {

    static final int FPS = 30;
    static final int SECONDS = 5;
    static final long START = 1_700_000_000_000_000L;

    final PaddockFootage footage = new PaddockFootage();
    final VideoSegment whole = segment(0, footage.add("whole.avi", 0, FPS * SECONDS), 0, true);
    final List<VideoSegment> pieces = IntStream.range(0, SECONDS).mapToObj(this::piece).toList();

    private FoundCrops truth;

    private VideoSegment piece(int second) {
        String name = footage.add("piece" + second + ".avi", FPS * second, FPS);
        return segment(second, name, second, second == SECONDS - 1);
    }

    /** Of a file, from a second of the recording on. */
    static VideoSegment segment(long sequence, String uri, int second, boolean last) {
        return new VideoSegment(
                "cam",
                "rec",
                sequence,
                "cam/rec",
                uri,
                START + second * 1_000_000L,
                ClockStatus.KNOWN,
                last,
                null,
                -1,
                null);
    }

    /** Of the first frames of a second, after which the rest is lost. */
    VideoSegment broken(int second, int frames, DeadLetterReason fault) {
        String name = footage.add("broken" + second + ".avi", FPS * second, frames, fault);
        return segment(second, name, second, false);
    }

    /** The same, none of which is marked as the last. */
    static List<VideoSegment> open(List<VideoSegment> segments) {
        List<VideoSegment> open = new ArrayList<>();
        for (VideoSegment s : segments) {
            open.add(
                    new VideoSegment(
                            s.camera(),
                            s.recording(),
                            s.sequence(),
                            s.unit(),
                            s.uri(),
                            s.startUs(),
                            s.clock(),
                            false,
                            s.durationUs(),
                            s.bytes(),
                            s.sha256()));
        }
        return open;
    }

    static DetectionSettings settings() {
        return DetectionSettings.defaults(Set.of("horse"));
    }

    /** Of a live camera. */
    static DetectionSettings silentAfter(Duration silence) {
        return settings(null, silence, 1 << 20);
    }

    static DetectionSettings settings(Double fps, Duration silence, long perTask) {
        DetectionSettings d = settings();
        return new DetectionSettings(
                d.score(),
                d.floor(),
                d.every(),
                d.margin(),
                d.accepted(),
                d.buffer(),
                d.maxHorses(),
                d.batch(),
                d.limits(),
                fps,
                d.roster(),
                silence,
                d.heldBytes(),
                perTask);
    }

    PlainDetection detection() {
        return detection(settings());
    }

    PlainDetection detection(DetectionSettings settings) {
        return new PlainDetection(settings, footage);
    }

    /** The result of the whole recording. */
    FoundCrops truth() {
        if (truth == null) {
            truth = detection().play(List.of(whole));
        }
        return truth;
    }

    /** Asserts the result of the whole recording. */
    void assertTruth(FoundCrops found) {
        assertThat(found.dead).isEmpty();
        assertThat(found.cuts).containsExactlyElementsOf(truth().cuts);
        assertThat(found.ended).containsExactlyElementsOf(truth().ended);
    }
}
