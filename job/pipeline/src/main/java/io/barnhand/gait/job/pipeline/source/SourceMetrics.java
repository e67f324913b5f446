package io.barnhand.gait.job.pipeline.source;

import io.barnhand.gait.operators.stages.monitoring.BoundedLabels;
import io.barnhand.gait.operators.stages.monitoring.Stage;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.VideoSegment;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** What is told of announced segments, in the group of {@link Stage#SOURCE}. */
final class SourceMetrics {

    /** References that the quantiles of the lag rest on. */
    private static final int RECENT_REFERENCES = 1024;

    private final BoundedLabels<Camera> cameras;
    private final Histogram lagMs;

    SourceMetrics(RuntimeContext operator) {
        MetricGroup source = Stage.SOURCE.metrics(operator);
        cameras =
                new BoundedLabels<>(
                        BoundedLabels.MOST_CAMERAS,
                        camera -> new Camera(source.addGroup("camera", camera)));
        lagMs = source.histogram("lagMs", new DescriptiveStatisticsHistogram(RECENT_REFERENCES));
    }

    /**
     * A reference that was read. It lags from the end of its segment on, or from its start where
     * nobody said how long it is; where its clock is not believed there is nothing to compare.
     *
     * @param nowMs processing time, ms since the epoch
     */
    void arrived(VideoSegment segment, long nowMs) {
        long endUs = segment.startUs() + (segment.durationUs() == null ? 0 : segment.durationUs());
        Camera camera = cameras.of(segment.camera());
        camera.references.inc();
        camera.lastArrivalMs = nowMs;
        camera.lastEventTimeMs = Math.max(camera.lastEventTimeMs, endUs / 1000);
        if (segment.clock() == ClockStatus.KNOWN) {
            lagMs.update(nowMs - endUs / 1000);
        }
    }

    /** What is told of a camera. */
    private static final class Camera {

        private final Counter references;

        /** When its last reference was read, ms since the epoch. */
        private volatile long lastArrivalMs;

        /** Event time up to which segments were announced, ms since the epoch. */
        private volatile long lastEventTimeMs;

        Camera(MetricGroup group) {
            references = group.counter("references");
            group.gauge("lastArrivalMs", (Gauge<Long>) () -> lastArrivalMs);
            group.gauge("lastEventTimeMs", (Gauge<Long>) () -> lastEventTimeMs);
        }
    }
}
