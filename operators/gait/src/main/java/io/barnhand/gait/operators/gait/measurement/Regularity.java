package io.barnhand.gait.operators.gait.measurement;

import org.jspecify.annotations.Nullable;

/**
 * How alike the strides are (gait reference, section 2.10).
 *
 * @param strideCvPct variation of the stride duration with the measuring error removed, %
 * @param cvFloorPct what the measuring error alone would make of it, %, or null
 * @param strideRegularity autocorrelation of the trunk's vertical movement after one stride
 * @param footfallRegularity share of strides whose hooves land in the order of the gait
 */
@FilledByName
public record Regularity(
        Metric strideCvPct,
        @Nullable Double cvFloorPct,
        Metric strideRegularity,
        Metric footfallRegularity)
        implements RegularityBuilder.With {

    /** Nothing known, for the given reasons. */
    public static Regularity absent(Metric reason) {
        return new Regularity(reason, null, reason, reason);
    }
}
