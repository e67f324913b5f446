package io.barnhand.gait.operators.gait.footfall;

import io.barnhand.gait.operators.gait.measurement.GroundSupport;
import io.barnhand.gait.operators.gait.rhythm.StrideFold;
import java.util.Arrays;

/**
 * How many hooves are on the ground over the mean stride, from touch-down phases and duty factors
 * (gait reference, section 2.6).
 *
 * @param share {@code [5]} share of the stride with 0 to 4 hooves on the ground
 * @param suspensions number of separate parts with none
 */
record Support(double[] share, int suspensions) {

    /** Uncalibrated duty factors are this uncertain, each. */
    private static final double UNCALIBRATED = 0.04;

    /**
     * @param phase {@code [4]} touch-down, share of the stride
     * @param duty {@code [4]} duty factor
     */
    static Support of(double[] phase, double[] duty) {
        double[] edges = new double[2 * phase.length];
        for (int l = 0; l < phase.length; l++) {
            edges[2 * l] = StrideFold.wrap(phase[l]);
            edges[2 * l + 1] = StrideFold.wrap(phase[l] + duty[l]);
        }
        Arrays.sort(edges);
        double[] share = new double[phase.length + 1];
        int suspensions = 0;
        for (int i = 0; i < edges.length; i++) {
            double from = edges[i];
            double to = i + 1 < edges.length ? edges[i + 1] : edges[0] + 1;
            double middle = 0.5 * (from + to);
            int standing = 0;
            for (int l = 0; l < phase.length; l++) {
                standing += StrideFold.wrap(middle - phase[l]) < duty[l] ? 1 : 0;
            }
            share[standing] += to - from;
            suspensions += standing == 0 && to > from ? 1 : 0;
        }
        return new Support(share, suspensions);
    }

    /** Share of the stride with no hoof on the ground. */
    double suspension() {
        return share[0];
    }

    /**
     * The verdict from duty factors that were not calibrated: a suspension is uncertain unless it
     * stands out by what their offsets may do to it. Without any, the whole stride's shortest
     * overlap is compared.
     */
    String verdict(double[] phase, double[] duty) {
        double doubt = 2 * UNCALIBRATED;
        if (suspensions > 0 && suspension() >= doubt * suspensions) {
            return GroundSupport.PRESENT;
        }
        double[] shorter = Arrays.stream(duty).map(d -> d - UNCALIBRATED).toArray();
        boolean evenThen = Support.of(phase, shorter).suspension() > 0;
        return evenThen || suspensions > 0 ? GroundSupport.UNCERTAIN : GroundSupport.ABSENT;
    }
}
