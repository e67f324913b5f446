package io.barnhand.gait.operators.synthetic;

import io.barnhand.gait.operators.gait.Limb;
import java.util.SplittableRandom;

/**
 * How a made-up horse moves: the truth that estimators are held against. One body length (BL) is
 * the unit of length; limbs in the order of {@link Limb}.
 *
 * @param name class that the estimator should find
 * @param frequency Hz
 * @param speed BL/s
 * @param phases touch-down, share of the stride, trailing hind = 0
 * @param dutyHind share of the stride the hind hooves stand
 * @param dutyFore share of the stride the fore hooves stand
 * @param bob amplitude of the trunk's vertical movement, BL
 * @param bobCycles per stride
 * @param pitchDeg amplitude of the trunk's pitch, once per stride
 * @param nod amplitude of the head's movement against the trunk, BL
 * @param pivotSway share of the hoof's way that the upper limb follows
 */
public record SyntheticGait(
        String name,
        double frequency,
        double speed,
        double[] phases,
        double dutyHind,
        double dutyFore,
        double bob,
        int bobCycles,
        double pitchDeg,
        double nod,
        double pivotSway) {

    public static final SyntheticGait WALK =
            gait("walk", 0.90, 1.15, .64, .62, .012, 2, 0, .035, .30, 0, .25, .50, .75);
    public static final SyntheticGait TROT =
            gait("trot", 1.35, 2.50, .42, .42, .030, 2, 0, .022, .30, 0, .50, .50, 0);
    public static final SyntheticGait PACE =
            gait("pace", 1.80, 4.50, .36, .36, .012, 2, 0, .010, .40, 0, .06, .50, .56);
    public static final SyntheticGait TOLT =
            gait("tolt", 1.90, 3.20, .45, .43, .008, 2, 0, .012, .30, 0, .25, .50, .75);
    public static final SyntheticGait CANTER_RIGHT =
            gait("canter_right", 1.65, 3.30, .37, .35, .045, 1, 6, .060, .45, 0, .27, .27, .53);
    public static final SyntheticGait CANTER_LEFT =
            gait("canter_left", 1.65, 3.30, .37, .35, .045, 1, 6, .060, .45, .27, .53, 0, .27);
    public static final SyntheticGait GALLOP_RIGHT =
            gait("gallop_right", 2.25, 9.50, .23, .20, .050, 1, 7, .060, .55, 0, .37, .13, .57);
    public static final SyntheticGait GALLOP_LEFT =
            gait("gallop_left", 2.25, 9.50, .23, .20, .050, 1, 7, .060, .55, .13, .57, 0, .37);

    public static final SyntheticGait[] ALL = {
        WALK, TROT, PACE, TOLT, CANTER_RIGHT, CANTER_LEFT, GALLOP_RIGHT, GALLOP_LEFT
    };

    private static SyntheticGait gait(
            String name,
            double frequency,
            double speed,
            double dutyHind,
            double dutyFore,
            double bob,
            int bobCycles,
            double pitchDeg,
            double nod,
            double pivotSway,
            double... phases) {
        return new SyntheticGait(
                name, frequency, speed, phases, dutyHind, dutyFore, bob, bobCycles, pitchDeg, nod,
                pivotSway);
    }

    public double duty(Limb limb) {
        return limb.hind() ? dutyHind : dutyFore;
    }

    public double meanDuty() {
        return 0.5 * (dutyHind + dutyFore);
    }

    public double strideLength() {
        return speed / frequency;
    }

    /**
     * Another horse in the same gait: frequency, duty factor and phases within published ranges.
     */
    public SyntheticGait varied(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] range =
                switch (name) {
                    case "walk" -> new double[] {.65, 1.05, .58, .68};
                    case "trot" -> new double[] {1.2, 1.6, .35, .50};
                    case "pace" -> new double[] {1.7, 2.4, .30, .42};
                    case "tolt" -> new double[] {1.6, 2.5, .38, .50};
                    case "canter_left", "canter_right" -> new double[] {1.5, 1.9, .30, .45};
                    default -> new double[] {2.0, 2.4, .18, .29};
                };
        double f = random.nextDouble(range[0], range[1]);
        double duty = random.nextDouble(range[2], range[3]);
        double[] varied = phases.clone();
        for (int i = 0; i < varied.length; i++) {
            varied[i] += random.nextDouble(-0.03, 0.03);
        }
        double v = speed * f / frequency * random.nextDouble(0.9, 1.1);
        double hind = Math.min(range[3], duty + 0.005);
        double fore = Math.max(range[2], duty - 0.005);
        return new SyntheticGait(
                name, f, v, varied, hind, fore, bob, bobCycles, pitchDeg, nod, pivotSway);
    }
}
