package io.barnhand.gait.job.pipeline.config;

import java.time.Duration;

/**
 * {@code tracking}: following horses.
 *
 * @param buffer how long a horse that is not seen is waited for
 * @param maxHorses tracks at the same time in one recording
 */
public record TrackingOptions(Duration buffer, int maxHorses) {

    static TrackingOptions read(Section section) {
        return new TrackingOptions(
                section.duration(
                        "buffer", Duration.ofSeconds(2), Duration.ZERO, Duration.ofMinutes(1)),
                section.integer("max-horses", 8, 1, 64));
    }
}
