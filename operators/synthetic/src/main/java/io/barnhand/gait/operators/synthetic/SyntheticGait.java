package io.barnhand.gait.operators.synthetic;

import io.barnhand.gait.operators.records.Limb;
import java.util.SplittableRandom;

/**
 * Movement of a synthetic horse: the truth that estimates are compared with. One body length (BL)
 * is the unit of length; limbs in the order of {@link Limb}.
 *
 * @param name class that the estimator should find
 * @param frequency Hz
 * @param speed BL/s
 * @param phases touch-down, share of the stride, trailing hind = 0
 * @param duties duty factor of each limb
 * @param bob amplitude of the trunk's vertical movement, BL
 * @param bobCycles per stride
 * @param pitchDeg amplitude of the trunk's pitch, once per stride
 * @param nod amplitude of the head's movement relative to the trunk, BL; negative if the head is
 *     highest when the trunk is lowest
 * @param pivotSway share of the hoof's way that the upper limb follows
 */
public record SyntheticGait(
        String name,
        double frequency,
        double speed,
        double[] phases,
        double[] duties,
        double bob,
        int bobCycles,
        double pitchDeg,
        double nod,
        double pivotSway) {

    public static final SyntheticGait WALK =
            gait("walk", 0.90, 1.15, .64, .62, .012, 2, 0, -.035, .30, 0, .25, .50, .75);
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

    /** A gait whose left and right limbs have the same duty factor. */
    public SyntheticGait(
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
        this(
                name,
                frequency,
                speed,
                phases,
                new double[] {dutyHind, dutyFore, dutyHind, dutyFore},
                bob,
                bobCycles,
                pitchDeg,
                nod,
                pivotSway);
    }

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

    /** Touch-down of one limb, share of the stride. */
    public double phase(Limb limb) {
        return phases[limb.ordinal()];
    }

    /** Duty factor of one limb. */
    public double duty(Limb limb) {
        return duties[limb.ordinal()];
    }

    /** Mean of the two hind limbs. */
    public double dutyHind() {
        return 0.5 * (duty(Limb.LH) + duty(Limb.RH));
    }

    /** Mean of the two fore limbs. */
    public double dutyFore() {
        return 0.5 * (duty(Limb.LF) + duty(Limb.RF));
    }

    public double meanDuty() {
        return 0.5 * (dutyHind() + dutyFore());
    }

    /** BL. */
    public double strideLength() {
        return speed / frequency;
    }

    /** The limb that phases count from: the trailing hind. */
    public Limb reference() {
        return name.equals("canter_left") || name.equals("gallop_left") ? Limb.RH : Limb.LH;
    }

    /** Place in the stride where the trunk is lowest: mid-stance in the symmetrical gaits. */
    public double lowest() {
        return bobCycles == 2 ? 0.5 * meanDuty() : 0.40;
    }

    /** The same horse with another touch-down of one limb, share of the stride. */
    public SyntheticGait withPhase(Limb limb, double phase) {
        double[] changed = phases.clone();
        changed[limb.ordinal()] = phase;
        return timed(frequency, speed, changed, duties);
    }

    /** The same horse with another duty factor of one limb. */
    public SyntheticGait withDuty(Limb limb, double duty) {
        double[] changed = duties.clone();
        changed[limb.ordinal()] = duty;
        return timed(frequency, speed, phases, changed);
    }

    /** The same strides at another frequency, Hz, and another speed, BL/s. */
    public SyntheticGait withRhythm(double newFrequency, double newSpeed) {
        return timed(newFrequency, newSpeed, phases, duties);
    }

    private SyntheticGait timed(
            double newFrequency, double newSpeed, double[] newPhases, double[] newDuties) {
        return new SyntheticGait(
                name,
                newFrequency,
                newSpeed,
                newPhases,
                newDuties,
                bob,
                bobCycles,
                pitchDeg,
                nod,
                pivotSway);
    }

    /**
     * Another horse in the same gait: frequency, duty factor and phases within published ranges
     * (gait reference, section 1.3).
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
        return timed(f, v, varied, new double[] {hind, fore, hind, fore});
    }

    /**
     * Another horse similar to this one: all values are drawn uniformly around those of this one;
     * the speed follows the frequency, so that the stride length stays.
     *
     * @param phase largest change of each limb's touch-down, share of the stride
     * @param duty largest change of the duty factor, the same for all limbs
     * @param share largest relative change of the frequency
     */
    public SyntheticGait perturbed(long seed, double phase, double duty, double share) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] changed = phases.clone();
        for (int i = 0; i < changed.length; i++) {
            changed[i] += phase * uniform(random);
        }
        double longer = duty * uniform(random);
        double[] stances = duties.clone();
        for (int i = 0; i < stances.length; i++) {
            stances[i] += longer;
        }
        double faster = 1 + share * uniform(random);
        return timed(frequency * faster, speed * faster, changed, stances);
    }

    private static double uniform(SplittableRandom random) {
        return 2 * random.nextDouble() - 1;
    }

    /**
     * The gait on the way to another one with as many bobs per stride.
     *
     * @param share 0 for this gait, 1 for the other one; phases go the shorter way round
     */
    SyntheticGait towards(SyntheticGait other, double share) {
        double[] between = new double[phases.length];
        double[] stances = new double[phases.length];
        for (int i = 0; i < between.length; i++) {
            double way = other.phases[i] - phases[i];
            between[i] = phases[i] + share * (way - Math.rint(way));
            stances[i] = blend(duties[i], other.duties[i], share);
        }
        return new SyntheticGait(
                name,
                blend(frequency, other.frequency, share),
                blend(speed, other.speed, share),
                between,
                stances,
                blend(bob, other.bob, share),
                bobCycles,
                blend(pitchDeg, other.pitchDeg, share),
                blend(nod, other.nod, share),
                blend(pivotSway, other.pivotSway, share));
    }

    private static double blend(double from, double to, double share) {
        return from + share * (to - from);
    }
}
