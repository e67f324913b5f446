package io.barnhand.gait.operators.gait;

import java.util.List;

/** The metrics of one window in the making: all absent until each is set. */
final class WindowMetrics {

    GaitClass gait = GaitClass.only(GaitClass.UNKNOWN);
    Metric speed;
    Metric frequency;
    Metric duration;
    Metric length;
    Limbs limbLength;
    Limbs stance;
    Limbs swing;
    Limbs duty;
    Limbs phase;
    Metric lap;
    Metric dap;
    String suspension;
    Metric suspensionFraction;
    List<Double> support;
    SymmetryPct symmetry;
    StepAsymmetry step;
    VerticalAsymmetry vertical;
    JointRanges joints;
    Metric inclination;
    Metric pitch;
    Metric cv;
    Double cvFloor;
    Metric strideRegularity;
    Metric footfallRegularity;

    private WindowMetrics() {}

    /** Every metric absent, for the same reasons. */
    static WindowMetrics absent(int strides, List<String> reasons) {
        WindowMetrics metrics = new WindowMetrics();
        Metric absent = Metric.absent(strides, reasons);
        metrics.speed = absent;
        metrics.frequency = absent;
        metrics.duration = absent;
        metrics.length = absent;
        metrics.limbLength = Limbs.all(absent);
        metrics.stance = Limbs.all(absent);
        metrics.swing = Limbs.all(absent);
        metrics.duty = Limbs.all(absent);
        metrics.phase = Limbs.all(absent);
        metrics.lap = absent;
        metrics.dap = absent;
        metrics.suspensionFraction = absent;
        metrics.symmetry = SymmetryPct.absent(absent);
        metrics.step = StepAsymmetry.absent(absent);
        metrics.vertical = VerticalAsymmetry.absent(absent);
        metrics.joints = JointRanges.absent(absent, null);
        metrics.inclination = absent;
        metrics.pitch = absent;
        metrics.cv = absent;
        metrics.strideRegularity = absent;
        metrics.footfallRegularity = absent;
        return metrics;
    }
}
