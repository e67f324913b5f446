package io.barnhand.gait.operators.gait.footfall;

import io.barnhand.gait.operators.gait.measurement.LimbStrides;
import io.barnhand.gait.operators.gait.rhythm.GaitTemplate;
import io.barnhand.gait.operators.gait.rhythm.StrideFold;
import io.barnhand.gait.operators.records.Limb;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The strides of a window one by one, limb by limb, and what follows from their number and order.
 */
public final class StrideSeries {

    private static final double EARLY = 0.15;

    private final Map<Limb, List<HoofEvents.Stride>> strides;
    private final double filled;

    private StrideSeries(Map<Limb, List<HoofEvents.Stride>> strides, double filled) {
        this.strides = strides;
        this.filled = filled;
    }

    /**
     * @param track hooves over the ground that they stand on
     * @param stride mean stride duration, s
     */
    public static StrideSeries of(GroundTrack track, Footfalls footfalls, double stride) {
        Map<Limb, List<HoofEvents.Stride>> strides = new EnumMap<>(Limb.class);
        double filled = 0;
        for (Limb limb : Limb.values()) {
            List<HoofEvents.Stride> own = List.of();
            if (footfalls.known(limb) && track.speed() > 0) {
                HoofEvents.FoundStrides found =
                        HoofEvents.in(track, limb, footfalls.contacts(limb), stride);
                own = found.strides();
                filled += found.filledShare() / Limb.COUNT;
            }
            strides.put(limb, own);
        }
        return new StrideSeries(strides, filled);
    }

    public List<HoofEvents.Stride> of(Limb limb) {
        return strides.getOrDefault(limb, List.of());
    }

    /** Share of hoof samples that were filled in to find the events. */
    public double filledShare() {
        return filled;
    }

    public LimbStrides counts() {
        int[] counts = new int[Limb.COUNT];
        for (Limb limb : Limb.values()) {
            counts[limb.ordinal()] = of(limb).size();
        }
        return LimbStrides.of(counts);
    }

    /**
     * Hoof-on of a limb after the last hoof-on of another, share of that one's stride, or NaN where
     * it falls into no stride of it.
     */
    public double phase(HoofEvents.Stride stride, Limb reference) {
        for (HoofEvents.Stride other : of(reference)) {
            if (stride.on() >= other.on() && stride.on() < other.nextOn()) {
                return (stride.on() - other.on()) / other.seconds();
            }
        }
        return Double.NaN;
    }

    /**
     * Of the strides in which all hooves were seen to land, those that landed in the order of the
     * gait, and how many there were: {@code [right, all]}.
     *
     * @param template of the gait
     */
    public int[] inOrder(GaitTemplate template) {
        int right = 0;
        int all = 0;
        Limb reference = GaitTemplate.reference(template.name());
        for (HoofEvents.Stride stride : of(reference)) {
            Optional<double[]> phase = landings(stride, reference);
            all += phase.isPresent() ? 1 : 0;
            right += phase.filter(template::lands).isPresent() ? 1 : 0;
        }
        return new int[] {right, all};
    }

    private Optional<double[]> landings(HoofEvents.Stride stride, Limb reference) {
        double[] phase = new double[Limb.COUNT];
        for (Limb limb : Limb.values()) {
            if (limb == reference) {
                continue;
            }
            // A diagonal may land just before its hind: a little early still belongs here.
            double from = stride.on() - EARLY * stride.seconds();
            double on = Double.NaN;
            for (HoofEvents.Stride other : of(limb)) {
                if (other.on() >= from && other.on() < stride.nextOn()) {
                    on = other.on();
                }
            }
            if (Double.isNaN(on)) {
                return Optional.empty();
            }
            phase[limb.ordinal()] = StrideFold.wrap((on - stride.on()) / stride.seconds());
        }
        return Optional.of(phase);
    }
}
