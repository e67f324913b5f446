package io.barnhand.gait.operators.stages.detection;

import io.barnhand.gait.operators.stages.HorseCrops;
import io.barnhand.gait.operators.stages.monitoring.BoundedLabels;
import io.barnhand.gait.operators.stages.monitoring.CounterGroup;
import io.barnhand.gait.operators.stages.monitoring.ElapsedMs;
import io.barnhand.gait.operators.stages.monitoring.ThreadCpu;
import io.barnhand.gait.operators.stages.tracking.FrameTracking;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.decoding.DecodeAhead;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * Counters of {@link HorseDetectionFunction}, in the groups of {@link CounterGroup#DECODE} and
 * {@link CounterGroup#TRACK}; counts are by camera.
 *
 * <p>{@code latencyMs} is the time from accepting a segment, and others that waited for it, to
 * emitting the last of its crops. It is the sum of {@code waitMs} of decode, for frames; {@code
 * busyMs} of track, for detection and tracking; and {@code downstreamMs} of track, for chained
 * functions, mainly the pose network. In addition, {@code busyMs} of decode is the time of the
 * decoding threads, most of which passes while the task does the rest. {@code lagMs} of decode is
 * the time from a segment's last frame, where its clock is trusted, to the end of its processing.
 *
 * <p>CPU time of the two stages is in accumulators, see {@link CounterGroup#cpuNanos()}; the CPU
 * time of separate decoder processes is not included.
 */
final class DetectionCounters {

    /** Latest segments over which the quantiles of the latency are taken. */
    private static final int RECENT_SEGMENTS = 256;

    private final BoundedLabels<CameraCounters> cameras;
    private final Histogram latencyMs;
    private final Histogram lagMs;
    private final ElapsedMs decoding;
    private final ElapsedMs waiting;
    private final ElapsedMs tracking;
    private final ElapsedMs downstream;

    private final DecodingTime decodingTime = new DecodingTime();

    private long beginNanos;
    private long waitNanos;
    private long downstreamNanos;
    private long beginCpuNanos;
    private long downstreamCpuNanos;
    private boolean decoded;

    /** Event time of the last frame of the last segment, µs, or null where it is not known. */
    private Long lastUs;

    /** Tracks of the units that have any. */
    private final Map<String, Integer> tracks = new HashMap<>();

    private volatile int openTracks;

    /** A client can read the accumulators of a running job, but not its metrics. */
    private final LongCounter segmentsProgress;

    private final LongCounter framesProgress;

    private final LongCounter decodingCpu;

    private final LongCounter trackingCpu;

    /**
     * @param operator its group of Flink metrics
     * @param accumulators gives the accumulator of a name
     */
    DetectionCounters(MetricGroup operator, Function<String, LongCounter> accumulators) {
        segmentsProgress = accumulators.apply("segments");
        framesProgress = accumulators.apply("frames");
        decodingCpu = accumulators.apply(CounterGroup.DECODE.cpuNanos());
        trackingCpu = accumulators.apply(CounterGroup.TRACK.cpuNanos());
        MetricGroup decode = CounterGroup.DECODE.in(operator);
        MetricGroup track = CounterGroup.TRACK.in(operator);
        cameras =
                new BoundedLabels<>(
                        BoundedLabels.MAX_CAMERAS,
                        camera ->
                                CameraCounters.in(
                                        decode.addGroup("camera", camera),
                                        track.addGroup("camera", camera)));
        latencyMs =
                decode.histogram("latencyMs", new DescriptiveStatisticsHistogram(RECENT_SEGMENTS));
        lagMs = decode.histogram("lagMs", new DescriptiveStatisticsHistogram(RECENT_SEGMENTS));
        decoding = new ElapsedMs(decode.counter("busyMs"));
        waiting = new ElapsedMs(decode.counter("waitMs"));
        tracking = new ElapsedMs(track.counter("busyMs"));
        downstream = new ElapsedMs(track.counter("downstreamMs"));
        track.gauge("openTracks", (Gauge<Integer>) () -> openTracks);
    }

    /**
     * Counters of a camera.
     *
     * @param segments accepted
     * @param duplicateSegments announced again
     * @param lostSegments not arrived in time
     * @param bytes of the accepted segments, as announced
     * @param frames read
     * @param duplicateFrames dropped because they were identical to the one before
     * @param disorderedFrames dropped because they were not later than the one before
     * @param regainedFrames decoded again after a restart
     * @param detections frames that the detector has seen
     * @param crops of horses emitted
     */
    private record CameraCounters(
            Counter segments,
            Counter duplicateSegments,
            Counter lostSegments,
            Counter bytes,
            Counter frames,
            Counter duplicateFrames,
            Counter disorderedFrames,
            Counter regainedFrames,
            Counter detections,
            Counter crops) {

        private static CameraCounters in(MetricGroup decode, MetricGroup track) {
            return new CameraCounters(
                    decode.counter("segments"),
                    decode.counter("duplicateSegments"),
                    decode.counter("lostSegments"),
                    decode.counter("bytes"),
                    decode.counter("frames"),
                    decode.counter("duplicateFrames"),
                    decode.counter("disorderedFrames"),
                    decode.counter("regainedFrames"),
                    track.counter("detections"),
                    track.counter("crops"));
        }
    }

    /** A segment that was announced before. */
    void duplicateSegment(String camera) {
        cameras.of(camera).duplicateSegments().inc();
    }

    /** Segments that did not arrive in time. */
    void lostSegments(String camera, long count) {
        cameras.of(camera).lostSegments().inc(count);
    }

    /** A frame that was decoded again. */
    void regainedFrame(String camera) {
        cameras.of(camera).regainedFrames().inc();
    }

    /** Where decoding threads add the time they took. */
    DecodingTime decodingTime() {
        return decodingTime;
    }

    /** Waits for the next frame; see {@link DecodeAhead#next()}. */
    VideoFrame next(DecodeAhead ahead) {
        long before = System.nanoTime();
        try {
            VideoFrame frame = ahead.next();
            if (frame != null) {
                framesProgress.add(1L);
            }
            return frame;
        } finally {
            waitNanos += System.nanoTime() - before;
        }
    }

    /** Emits crops of a camera to the chained functions. */
    void emit(String camera, HorseCrops crops, Consumer<HorseCrops> out) {
        long before = System.nanoTime();
        long cpuBefore = ThreadCpu.nanos();
        out.accept(crops);
        downstreamNanos += System.nanoTime() - before;
        downstreamCpuNanos += ThreadCpu.nanos() - cpuBefore;
        cameras.of(camera).crops().inc(crops.crops().size());
    }

    /** Starts the clock. */
    void begin() {
        beginNanos = System.nanoTime();
        beginCpuNanos = ThreadCpu.nanos();
        waitNanos = 0;
        downstreamNanos = 0;
        downstreamCpuNanos = 0;
        decoded = false;
        lastUs = null;
    }

    /**
     * Records the time since {@link #begin}.
     *
     * @param nowMs processing time, ms since the epoch
     */
    void end(long nowMs) {
        long all = System.nanoTime() - beginNanos;
        if (decoded) {
            latencyMs.update(TimeUnit.NANOSECONDS.toMillis(all));
        }
        if (lastUs != null) {
            lagMs.update(nowMs - lastUs / 1000);
        }
        waiting.add(waitNanos);
        downstream.add(downstreamNanos);
        tracking.add(all - waitNanos - downstreamNanos);
        decoding.add(decodingTime.takeNanos());
        trackingCpu.add(ThreadCpu.nanos() - beginCpuNanos - downstreamCpuNanos);
        decodingCpu.add(decodingTime.takeCpuNanos());
    }

    /** Counts of a segment while it is processed. */
    SegmentCounts of(VideoSegment segment, FrameTracking frames) {
        return new SegmentCounts(segment, frames);
    }

    /** Records how many tracks of a unit are open. */
    void tracks(String unit, int open) {
        Integer before = open == 0 ? tracks.remove(unit) : tracks.put(unit, open);
        openTracks += open - (before == null ? 0 : before);
    }

    /** Counts of one segment, added to those of its camera on close. */
    final class SegmentCounts implements AutoCloseable {

        private final VideoSegment segment;
        private final FrameTracking frames;
        private final long framesBefore;
        private final long duplicatesBefore;
        private final long disorderedBefore;
        private final long detectionsBefore;

        private SegmentCounts(VideoSegment segment, FrameTracking frames) {
            this.segment = segment;
            this.frames = frames;
            framesBefore = frames.taken();
            duplicatesBefore = frames.duplicates();
            disorderedBefore = frames.disordered();
            detectionsBefore = frames.detections();
        }

        /** Frames of the segment that were read so far. */
        long frames() {
            return frames.taken() - framesBefore;
        }

        /**
         * Whether all frames that were read, at least one, lay before the end of what came before.
         */
        boolean allDisordered() {
            return frames() > 0 && frames.disordered() - disorderedBefore == frames();
        }

        @Override
        public void close() {
            CameraCounters camera = cameras.of(segment.camera());
            camera.segments().inc();
            camera.bytes().inc(Math.max(0, segment.bytes()));
            camera.frames().inc(frames());
            camera.duplicateFrames().inc(frames.duplicates() - duplicatesBefore);
            camera.disorderedFrames().inc(frames.disordered() - disorderedBefore);
            camera.detections().inc(frames.detections() - detectionsBefore);
            segmentsProgress.add(1L);
            decoded = true;
            lastUs =
                    segment.clock().isDated() && segment.clock() != ClockStatus.OFF
                            ? frames.lastUs()
                            : null;
        }
    }
}
