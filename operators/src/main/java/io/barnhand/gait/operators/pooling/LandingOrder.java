package io.barnhand.gait.operators.pooling;

import io.barnhand.gait.operators.gait.GaitFlags;
import io.barnhand.gait.operators.gait.Limb;
import io.barnhand.gait.operators.gait.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Footfall regularity: the share of strides whose four hooves land in the order of the gait's
 * template (reference 2.10). Hooves that land together in the template may do so in any order.
 */
final class LandingOrder {

    private static final int MIN_STRIDES = 8;

    private final StridePool pool;

    /** Landings of each limb by pass, µs. */
    private final Map<Integer, List<TreeSet<Long>>> landings = new LinkedHashMap<>();

    /** Limbs by the template's time of landing. */
    private final TreeMap<Double, List<Limb>> order = new TreeMap<>();

    private LandingOrder(StridePool pool) {
        this.pool = pool;
        for (Limb limb : Limb.values()) {
            order.computeIfAbsent(pool.template().phase(limb), p -> new ArrayList<>()).add(limb);
        }
        for (PooledStride stride : pool.strides()) {
            TreeSet<Long> ofLimb =
                    landings.computeIfAbsent(stride.pass(), pass -> fourSets())
                            .get(stride.limb().ordinal());
            ofLimb.add(stride.stride().onUs());
            ofLimb.add(stride.stride().nextOnUs());
        }
    }

    private static List<TreeSet<Long>> fourSets() {
        return List.of(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    }

    static Metric regularity(StridePool pool) {
        return new LandingOrder(pool).share();
    }

    private Metric share() {
        BlockSums sums = new BlockSums(2, false);
        pool.of(pool.reference())
                .forEach(
                        stride -> {
                            double[] delays = delays(stride);
                            if (delays != null) {
                                sums.add(stride, 0, 1, inOrder(delays) ? 1 : 0);
                            }
                        });
        int n = (int) sums.sum(0);
        if (n < MIN_STRIDES) {
            return Metric.absent(n, List.of(GaitFlags.LOW_STRIDES));
        }
        Metric share = sums.estimate(s -> s[1] / s[0]).metric(n, List.of());
        return share.ci95Low() == null
                ? share
                : new Metric(
                        share.value(),
                        null,
                        Math.max(0, share.ci95Low()),
                        Math.min(1, share.ci95High()),
                        n,
                        share.flags());
    }

    /**
     * When each hoof lands after the reference, in strides: the landing within half a stride of the
     * template's. Null where one was not seen.
     */
    private double[] delays(PooledStride reference) {
        double[] delays = new double[Limb.COUNT];
        double duration = reference.stride().nextOnUs() - reference.stride().onUs();
        for (Limb limb : Limb.values()) {
            if (limb == reference.limb()) {
                continue;
            }
            double expected = reference.stride().onUs() + pool.template().phase(limb) * duration;
            double landing = nearest(landings.get(reference.pass()).get(limb.ordinal()), expected);
            if (!(Math.abs(landing - expected) < 0.5 * duration)) {
                return null;
            }
            delays[limb.ordinal()] = (landing - reference.stride().onUs()) / duration;
        }
        return delays;
    }

    private static double nearest(TreeSet<Long> landings, double time) {
        Long before = landings.floor((long) time);
        Long after = landings.higher((long) time);
        if (before == null || after == null) {
            return before != null ? before : after != null ? after : Double.NaN;
        }
        return time - before <= after - time ? before : after;
    }

    /**
     * Each group of hooves lands before the next one, and the last before the first lands again.
     */
    private boolean inOrder(double[] delays) {
        double earlier = latest(order.lastEntry().getValue(), delays) - 1;
        for (List<Limb> group : order.values()) {
            double first = Double.POSITIVE_INFINITY;
            for (Limb limb : group) {
                first = Math.min(first, delays[limb.ordinal()]);
            }
            if (!(earlier < first)) {
                return false;
            }
            earlier = latest(group, delays);
        }
        return true;
    }

    private static double latest(List<Limb> group, double[] delays) {
        double latest = Double.NEGATIVE_INFINITY;
        for (Limb limb : group) {
            latest = Math.max(latest, delays[limb.ordinal()]);
        }
        return latest;
    }
}
