package io.barnhand.gait.job.pipeline.config;

/**
 * An entry of {@code cameras}: the properties of a camera.
 *
 * @param mirrored whether its picture is mirrored, so that left and right limbs change places
 * @param metresPerBodyLength metres from neck to root of tail, from a taped horse or a surveyed
 *     floor; null where unknown, which leaves values in metres out
 */
public record CameraOptions(boolean mirrored, Double metresPerBodyLength) {

    private static final Key<CameraOptions, Boolean> MIRRORED =
            Key.of(
                    "mirrored",
                    CameraOptions::mirrored,
                    Scalar.flag(),
                    false,
                    "whether its picture is mirrored, so that left and right limbs change places");

    private static final Key<CameraOptions, Double> METRES_PER_BODY_LENGTH =
            Key.of(
                    "metres-per-body-length",
                    CameraOptions::metresPerBodyLength,
                    Scalar.number(0.3, 3),
                    null,
                    "metres from neck to root of tail, from a taped horse or a surveyed floor; null: no"
                            + " values in metres");

    static final Area<CameraOptions> AREA =
            Area.of(CameraOptions::read, MIRRORED, METRES_PER_BODY_LENGTH);

    private static CameraOptions read(Section section) {
        return new CameraOptions(section.get(MIRRORED), section.get(METRES_PER_BODY_LENGTH));
    }
}
