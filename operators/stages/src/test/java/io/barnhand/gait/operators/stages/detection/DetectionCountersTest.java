package io.barnhand.gait.operators.stages.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.models.detection.Detection;
import io.barnhand.gait.models.detection.Detector;
import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.models.testing.Slow;
import io.barnhand.gait.operators.stages.tracking.DetectionSettings;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.decoding.Clips;
import io.barnhand.gait.operators.video.decoding.FrameSource;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.metrics.HistogramStatistics;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;

/** Counters of five segments of a second, of which the third begins frozen. */
@Slow
class DetectionCountersTest {

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private static final int SEGMENTS = 5;
    private static final int FPS = 30;

    @TempDir static Path folder;

    private static List<VideoSegment> pieces;

    @BeforeAll
    static void record() throws Exception {
        pieces = new ArrayList<>();
        for (int second = 0; second < SEGMENTS; second++) {
            int first = FPS * second;
            Path file =
                    Clips.lossless(
                            folder.resolve(second + ".avi"),
                            Paddock.WIDTH,
                            Paddock.HEIGHT,
                            FPS,
                            i -> Paddock.frame(first + i));
            pieces.add(segment(file, second));
        }
    }

    private static VideoSegment segment(Path file, int second) throws Exception {
        return new VideoSegment(
                "cam",
                "rec",
                second,
                "cam/rec",
                file.toString(),
                second * 1_000_000L,
                ClockStatus.KNOWN,
                second == SEGMENTS - 1,
                null,
                Files.size(file),
                null);
    }

    private static DetectionHarness harness(Detector detector) throws Exception {
        return new DetectionHarness(
                DetectionSettings.defaults(Set.of("horse")), () -> Paddock.lease(() -> detector));
    }

    @Test
    void countsByCameraWhatItProcessed() throws Exception {
        try (DetectionHarness harness = harness(new Paddock.BlobDetector())) {
            harness.play(List.of(pieces.get(0), pieces.get(2), pieces.get(0), pieces.get(1)));
            assertThat(harness.counters.gauge("track.openTracks")).isEqualTo(2);
            harness.play(List.of(pieces.get(3), pieces.get(3), pieces.get(4)));

            assertThat(counter(harness, "decode.camera.segments")).isEqualTo(SEGMENTS);
            assertThat(counter(harness, "decode.camera.duplicateSegments")).isEqualTo(2);
            assertThat(counter(harness, "decode.camera.lostSegments")).isZero();
            assertThat(counter(harness, "decode.camera.bytes"))
                    .isEqualTo(pieces.stream().mapToLong(VideoSegment::bytes).sum());
            assertThat(counter(harness, "decode.camera.frames")).isEqualTo(SEGMENTS * FPS);
            assertThat(counter(harness, "decode.camera.duplicateFrames")).isEqualTo(2);
            assertThat(counter(harness, "decode.camera.disorderedFrames")).isZero();
            assertThat(counter(harness, "decode.camera.regainedFrames")).isZero();
            // One in every 165 ms from the first frame to the last, 4.97 s later.
            assertThat(counter(harness, "track.camera.detections")).isEqualTo(31);
            assertThat(counter(harness, "track.camera.crops")).isEqualTo(harness.cuts.size());
            assertThat(harness.counters.gauge("track.openTracks")).isEqualTo(0);
        }
    }

    @Test
    void countsSegmentsThatDidNotComeAndFramesRegained() throws Exception {
        try (DetectionHarness harness = harness(new Paddock.BlobDetector())) {
            harness.play(pieces.subList(0, 1));
            harness.restart();
            harness.play(List.of(pieces.get(1), pieces.get(3))).endInput();

            assertThat(counter(harness, "decode.camera.lostSegments")).isEqualTo(1);
            assertThat(counter(harness, "decode.camera.segments")).isEqualTo(2);
            assertThat(counter(harness, "decode.camera.regainedFrames")).isPositive();
        }
    }

