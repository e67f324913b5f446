package io.barnhand.gait.job.simulation.render;

import java.util.Locale;

/**
 * How a camera turns light into a picture.
 *
 * @param exposure factor on the light
 * @param balance factor on each colour: the camera's white balance
 * @param saturation 0 for black and white, 1 for true colours
 * @param contrast 1 for a plain tone curve, up to 1.5 for a hard one
 * @param blur standard deviation of the lens, px
 * @param vignette share of the light that the corners lose
 * @param noise standard deviation of the sensor's noise at mid grey, levels of 255
 * @param colourNoise the same, of each colour apart
 */
public record CameraResponse(
        double exposure,
        Rgb balance,
        double saturation,
        double contrast,
        double blur,
        double vignette,
        double noise,
        double colourNoise) {

    private static final double MAX_BLUR = 4;

    /**
     * @throws IllegalArgumentException if a value is out of range
     */
    public CameraResponse {
        if (!(exposure > 0) || !(blur >= 0 && blur <= MAX_BLUR) || !(noise >= 0 && noise <= 64)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "A camera response of exposure %s, blur %s px and noise %s; give a positive exposure, a blur of 0 to %s px and noise of 0 to 64 levels",
                            exposure,
                            blur,
                            noise,
                            MAX_BLUR));
        }
    }

    public CameraResponse withExposure(double exposure) {
        return new CameraResponse(
                exposure, balance, saturation, contrast, blur, vignette, noise, colourNoise);
    }
}
