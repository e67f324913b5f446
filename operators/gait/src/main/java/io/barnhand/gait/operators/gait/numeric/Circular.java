package io.barnhand.gait.operators.gait.numeric;

/** Places on a circle of circumference 1, such as phases of a stride. */
public final class Circular {

    private Circular() {}

    /**
     * Circular mean, 0..1, of the places whose sines and cosines add up to these; NaN where they
     * cancel out.
     */
    public static double mean(double sin, double cos) {
        if (sin == 0 && cos == 0) {
            return Double.NaN;
        }
        double mean = Math.atan2(sin, cos) / (2 * Math.PI);
        return mean < 0 ? mean + 1 : mean;
    }

    /** The same place in −0.5..0.5: of a difference of places, the shorter way round. */
    public static double signed(double place) {
        return place - Math.rint(place);
    }
}
