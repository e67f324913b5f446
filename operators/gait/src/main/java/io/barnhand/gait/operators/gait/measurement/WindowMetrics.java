package io.barnhand.gait.operators.gait.measurement;

import java.util.List;

/** The metrics of one window in the making: all absent until each is set. */
public final class WindowMetrics {

    public GaitClass gait = GaitClass.only(GaitClass.UNKNOWN);
    public Metric speed;
    public Metric frequency;
    public Metric duration;
    public Metric length;
    public Limbs limbLength;
    public Limbs stance;
    public Limbs swing;
    public Limbs duty;
    public Limbs phase;
    public Metric lap;
    public Metric dap;
    public String suspension;
    public Metric suspensionFraction;
    public List<Double> support;
    public SymmetryPct symmetry;
    public StepAsymmetry step;
    public VerticalAsymmetry vertical;
    public JointRanges joints;
    public Metric inclination;
    public Metric pitch;
    public Metric cv;
    public Double cvFloor;
    public Metric strideRegularity;
    public Metric footfallRegularity;

    private WindowMetrics() {}

    /** Every metric absent, for the same reasons. */
    public static WindowMetrics absent(int strides, List<String> reasons) {
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
