package io.barnhand.gait.operators.gait.pooling;

import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.measurement.GaitMetric;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.Metric;
import java.util.Set;

/**
 * The metrics that are followed over days (gait reference, section 2.12): few, as each adds its
 * false alarms. Seven of them at the trot and three at the walk.
 */
public enum TrendMetric {
    STRIDE_FREQUENCY(GaitMetric.STRIDE_FREQ_HZ, "", GaitClass.WALK, GaitClass.TROT),
    STEP_ASYMMETRY_FORE(GaitMetric.STEP_ASYM_PHASE, "fore", GaitClass.WALK, GaitClass.TROT),
    STEP_ASYMMETRY_HIND(GaitMetric.STEP_ASYM_PHASE, "hind", GaitClass.WALK, GaitClass.TROT),
    HEAD_MIN(GaitMetric.VERTICAL_ASYM_PCT_BL, "head_min", GaitClass.TROT),
    HEAD_MAX(GaitMetric.VERTICAL_ASYM_PCT_BL, "head_max", GaitClass.TROT),
    TAILROOT_MIN(GaitMetric.VERTICAL_ASYM_PCT_BL, "tailroot_min", GaitClass.TROT),
    TAILROOT_MAX(GaitMetric.VERTICAL_ASYM_PCT_BL, "tailroot_max", GaitClass.TROT);

    private final GaitMetric metric;
    private final GaitMetric.Member member;
    private final Set<String> gaits;

    TrendMetric(GaitMetric metric, String member, String... gaits) {
        this.metric = metric;
        this.member = metric.member(member);
        this.gaits = Set.of(gaits);
    }

    /** Whether it is followed at this gait. */
    public boolean followedAt(String gait) {
        return gaits.contains(gait);
    }

    /** The metric that is followed. */
    public GaitMetric metric() {
        return metric;
    }

    /** The member of the metric that is followed. */
    public GaitMetric.Member member() {
        return member;
    }

    public Metric of(GaitRecord record) {
        return member.value().apply(record.metrics());
    }
}
