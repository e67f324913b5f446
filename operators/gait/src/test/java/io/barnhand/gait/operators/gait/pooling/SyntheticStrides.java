package io.barnhand.gait.operators.gait.pooling;

import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.GaitWindow;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.barnhand.gait.operators.gait.rhythm.GaitTemplate;
import io.barnhand.gait.operators.records.Limb;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Strides of a horse that is known: every value is drawn about a truth set here, none is measured.
 * Errors are normal; each limb's landing is a fixed time after the reference's, so that all limbs
 * have the stride's own variation.
 */
final class SyntheticStrides {

    private static final long HOUR_US = 3_600_000_000L;

    final Random random;
    String horse = "Bella";
    String camera = "aisle";
    String semantics = "ap10k_ungulate";
    String gait = GaitClass.TROT;
    double strideS = 0.74;
    double strideCv = 0.02;
    double passCv;
    double eventErrorS = 0.005;

    /** NaN where the view does not show it. */
    double speedBlS = 2.5;

    double duty = 0.42;
    double headMinBl = 0.01;
    double headSdBl = 0.015;
    double headPassSdBl;

    /** Factor of what the camera makes of a near limb's stance and stride length. */
    double nearFactor = 1;

    /** The camera sees near limbs land this much later, share of the stride. */
    double nearLate;

    /** The camera adds this to the head's difference when the left side is near, BL. */
    double nearHeadBl;

    /** The horse's own: left stances are longer by this factor. */
    double leftFactor = 1;

    /** The horse's own: right limbs land this much late, share of the stride. */
    double rightLate;

    final Map<Limb, Double> extraPhase = new EnumMap<>(Limb.class);
    List<GaitFlag> flags = List.of();
    private int passes;

    SyntheticStrides(long seed) {
        random = new Random(seed);
    }

    /** Passes in turn to the right and to the left, an hour apart. */
    List<StrideRecord> passes(int count, int strides) {
        List<StrideRecord> all = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            all.addAll(pass(k % 2 == 1, strides));
        }
        return all;
    }

    List<StrideRecord> pass(boolean toLeft, int strides) {
        long start = HOUR_US * ++passes;
        double mean = strideS * (1 + passCv * random.nextGaussian());
        double[] cycle = new double[strides + 1];
        cycle[0] = 1;
        for (int k = 1; k <= strides; k++) {
            cycle[k] = cycle[k - 1] + mean * (1 + strideCv * random.nextGaussian());
        }
        Map<Limb, long[]> landings = new EnumMap<>(Limb.class);
        for (Limb limb : Limb.values()) {
            landings.put(limb, landings(limb, toLeft, start, mean, cycle));
        }
        double passHead = headPassSdBl * random.nextGaussian();
        List<StrideRecord> made = new ArrayList<>();
        for (Limb limb : Limb.values()) {
            for (int k = 0; k < strides; k++) {
                made.add(stride(limb, k, toLeft, start, landings, passHead));
            }
        }
        return made;
    }

    private long[] landings(Limb limb, boolean toLeft, long start, double mean, double[] cycle) {
        GaitTemplate template = GaitTemplate.named(gait).orElseThrow();
        double late = template.phase(limb) + extraPhase.getOrDefault(limb, 0.0);
        late += limb.left() ? 0 : rightLate;
        late += near(limb, toLeft) ? nearLate : 0;
        long[] landings = new long[cycle.length];
        for (int k = 0; k < cycle.length; k++) {
            double time = cycle[k] + late * mean + eventErrorS * random.nextGaussian();
            landings[k] = start + Math.round(1e6 * time);
        }
        return landings;
    }

    private static boolean near(Limb limb, boolean toLeft) {
        return limb.left() == toLeft;
    }

    private StrideRecord stride(
            Limb limb,
            int k,
            boolean toLeft,
            long start,
            Map<Limb, long[]> landings,
            double passHead) {
        long on = landings.get(limb)[k];
        long next = landings.get(limb)[k + 1];
        double duration = (next - on) * 1e-6;
        double factor = near(limb, toLeft) ? nearFactor : 1;
        double stance = duty * strideS * factor * (limb.left() ? leftFactor : 1);
        stance += eventErrorS * random.nextGaussian();
        boolean reference = limb == GaitTemplate.reference(gait);
        long[] ofReference = landings.get(GaitTemplate.reference(gait));
        double phase = (on - ofReference[k]) / (double) (ofReference[k + 1] - ofReference[k]);
        boolean known = !Double.isNaN(speedBlS);
        boolean head = limb == Limb.LH && gait.equals(GaitClass.TROT);
        return new StrideRecord(
                StrideRecord.SCHEMA_VERSION,
                horse,
                "track-" + start,
                camera,
                "recording",
                "model",
                "gait-3",
                semantics,
                start,
                toLeft ? GaitWindow.IMAGE_LEFT : GaitWindow.IMAGE_RIGHT,
                gait,
                limb.name(),
                on,
                on + Math.round(1e6 * stance),
                next,
                duration,
                stance,
                eventErrorS,
                reference ? null : phase - Math.floor(phase),
                known ? speedBlS * strideS * factor : null,
                known ? speedBlS : null,
                head ? head(headMinBl, toLeft) + passHead : null,
                head ? head(2 * headMinBl, toLeft) + passHead : null,
                head ? head(-headMinBl, toLeft) + passHead : null,
                head ? head(0, toLeft) + passHead : null,
                0.8,
                flags);
    }

    private double head(double truth, boolean toLeft) {
        return truth + headSdBl * random.nextGaussian() + (toLeft ? nearHeadBl : -nearHeadBl);
    }
}
