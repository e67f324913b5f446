package io.barnhand.gait.job.configuration;

import java.time.ZoneId;

/**
 * An entry of {@code cameras}: the properties of a camera.
 *
 * @param mirrored whether its picture is mirrored, so that left and right limbs change places
 * @param metresPerBodyLength metres from neck to root of tail, from a taped horse or a surveyed
 *     floor; null where unknown, which leaves values in metres out
 * @param zone in which its file names tell the time, or null for that of {@code source.zone}
 */
public record CameraOptions(boolean mirrored, Double metresPerBodyLength, ZoneId zone) {

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

    private static final Key<CameraOptions, ZoneId> ZONE =
            Key.of(
                            "zone",
                            CameraOptions::zone,
                            Scalar.zone(),
                            null,
                            "zone of times without an offset; null: that of source.zone")
                    .affecting(Effect.KEYPOINTS)
                    .idle(Idle.WITHOUT_PLANNING);

    static final Area<CameraOptions> AREA =
            Area.of(CameraOptions::read, MIRRORED, METRES_PER_BODY_LENGTH, ZONE);

    private static CameraOptions read(Section section) {
        return new CameraOptions(
                section.get(MIRRORED), section.get(METRES_PER_BODY_LENGTH), section.get(ZONE));
    }
}
