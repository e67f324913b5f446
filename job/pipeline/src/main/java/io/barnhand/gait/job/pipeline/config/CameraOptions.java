package io.barnhand.gait.job.pipeline.config;

/**
 * An entry of {@code cameras}: what is known of a camera.
 *
 * @param mirrored whether its picture is mirrored, so that left and right limbs change places
 * @param metresPerBodyLength metres from neck to root of tail, from a taped horse or a surveyed
 *     floor; null where unknown, which leaves values in metres out
 */
public record CameraOptions(boolean mirrored, Double metresPerBodyLength) {

    static CameraOptions read(Section section) {
        return new CameraOptions(
                section.flag("mirrored", false),
                section.number("metres-per-body-length", null, 0.3, 3));
    }
}
