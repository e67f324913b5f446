package io.barnhand.gait.operators.stages.tracking;

/**
 * The side of a track's crop, followed slowly. A detector's box breathes with the stride as the
 * legs spread and gather; a crop that breathed along would put that rhythm into the keypoints.
 *
 * <p>The logarithm of the side goes through a {@link KalmanTrend} with a natural frequency of 0.3
 * rad/s, which follows a horse that comes closer steadily without lag. Of a breathing of ±10 % at
 * 0.7 Hz or faster it leaves ±3.5 % after 3 s, when it has hardly seen two strides, ±2.1 % after 6
 * s and ±1.5 % in the long run. However wrong the trend is, as when a horse steps into the picture,
 * the side stays within 15 % of what is seen.
 *
 * @param timeUs event time of the last sample, µs
 * @param logSide natural logarithm of the side in px
 */
public record CropSize(long timeUs, KalmanTrend logSide) {

    /** Variance of a breathing of ±10 %. */
    private static final double SAMPLE_VARIANCE = 0.07 * 0.07;

    /** Growth of a track just found, 1/s. */
    private static final double GROWTH_VARIANCE = 0.05 * 0.05;

    /** Density of the acceleration: 0.3⁴ times the sample variance over the time of a sample. */
    private static final double ACCELERATION = 0.0081 * SAMPLE_VARIANCE * 0.165;

    private static final double FURTHEST = Math.log(1.15);

    public static CropSize start(long timeUs, double side) {
        return new CropSize(
                timeUs, KalmanTrend.start(Math.log(side), SAMPLE_VARIANCE, GROWTH_VARIANCE));
    }

    /** Follows the side (px) seen at a later time. */
    CropSize follow(long laterUs, double side) {
        double seen = Math.log(side);
        KalmanTrend trend =
                logSide.after((laterUs - timeUs) / 1e6, ACCELERATION).with(seen, SAMPLE_VARIANCE);
        double near = Math.max(seen - FURTHEST, Math.min(seen + FURTHEST, trend.value()));
        return new CropSize(laterUs, trend.at(near));
    }

    /** Side of the crop at the time of the last sample, px. */
    double side() {
        return Math.exp(logSide.value());
    }
}
