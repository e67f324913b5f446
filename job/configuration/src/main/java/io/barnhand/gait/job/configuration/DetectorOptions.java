package io.barnhand.gait.job.configuration;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

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

    private static final Key<DetectorOptions, String> MODEL =
            Key.of(
                            "model",
                            DetectorOptions::model,
                            Scalar.text(),
                            "yolox-nano",
                            "name in the catalogue (barnhand models list) or a file, .onnx or .pth")
                    // The digest of the network identifies it, wherever its file lies.
                    .affecting();

    private static final Key<DetectorOptions, Double> SCORE =
            Key.of(
                    "score",
                    DetectorOptions::score,
                    Scalar.number(0, 1),
                    0.70,
                    "a detection of at least this score starts a track");

    private static final Key<DetectorOptions, Double> FLOOR =
            Key.of(
                    "floor",
                    DetectorOptions::floor,
                    Scalar.number(0, 1),
                    0.10,
                    "a detection of at least this score continues one");

    private static final Key<DetectorOptions, Duration> EVERY =
            Key.of(
                    "every",
                    DetectorOptions::every,
                    Scalar.duration(Duration.ofMillis(1), Duration.ofSeconds(2)),
                    Duration.ofMillis(165),
                    "recording time between detections; boxes in between are interpolated");

    private static final Key<DetectorOptions, Double> MARGIN =
            Key.of(
                    "margin",
                    DetectorOptions::margin,
                    Scalar.number(0, 1),
                    0.10,
                    "added to each side of a box, as a share of its width or height");

    private static final Key<DetectorOptions, List<String>> ACCEPT =
            Key.of(
                    "accept",
                    DetectorOptions::accept,
                    Scalar.texts(),
                    List.of("horse"),
                    "classes of the detector that count as a horse; riders are detected only if it knows"
                            + " the class person");

    static final Area<DetectorOptions> AREA =
            Area.of(DetectorOptions::read, MODEL, SCORE, FLOOR, EVERY, MARGIN, ACCEPT);

    private static DetectorOptions read(Section section) {
        double score = section.get(SCORE);
        double floor = section.get(FLOOR);
        if (floor > score) {
            section.problem(
                    "floor",
                    floor,
                    String.format(
                            Locale.ROOT,
                            "give at most detector.score (%s): a detection that starts a track also continues it",
                            score));
        }
        List<String> accept = section.get(ACCEPT);
        if (accept.isEmpty()) {
            section.problem("accept", accept, "name at least one class, for example horse");
        }
        return new DetectorOptions(
                section.get(MODEL), score, floor, section.get(EVERY), section.get(MARGIN), accept);
    }
}
