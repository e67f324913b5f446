package io.barnhand.gait.operators.gait.pooling;

import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.Metric;
import io.barnhand.gait.operators.records.Limb;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Footfall regularity: the share of strides whose four hooves land in the order of the gait's
 * template (gait reference, section 2.10). Hooves that land together in the template may do so in
 * any order.
 */
final class LandingOrder {

    private static final int MIN_STRIDES = 8;

    private final StridePool pool;

    /** Landings of each limb by pass, µs. */
    private final Map<Integer, List<TreeSet<Long>>> landings = new LinkedHashMap<>();

    private LandingOrder(StridePool pool) {
        this.pool = pool;
        for (PooledStride stride : pool.strides()) {
            TreeSet<Long> ofLimb = landings(stride.pass()).get(stride.limb().ordinal());
            ofLimb.add(stride.stride().onUs());
            ofLimb.add(stride.stride().nextOnUs());
        }
    }

    private List<TreeSet<Long>> landings(int pass) {
        return landings.computeIfAbsent(pass, any -> fourSets());
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
                        stride ->
                                delays(stride)
                                        .ifPresent(
                                                delays ->
                                                        sums.add(
                                                                stride,
                                                                0,
                                                                1,
                                                                pool.template().lands(delays)
                                                                        ? 1
                                                                        : 0)));
        int n = (int) sums.sum(0);
        if (n < MIN_STRIDES) {
            return Metric.absent(n, List.of(GaitFlag.LOW_STRIDES));
        }
        Metric share = sums.estimate(s -> s[1] / s[0]).metric(n, List.of());
        return share.within(0, 1);
    }

    /**
     * When each hoof lands after the reference, share of the stride, 0..1: the landing within half
     * a stride of the template's. Empty where one was not seen.
     */
    private Optional<double[]> delays(PooledStride reference) {
        double[] delays = new double[Limb.COUNT];
        double duration = reference.stride().nextOnUs() - reference.stride().onUs();
        for (Limb limb : Limb.values()) {
            if (limb == reference.limb()) {
                continue;
            }
            double expected = reference.stride().onUs() + pool.template().phase(limb) * duration;
            double landing = nearest(landings(reference.pass()).get(limb.ordinal()), expected);
            if (!(Math.abs(landing - expected) < 0.5 * duration)) {
                return Optional.empty();
            }
            double delay = (landing - reference.stride().onUs()) / duration;
            delays[limb.ordinal()] = delay - Math.floor(delay);
        }
        return Optional.of(delays);
    }

    private static double orNaN(@Nullable Long time) {
        return time == null ? Double.NaN : time;
    }

    /** NaN where there is none. */
    private static double nearest(TreeSet<Long> landings, double time) {
        long at = (long) time;
        double before = orNaN(landings.floor(at));
        double after = orNaN(landings.higher(at));
        return time - before <= after - time || Double.isNaN(after) ? before : after;
    }
}
