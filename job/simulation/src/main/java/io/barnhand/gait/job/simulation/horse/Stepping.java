package io.barnhand.gait.job.simulation.horse;

/** How high a horse lifts its feet. */
public enum Stepping {
    COMMON(1, 1),
    /** As horses of showy breeds do. */
    HIGH(1.7, 1.35);

    /** Factor on the height of the toe. */
    final double lift;

    /** Factor on how far the limb is folded in the swing. */
    final double fold;

    Stepping(double lift, double fold) {
        this.lift = lift;
        this.fold = fold;
    }
}
