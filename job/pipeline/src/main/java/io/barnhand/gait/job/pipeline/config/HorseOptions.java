package io.barnhand.gait.job.pipeline.config;

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

    static HorseOptions read(Section section) {
        Instant from = section.instant("from", null);
        Instant to = section.instant("to", null);
        if (from != null && to != null && !from.isBefore(to)) {
            section.problem("to", to, "must be after from (" + from + ")");
        }
        return new HorseOptions(
                section.required("camera"),
                from,
                to,
                section.required("horse"),
                section.flag("gaited", false));
    }
}
