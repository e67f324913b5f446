package io.barnhand.gait.operators.synthetic;

import java.util.SplittableRandom;

/**
 * Path of a hoof relative to its place of stance: {@code {forward, up}}, BL. Continuous over the
 * stride.
 */
final class HoofFlight {

    private static final long SALT = 0xD4A6;

    private final SyntheticView.Swing swing;
    private final double exponent;
    private final double drag;
    private final double breakover;
    private final double creep;
    private final double rise;

    /** The seed shapes {@link SyntheticView.Swing#DRAG}; the other two have one shape each. */
    HoofFlight(SyntheticView.Swing swing, long seed) {
        this.swing = swing;
        boolean rolls = swing == SyntheticView.Swing.DRAG;
        SplittableRandom random = new SplittableRandom(seed ^ SALT);
        exponent = random.nextDouble(1.1, 1.6);
        drag = random.nextDouble(0.03, 0.10);
        breakover = rolls ? random.nextDouble(0.08, 0.15) : 0;
        creep = rolls ? random.nextDouble(0.015, 0.030) : 0;
        rise = rolls ? random.nextDouble(0.010, 0.020) : 0;
    }

    /**
     * @param share of the stance that has passed, 0..1
     */
    double[] standing(double share) {
        double over = share - (1 - breakover);
        if (over <= 0) {
            return new double[] {0, 0};
        }
        double rolled = over / breakover * over / breakover;
        return new double[] {creep * rolled, rise * rolled};
    }

    /**
     * @param share of the swing that has passed, 0..1
     * @param way to the next place, BL
     * @param lift BL
     */
    double[] swinging(double share, double way, double lift) {
        return new double[] {
            creep + (way - creep) * way(share),
            lift * Math.sin(Math.PI * share) + rise * (1 - share)
        };
    }

    private double way(double w) {
        return switch (swing) {
            case HARD -> smoothstep(w);
            case SOFT -> w - Math.sin(2 * Math.PI * w) / (2 * Math.PI);
            case DRAG -> (1 - drag) * smoothstep(Math.pow(w, exponent)) + drag * w;
        };
    }

    private static double smoothstep(double w) {
        return w * w * (3 - 2 * w);
    }
}
