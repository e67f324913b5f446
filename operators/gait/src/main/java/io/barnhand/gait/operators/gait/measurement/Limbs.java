package io.barnhand.gait.operators.gait.measurement;

import io.barnhand.gait.operators.records.Limb;

/**
 * One metric per limb.
 *
 * @param lh left hind
 * @param lf left fore
 * @param rh right hind
 * @param rf right fore
 */
@FilledByName
public record Limbs(Metric lh, Metric lf, Metric rh, Metric rf) implements LimbsBuilder.With {

    /** The same for every limb. */
    public static Limbs all(Metric metric) {
        return new Limbs(metric, metric, metric, metric);
    }

    /** From an array in the order of {@link Limb}. */
    public static Limbs of(Metric[] metrics) {
        return new Limbs(metrics[0], metrics[1], metrics[2], metrics[3]);
    }

    public Metric of(Limb limb) {
        return switch (limb) {
            case LH -> lh;
            case LF -> lf;
            case RH -> rh;
            case RF -> rf;
        };
    }
}
