package io.barnhand.gait.operators.stages.tracking;

import io.barnhand.gait.models.image.Box;

/**
 * Where a box is and how it moves: centre and size, each with constant velocity. Noise is in shares
 * of the box's own size, as in SORT and ByteTrack, and in seconds rather than frames.
 *
 * @param timeUs event time of the estimate, µs
 * @param centreX px
 * @param centreY px
 * @param width px
 * @param height px
 */
public record KalmanBox(
        long timeUs,
        KalmanTrend centreX,
        KalmanTrend centreY,
        KalmanTrend width,
        KalmanTrend height) {

    /** Standard deviation of a detected edge, in sizes. */
    private static final double SAMPLE = 0.05;

    /** Standard deviation of the speed of a box just found, sizes/s: a gallop close by makes 4. */
    private static final double SPEED = 3;

    /** How much that speed changes within a second, sizes/s. */
    private static final double SPEED_CHANGE = 1;

    /** The same for the growth of the box, which is slower. */
    private static final double GROWTH = 0.5;

    private static final double GROWTH_CHANGE = 0.3;

    private static final double SMALLEST = 1;

    public static KalmanBox start(long timeUs, Box box) {
        double size = size(box.width(), box.height());
        double sample = square(SAMPLE * size);
        double speed = square(SPEED * size);
        double growth = square(GROWTH * size);
        return new KalmanBox(
                timeUs,
                KalmanTrend.start(centreX(box), sample, speed),
                KalmanTrend.start(centreY(box), sample, speed),
                KalmanTrend.start(box.width(), sample, growth),
                KalmanTrend.start(box.height(), sample, growth));
    }

    /** The estimate for a later time. */
    KalmanBox at(long laterUs) {
        double seconds = (laterUs - timeUs) / 1e6;
        double size = size(width.value(), height.value());
        double speed = square(SPEED_CHANGE * size);
        double growth = square(GROWTH_CHANGE * size);
        return new KalmanBox(
                laterUs,
                centreX.after(seconds, speed),
                centreY.after(seconds, speed),
                width.after(seconds, growth),
                height.after(seconds, growth));
    }

    /** The estimate with a box found at its time. */
    KalmanBox with(Box found) {
        double sample = square(SAMPLE * size(found.width(), found.height()));
        return new KalmanBox(
                timeUs,
                centreX.with(centreX(found), sample),
                centreY.with(centreY(found), sample),
                width.with(found.width(), sample),
                height.with(found.height(), sample));
    }

    Box box() {
        double w = Math.max(SMALLEST, width.value());
        double h = Math.max(SMALLEST, height.value());
        double x = centreX.value();
        double y = centreY.value();
        return new Box(x - w / 2, y - h / 2, x + w / 2, y + h / 2);
    }

    /** A box moved by the estimated velocity of its centre; its size stays. */
    Box moved(Box box, double seconds) {
        double dx = centreX.rate() * seconds;
        double dy = centreY.rate() * seconds;
        return new Box(box.x1() + dx, box.y1() + dy, box.x2() + dx, box.y2() + dy);
    }

    private static double centreX(Box box) {
        return (box.x1() + box.x2()) / 2;
    }

    private static double centreY(Box box) {
        return (box.y1() + box.y2()) / 2;
    }

    private static double size(double width, double height) {
        return Math.max(SMALLEST, (width + height) / 2);
    }

    private static double square(double x) {
        return x * x;
    }
}
