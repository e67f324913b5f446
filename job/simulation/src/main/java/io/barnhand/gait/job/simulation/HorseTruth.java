package io.barnhand.gait.job.simulation;

import io.barnhand.gait.operators.records.Limb;
import io.barnhand.gait.operators.synthetic.SyntheticTruth;
import io.barnhand.gait.operators.synthetic.SyntheticTruth.Heights;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a horse of a rendered clip really moves, over the whole clip.
 *
 * @param id within the clip
 * @param gait {@code walk}, {@code trot}, {@code pace}, {@code tolt}, {@code canter} or {@code
 *     gallop}
 * @param lead {@code left} or {@code right} in canter and gallop, else null
 * @param direction {@code left} or {@code right}: where it goes in the picture
 * @param coat name of its colour
 * @param strideFrequencyHz mean, Hz; null for a horse that stands
 * @param strideDurationS mean, s; null for a horse that stands
 * @param speedBlS mean, BL/s
 * @param strideLengthBl mean, BL; null for a horse that stands
 * @param limbs all four; none for a horse that stands
 * @param head height of the head, right fore minus left fore limb, BL; null where not known
 * @param tailRoot height of the root of the tail, right hind minus left hind limb, BL; null where
 *     not known
 */
public record HorseTruth(
        int id,
        String gait,
        String lead,
        String direction,
        String coat,
        Double strideFrequencyHz,
        Double strideDurationS,
        Double speedBlS,
        Double strideLengthBl,
        Map<Limb, ClipLimbTruth> limbs,
        Heights head,
        Heights tailRoot) {

    public HorseTruth {
        ClipTruth.required(gait, "gait");
        // In the order of the limbs: an immutable map has another one in every virtual machine.
        Map<Limb, ClipLimbTruth> ordered = new EnumMap<>(Limb.class);
        ordered.putAll(ClipTruth.required(limbs, "limbs"));
        limbs = Collections.unmodifiableMap(ordered);
        boolean stands = strideFrequencyHz == null;
        if (limbs.size() != (stands ? 0 : Limb.COUNT)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "horse %d has the limbs %s, must have LH, LF, RH and RF",
                            id,
                            limbs.keySet()));
        }
        if (!stands && !(strideFrequencyHz > 0)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "stride_frequency_hz of horse %d is %s, must be above 0",
                            id,
                            strideFrequencyHz));
        }
    }

    /**
     * A limb.
     *
     * @param phase touch-down after the reference hind limb's (the left one; in canter and gallop
     *     the trailing one), share of the stride, 0..1
     * @param dutyFactor mean share of the stride that the hoof stands, 0..1
     * @param hoofOnUs when it touches down in the clip, µs from the first frame, rising
     * @param hoofOffUs when it leaves the ground in the clip, µs, rising
     */
    public record ClipLimbTruth(
            double phase, double dutyFactor, List<Long> hoofOnUs, List<Long> hoofOffUs) {

        public ClipLimbTruth {
            hoofOnUs = rising(hoofOnUs, "hoof_on_us");
            hoofOffUs = rising(hoofOffUs, "hoof_off_us");
        }

        private static List<Long> rising(List<Long> times, String name) {
            List<Long> copy = List.copyOf(ClipTruth.required(times, name));
            for (int i = 1; i < copy.size(); i++) {
                if (copy.get(i) <= copy.get(i - 1)) {
                    throw new IllegalArgumentException(
                            String.format(
                                    Locale.ROOT,
                                    "%s has %d after %d: times must rise",
                                    name,
                                    copy.get(i),
                                    copy.get(i - 1)));
                }
            }
            return copy;
        }
    }

    /** A horse that steps as the kinematic model. */
    public static HorseTruth of(int id, SyntheticTruth truth, String direction, String coat) {
        Map<Limb, ClipLimbTruth> limbs = new EnumMap<>(Limb.class);
        for (Limb limb : Limb.values()) {
            SyntheticTruth.LimbTimes own = truth.limb(limb);
            limbs.put(
                    limb,
                    new ClipLimbTruth(
                            own.phase(),
                            own.duty(),
                            microseconds(own.on()),
                            microseconds(own.off())));
        }
        String[] gait = truth.gait().split("_");
        return new HorseTruth(
                id,
                gait[0],
                gait.length > 1 ? gait[1] : null,
                direction,
                coat,
                truth.frequency(),
                1 / truth.frequency(),
                truth.speed(),
                truth.strideLength(),
                limbs,
                truth.head(),
                truth.tailRoot());
    }

    private static List<Long> microseconds(List<Double> seconds) {
        return seconds.stream().map(s -> Math.round(1e6 * s)).toList();
    }

    /** A horse that stays where it is. */
    public static HorseTruth standing(int id, String direction, String coat) {
        return new HorseTruth(
                id, "stand", null, direction, coat, null, null, 0.0, null, Map.of(), null, null);
    }

    /** The class that a gait line should name, such as {@code canter_left}. */
    public String gaitClass() {
        return lead == null ? gait : gait + "_" + lead;
    }
}
