package io.barnhand.gait.operators.gait.footfall;

import io.barnhand.gait.operators.gait.measurement.LimbStrides;
import io.barnhand.gait.operators.gait.rhythm.GaitTemplate;
import io.barnhand.gait.operators.gait.rhythm.StrideFold;
import io.barnhand.gait.operators.records.Limb;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The strides of a window one by one, limb by limb, and what follows from their number and order.
 */
public final class StrideSeries {

    private static final double EARLY = 0.15;

    private final Map<Limb, List<HoofEvents.Stride>> strides = new EnumMap<>(Limb.class);
    private double filled;

    private StrideSeries() {}

    /**
     * @param track hooves over the ground that they stand on
     * @param stride mean stride duration, s
     */
    public static StrideSeries of(GroundTrack track, Footfalls footfalls, double stride) {
        StrideSeries series = new StrideSeries();
        for (Limb limb : Limb.values()) {
            List<HoofEvents.Stride> own = List.of();
            if (footfalls.known(limb) && track.speed() > 0) {
                HoofEvents.Found found =
                        HoofEvents.in(track, limb, footfalls.contacts(limb), stride);
                own = found.strides();
                series.filled += found.filledShare() / Limb.COUNT;
            }
            series.strides.put(limb, own);
        }
        return series;
    }

    public List<HoofEvents.Stride> of(Limb limb) {
        return strides.get(limb);
    }

    /** Share of hoof samples that were filled in to find the events. */
    public double filledShare() {
        return filled;
    }

    public LimbStrides counts() {
        int[] counts = new int[Limb.COUNT];
        for (Limb limb : Limb.values()) {
            counts[limb.ordinal()] = strides.get(limb).size();
        }
        return LimbStrides.of(counts);
    }

    /**
     * Hoof-on of a limb after the last hoof-on of another, share of that one's stride, or null
     * where it falls into no stride of it.
     */
    public Double phase(HoofEvents.Stride stride, Limb reference) {
        for (HoofEvents.Stride other : strides.get(reference)) {
            if (stride.on() >= other.on() && stride.on() < other.nextOn()) {
                return (stride.on() - other.on()) / other.seconds();
            }
        }
        return null;
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
        for (HoofEvents.Stride stride : strides.get(reference)) {
            double[] phase = landings(stride, reference);
            if (phase != null) {
                all++;
                right += template.lands(phase) ? 1 : 0;
            }
        }
        return new int[] {right, all};
    }

    private double[] landings(HoofEvents.Stride stride, Limb reference) {
        double[] phase = new double[Limb.COUNT];
        for (Limb limb : Limb.values()) {
            if (limb == reference) {
                continue;
            }
            // A diagonal may land just before its hind: a little early still belongs here.
            double from = stride.on() - EARLY * stride.seconds();
            Double on = null;
            for (HoofEvents.Stride other : strides.get(limb)) {
                if (other.on() >= from && other.on() < stride.nextOn()) {
                    on = other.on();
                }
            }
            if (on == null) {
                return null;
            }
            phase[limb.ordinal()] = StrideFold.wrap((on - stride.on()) / stride.seconds());
        }
        return phase;
    }
}
