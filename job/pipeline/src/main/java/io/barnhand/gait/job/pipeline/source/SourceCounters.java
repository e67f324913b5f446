package io.barnhand.gait.job.pipeline.source;

import io.barnhand.gait.operators.stages.monitoring.BoundedLabels;
import io.barnhand.gait.operators.stages.monitoring.CounterGroup;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.VideoSegment;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** Counters of announced segments, in the group of {@link CounterGroup#SOURCE}. */
final class SourceCounters {

    /** Latest references over which the quantiles of the lag are taken. */
    private static final int RECENT_REFERENCES = 1024;

    private final BoundedLabels<ReferenceCounters> cameras;
    private final Histogram lagMs;

    SourceCounters(RuntimeContext operator) {
        MetricGroup source = CounterGroup.SOURCE.in(operator);
        cameras =
                new BoundedLabels<>(
                        BoundedLabels.MAX_CAMERAS,
                        camera -> new ReferenceCounters(source.addGroup("camera", camera)));
        lagMs = source.histogram("lagMs", new DescriptiveStatisticsHistogram(RECENT_REFERENCES));
    }

    /**
     * Counts a reference that was read. Its lag is counted from the end of its segment, or from the
     * start where its duration is not known; it has none where its clock is not trusted.
     *
     * @param nowMs processing time, ms since the epoch
     */
    void arrived(VideoSegment segment, long nowMs) {
        long endUs = segment.startUs() + (segment.durationUs() == null ? 0 : segment.durationUs());
        ReferenceCounters camera = cameras.of(segment.camera());
        camera.references.inc();
        camera.lastArrivalMs = nowMs;
        camera.lastEventTimeMs = Math.max(camera.lastEventTimeMs, endUs / 1000);
        if (segment.clock().isDated() && segment.clock() != ClockStatus.OFF) {
            lagMs.update(nowMs - endUs / 1000);
        }
    }

    /** Counters of the references of a camera. */
    private static final class ReferenceCounters {

        private final Counter references;

        /** When its last reference was read, ms since the epoch. */
        private volatile long lastArrivalMs;

        /** Event time up to which segments were announced, ms since the epoch. */
        private volatile long lastEventTimeMs;

        ReferenceCounters(MetricGroup group) {
            references = group.counter("references");
            group.gauge("lastArrivalMs", (Gauge<Long>) () -> lastArrivalMs);
            group.gauge("lastEventTimeMs", (Gauge<Long>) () -> lastEventTimeMs);
        }
    }
}
