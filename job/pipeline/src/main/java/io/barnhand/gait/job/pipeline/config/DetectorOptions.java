package io.barnhand.gait.job.pipeline.config;

import java.time.Duration;
import java.util.List;

/**
 * {@code detector}: finding horses.
 *
 * @param model name in the catalogue or file
 * @param score a detection of at least this score starts a track, 0..1
 * @param floor a detection of at least this score continues a track, 0..1
 * @param every recording time between two detections
 * @param margin added to each side of a box, as a share of its width or height
 * @param accept names of the classes that count as a horse
 */
public record DetectorOptions(
        String model,
        double score,
        double floor,
        Duration every,
        double margin,
        List<String> accept) {

    static DetectorOptions read(Section section) {
        double score = section.number("score", 0.70, 0, 1);
        double floor = section.number("floor", 0.10, 0, 1);
        if (floor > score) {
            section.problem(
                    "floor",
                    floor,
                    "must not be above detector.score (%s): what starts a track also continues it"
                            .formatted(score));
        }
        List<String> accept = section.texts("accept", List.of("horse"));
        if (accept.isEmpty()) {
            section.problem("accept", accept, "must name at least one class, for example horse");
        }
        return new DetectorOptions(
                section.text("model", "yolox-nano"),
                score,
                floor,
                section.duration(
                        "every",
                        Duration.ofMillis(165),
                        Duration.ofMillis(1),
                        Duration.ofSeconds(2)),
                section.number("margin", 0.10, 0, 1),
                accept);
    }
}
