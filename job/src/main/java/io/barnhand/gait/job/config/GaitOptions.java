package io.barnhand.gait.job.config;

import java.time.Duration;

/**
 * {@code gait}: how tracks are cut into windows.
 *
 * @param passGap a pause longer than this ends a pass
 * @param passMax longest pass
 * @param sliding length of the windows for live display; zero for none
 * @param hop time between two of them
 */
public record GaitOptions(Duration passGap, Duration passMax, Duration sliding, Duration hop) {

    static GaitOptions read(Section section) {
        return new GaitOptions(
                section.duration(
                        "pass-gap",
                        Duration.ofSeconds(1),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(30)),
                section.duration(
                        "pass-max",
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(5)),
                section.duration(
                        "sliding", Duration.ofSeconds(5), Duration.ZERO, Duration.ofSeconds(30)),
                section.duration(
                        "hop",
                        Duration.ofSeconds(1),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(30)));
    }
}
