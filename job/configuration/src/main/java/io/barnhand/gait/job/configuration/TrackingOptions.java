package io.barnhand.gait.job.configuration;

import java.time.Duration;

/**
 * {@code tracking}: following horses.
 *
 * @param buffer how long a track waits for a horse that is not detected
 * @param maxHorses largest number of simultaneous tracks in one recording
 */
public record TrackingOptions(Duration buffer, int maxHorses) {

    private static final Key<TrackingOptions, Duration> BUFFER =
            Key.of(
                    "buffer",
                    TrackingOptions::buffer,
                    Scalar.duration(Duration.ZERO, Duration.ofMinutes(1)),
                    Duration.ofSeconds(2),
                    "how long a track waits for a horse that is not detected");

    private static final Key<TrackingOptions, Integer> MAX_HORSES =
            Key.of(
                    "max-horses",
                    TrackingOptions::maxHorses,
                    Scalar.integer(1, 64),
                    8,
                    "largest number of simultaneous tracks in one recording");

    static final Area<TrackingOptions> AREA = Area.of(TrackingOptions::read, BUFFER, MAX_HORSES);

    private static TrackingOptions read(Section section) {
        return new TrackingOptions(section.get(BUFFER), section.get(MAX_HORSES));
    }
}