    @Test
    void theTimeOfASegmentIsTheSumOfItsParts() throws Exception {
        try (DetectionHarness harness = harness(new Paddock.BlobDetector())) {
            harness.play(pieces);

            HistogramStatistics latency =
                    harness.counters.histogram("decode.latencyMs").getStatistics();
            long sum = 0;
            for (long value : latency.getValues()) {
                sum += value;
            }
            assertThat(latency.size()).isEqualTo(SEGMENTS);
            // Each part, and each segment's latency, is cut to whole milliseconds.
            assertThat(
                            harness.counters.counter("decode.waitMs")
                                    + harness.counters.counter("track.busyMs")
                                    + harness.counters.counter("track.downstreamMs"))
                    .isBetween(sum - 3, sum + SEGMENTS);
        }
    }

    @Test
    void lagsBehindTheLastFrameOfASegment() throws Exception {
        try (DetectionHarness harness = harness(new Paddock.BlobDetector())) {
            harness.processingTime(2_500).play(pieces.subList(0, 2));

            // Their last frames are 0.967 and 1.967 s after the first.
            assertThat(harness.counters.histogram("decode.lagMs").getStatistics().getValues())
                    .containsExactly(2_500 - 966, 2_500 - 1_966);
        }
    }

    @Test
    void accumulatesTheCpuTimeOfDecodingAndOfDetection() throws Exception {
        Paddock.BlobDetector blobs = new Paddock.BlobDetector();
        long[] detecting = new long[1];
        Detector detector =
                new Detector() {
                    @Override
                    public List<List<Detection>> detect(
                            BgrImage image, float floor, List<Set<Integer>> groups) {
                        long before = CPU.getCurrentThreadCpuTime();
                        List<List<Detection>> found = blobs.detect(image, floor, groups);
                        detecting[0] += CPU.getCurrentThreadCpuTime() - before;
                        return found;
                    }

                    @Override
                    public void close() {}
                };
        try (DetectionHarness harness = harness(detector)) {
            long before = CPU.getCurrentThreadCpuTime();
            harness.play(pieces);
            long all = CPU.getCurrentThreadCpuTime() - before;

            assertThat(harness.accumulated("cpuNanos.track")).isBetween(detecting[0], all);
            assertThat(harness.accumulated("cpuNanos.decode")).isPositive();
        }
    }

    @Test
    void logLinesNameTheSegmentThatIsProcessed() throws Exception {
        Set<Map<String, String>> logged = new LinkedHashSet<>();
        Paddock.BlobDetector blobs = new Paddock.BlobDetector();
        Detector detector =
                new Detector() {
                    @Override
                    public List<List<Detection>> detect(
                            BgrImage image, float floor, List<Set<Integer>> groups) {
                        logged.add(MDC.getCopyOfContextMap());
                        return blobs.detect(image, floor, groups);
                    }

                    @Override
                    public void close() {}
                };
        try (DetectionHarness harness = harness(detector)) {
            harness.play(pieces.subList(0, 2));
        }

        assertThat(logged)
                .containsExactly(
                        Map.of("camera", "cam", "recording", "rec", "segment", "0"),
                        Map.of("camera", "cam", "recording", "rec", "segment", "1"));
        assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    }

    @Test
    void soDoLogLinesOfTheDecodingThread() throws Exception {
        List<String> logged = new ArrayList<>();
        FrameSource frames =
                new FrameSource() {
                    @Override
                    public VideoFrame next() {
                        logged.add("frame of " + MDC.get("segment"));
                        throw new VideoException(
                                DeadLetterReason.CORRUPT, 0L, "broken", "convert it");
                    }

                    @Override
                    public void close() {
                        logged.add("end of " + MDC.get("segment"));
                    }
                };

        try (FrameSource opened =
                new TimedOpener((segment, wanted) -> frames, new DecodingTime())
                        .open(pieces.get(3), time -> true)) {
            opened.next();
        } catch (VideoException e) {
            logged.add(e.getMessage());
        }

        assertThat(logged).containsExactly("frame of 3", "end of 3", "broken; convert it");
        assertThat(MDC.get("segment")).isNull();
    }

    private static long counter(DetectionHarness harness, String name) {
        return harness.counters.counter(name + "{cam}");
    }
}
