package io.barnhand.gait.operators.gait.footfall;

import io.barnhand.gait.operators.gait.measurement.Metric;
import java.util.List;

/**
 * The share of strides whose hooves landed in the order of the gait (gait reference, section 2.10),
 * with Wilson's interval for a share (Wilson 1927), which stays within 0 and 1.
 */
public final class FootfallRegularity {

    private static final double Z = 1.96;

    private FootfallRegularity() {}

    /**
     * @param right strides in order
     * @param n strides, at least one
     */
    public static Metric of(int right, int n) {
        double share = (double) right / n;
        double scale = 1 + Z * Z / n;
        double middle = (share + Z * Z / (2 * n)) / scale;
        double half = Z * Math.sqrt(share * (1 - share) / n + Z * Z / (4.0 * n * n)) / scale;
        return new Metric(share, null, middle - half, middle + half, n, List.of());
    }
}
