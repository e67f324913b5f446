package io.barnhand.gait.operators.gait.measurement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How fast the horse goes and how it strides (gait reference, sections 2.1 to 2.3).
 *
 * @param speedBlS speed over ground, BL/s
 * @param speedMS speed over ground, m/s
 * @param strideFreqHz strides per second, Hz
 * @param strideDurationS s
 * @param strideLengthBl ground covered per stride, BL
 * @param strideLengthM m
 */
@FilledByName
public record Pace(
        Metric speedBlS,
        Metric speedMS,
        Metric strideFreqHz,
        Metric strideDurationS,
        Metric strideLengthBl,
        Metric strideLengthM)
        implements PaceBuilder.With {

    /** Nothing known, for the given reasons. */
    public static Pace absent(Metric reason) {
        return new Pace(reason, reason, reason, reason, reason, reason);
    }

    /**
     * The same with speed and stride length also in metres.
     *
     * @param metresPerBodyLength or null where not known
     */
    public Pace inMetres(@Nullable Double metresPerBodyLength) {
        return withSpeedMS(inMetres(speedBlS, metresPerBodyLength))
                .withStrideLengthM(inMetres(strideLengthBl, metresPerBodyLength));
    }

    private static Metric inMetres(Metric metric, @Nullable Double metres) {
        return metres == null
                ? Metric.absent(metric.strides(), List.of(GaitFlag.NO_SCALE))
                : metric.times(metres, metric.flags());
    }
}
