package io.barnhand.gait.job.configuration;

import java.time.Instant;

/**
 * An entry of {@code horses}: a camera is known to show one horse for a time.
 *
 * @param camera camera id
 * @param from start, inclusive; null for always
 * @param to end, exclusive; null for always
 * @param horse horse id
 * @param gaited whether the horse paces or tölts by breed
 */
public record HorseOptions(String camera, Instant from, Instant to, String horse, boolean gaited) {

    private static final Key<HorseOptions, String> CAMERA =
            Key.required("camera", HorseOptions::camera, Scalar.text(), "", "camera id");

    private static final Key<HorseOptions, Instant> FROM =
            Key.of("from", HorseOptions::from, Scalar.instant(), null, "start; null: always");

    private static final Key<HorseOptions, Instant> TO =
            Key.of("to", HorseOptions::to, Scalar.instant(), null, "end, exclusive; null: always");

    private static final Key<HorseOptions, String> HORSE =
            Key.required("horse", HorseOptions::horse, Scalar.text(), "", "horse id");

    private static final Key<HorseOptions, Boolean> GAITED =
            Key.of(
                            "gaited",
                            HorseOptions::gaited,
                            Scalar.flag(),
                            false,
                            "whether the horse paces or tölts by breed")
                    .affecting(Effect.GAIT);

    static final Area<HorseOptions> AREA =
            Area.of(HorseOptions::read, CAMERA, FROM, TO, HORSE, GAITED);

    private static HorseOptions read(Section section) {
        Instant from = section.get(FROM);
        Instant to = section.get(TO);
        if (from != null && to != null && !from.isBefore(to)) {
            section.problem("to", to, "give a time after from (" + from + ")");
        }
        return new HorseOptions(
                section.get(CAMERA), from, to, section.get(HORSE), section.get(GAITED));
    }
}
