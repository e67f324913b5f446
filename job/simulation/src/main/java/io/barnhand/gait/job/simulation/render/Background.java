package io.barnhand.gait.job.simulation.render;

import java.util.Locale;

/**
 * A scene without anything that moves, shaded once for a camera.
 *
 * @param width px
 * @param height px
 * @param ambient light of each pixel that comes from all sides, linear RGB, 3 a pixel
 * @param direct light of each pixel that comes from the lamp or the sun and that a moving thing can
 *     take away, 3 a pixel
 * @param colour both together
 * @param depth along the optical axis, BL; infinite for the sky
 * @param closeness 1 / depth at each of the {@link Rasteriser#SAMPLES} of a pixel
 */
public record Background(
        int width,
        int height,
        float[] ambient,
        float[] direct,
        float[] colour,
        float[] depth,
        float[] closeness) {

    /**
     * @throws IllegalArgumentException if an array has another length than the size demands
     */
    public Background {
        int pixels = width * height;
        if (ambient.length != 3 * pixels
                || direct.length != 3 * pixels
                || colour.length != 3 * pixels
                || depth.length != pixels
                || closeness.length != Rasteriser.SAMPLES * pixels) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "A background of %dx%d px with arrays of %d, %d, %d, %d and %d; give 3 values"
                                    + " a pixel, 1 for depth, 4 for closeness",
                            width,
                            height,
                            ambient.length,
                            direct.length,
                            colour.length,
                            depth.length,
                            closeness.length));
        }
    }
}
