package io.barnhand.gait.operators.gait.pooling;

import io.barnhand.gait.operators.gait.measurement.GaitFlags;
import io.barnhand.gait.operators.gait.measurement.Metric;
import io.barnhand.gait.operators.records.Limb;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private LandingOrder(StridePool pool) {
        this.pool = pool;
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
                                sums.add(stride, 0, 1, pool.template().lands(delays) ? 1 : 0);
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
     * When each hoof lands after the reference, share of the stride, 0..1: the landing within half
     * a stride of the template's. Null where one was not seen.
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
            double delay = (landing - reference.stride().onUs()) / duration;
            delays[limb.ordinal()] = delay - Math.floor(delay);
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
}
