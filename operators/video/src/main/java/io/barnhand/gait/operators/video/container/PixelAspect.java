package io.barnhand.gait.operators.video.container;

/**
 * Width of a pixel over its height, as a video announces it.
 *
 * <p>A ratio within 1 % of 1 counts as 1: such ratios come from rounding the size of a picture to
 * whole blocks, and resampling would blur more than it mends. One with a part below 1 is unknown,
 * which players show as square.
 */
public record PixelAspect(int width, int height) {

    private static final double SQUARE = 1.01;

    /** Beyond the widest in use, 32:11 of half-width PAL. */
    private static final double WIDEST = 4;

    /** Whether pictures are shown as they are stored. */
    public boolean isSquare() {
        return width < 1 || height < 1 || elongation() <= SQUARE;
    }

    /** Whether no camera has such pixels. */
    public boolean isAbsurd() {
        return !isSquare() && elongation() > WIDEST;
    }

    private double elongation() {
        return (double) Math.max(width, height) / Math.min(width, height);
    }

    /** Width of a picture in square pixels, px; none of its detail is lost. */
    public long squareWidth(int stored) {
        return isSquare() || width <= height
                ? stored
                : Math.round((double) stored * width / height);
    }

    /** Height of a picture in square pixels, px; none of its detail is lost. */
    public long squareHeight(int stored) {
        return isSquare() || height <= width
                ? stored
                : Math.round((double) stored * height / width);
    }

    @Override
    public String toString() {
        return width + ":" + height;
    }
}
