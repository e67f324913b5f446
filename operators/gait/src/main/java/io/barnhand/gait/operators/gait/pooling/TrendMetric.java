package io.barnhand.gait.operators.gait.pooling;

import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.Metric;
import java.util.Set;
import java.util.function.Function;

/**
 * The metrics that are followed over days (reference 2.12): few, as each adds its false alarms.
 * Seven of them at the trot and three at the walk.
 */
public enum TrendMetric {
    /** Hz. */
    STRIDE_FREQUENCY(
            record -> record.metrics().pace().strideFreqHz(), GaitClass.WALK, GaitClass.TROT),

    /** Share of the stride. */
    STEP_ASYMMETRY_FORE(r -> r.metrics().stepAsymPhase().fore(), GaitClass.WALK, GaitClass.TROT),

    /** Share of the stride. */
    STEP_ASYMMETRY_HIND(r -> r.metrics().stepAsymPhase().hind(), GaitClass.WALK, GaitClass.TROT),

    /** % of body length. */
    HEAD_MIN(r -> r.metrics().verticalAsymPctBl().headMin(), GaitClass.TROT),

    /** % of body length. */
    HEAD_MAX(r -> r.metrics().verticalAsymPctBl().headMax(), GaitClass.TROT),

    /** % of body length. */
    TAILROOT_MIN(r -> r.metrics().verticalAsymPctBl().tailrootMin(), GaitClass.TROT),

    /** % of body length. */
    TAILROOT_MAX(r -> r.metrics().verticalAsymPctBl().tailrootMax(), GaitClass.TROT);

    private final Function<GaitRecord, Metric> metric;
    private final Set<String> gaits;

    TrendMetric(Function<GaitRecord, Metric> metric, String... gaits) {
        this.metric = metric;
        this.gaits = Set.of(gaits);
    }

    /** Whether it is followed at this gait. */
    public boolean followedAt(String gait) {
        return gaits.contains(gait);
    }

    public Metric of(GaitRecord record) {
        return metric.apply(record);
    }
}
