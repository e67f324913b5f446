package io.barnhand.gait.operators.gait.rhythm;

import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.records.Limb;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A gait as a model stride: when the limbs touch down, for how long, how often (gait reference,
 * section 1.2). Phases of the symmetrical gaits follow Hildebrand's footfall order, those of canter
 * and gallop are model values; frequency and duty factor are the middle of what is published for
 * riding horses.
 *
 * @param name see {@link GaitClass}
 * @param phases touch-down in the order of {@link Limb}, 0..1, trailing hind = 0
 * @param dutyFactor mean over the limbs
 * @param frequency Hz
 */
public record GaitTemplate(String name, double[] phases, double dutyFactor, double frequency) {

    /** Phases this close together belong to one beat, whose hooves may land in either order. */
    private static final double ONE_BEAT = 0.12;

    static final List<GaitTemplate> ALL =
            List.of(
                    of(GaitClass.WALK, 0, .25, .50, .75, .63, 0.90),
                    of(GaitClass.TROT, 0, .50, .50, 0, .42, 1.35),
                    of(GaitClass.PACE, 0, .06, .50, .56, .36, 1.80),
                    of(GaitClass.TOLT, 0, .25, .50, .75, .44, 1.90),
                    of(GaitClass.CANTER_RIGHT, 0, .27, .27, .53, .36, 1.65),
                    of(GaitClass.CANTER_LEFT, .27, .53, 0, .27, .36, 1.65),
                    of(GaitClass.GALLOP_RIGHT, 0, .37, .13, .57, .215, 2.25),
                    of(GaitClass.GALLOP_LEFT, .13, .57, 0, .37, .215, 2.25));

    private static GaitTemplate of(
            String name, double lh, double lf, double rh, double rf, double duty, double f) {
        return new GaitTemplate(name, new double[] {lh, lf, rh, rf}, duty, f);
    }

    /** The template of a gait; empty for what is not one, such as {@code unknown}. */
    public static Optional<GaitTemplate> named(String gait) {
        return ALL.stream().filter(template -> template.name.equals(gait)).findFirst();
    }

    /** A copy, as templates are shared. */
    @Override
    public double[] phases() {
        return phases.clone();
    }

    /** When a limb touches down, share of the stride, 0..1, trailing hind = 0. */
    public double phase(Limb limb) {
        return phases[limb.ordinal()];
    }

    /** Whether left and right limbs do the same, half a stride apart. */
    public boolean symmetrical() {
        return phase(Limb.RH) == 0.5 && phase(Limb.LH) == 0;
    }

    /**
     * Whether hooves landed in the order of this gait, those of one beat either way round.
     *
     * @param phase {@code [4]} hoof-on after the reference hind's, share of the stride, 0..1
     */
    public boolean lands(double[] phase) {
        int[] beat = beats();
        Integer[] order = byPhase(phase);
        int steps = 0;
        for (int i = 0; i < order.length; i++) {
            // Round the circle, the beats may start over once.
            steps += beat[order[(i + 1) % order.length]] < beat[order[i]] ? 1 : 0;
        }
        return steps == 1;
    }

    /** {@code [4]} the beat that each limb lands in, counted from the first. */
    private int[] beats() {
        Integer[] order = byPhase(phases);
        int[] beat = new int[phases.length];
        for (int i = 1; i < order.length; i++) {
            boolean next = phases[order[i]] - phases[order[i - 1]] > ONE_BEAT;
            beat[order[i]] = beat[order[i - 1]] + (next ? 1 : 0);
        }
        return beat;
    }

    private static Integer[] byPhase(double[] phase) {
        Integer[] order = {0, 1, 2, 3};
        Arrays.sort(order, Comparator.comparingDouble(l -> phase[l]));
        return order;
    }

    /** The hind limb that the phases of this gait count from. */
    public static Limb reference(String gait) {
        return GaitClass.CANTER_LEFT.equals(gait) || GaitClass.GALLOP_LEFT.equals(gait)
                ? Limb.RH
                : Limb.LH;
    }
}
