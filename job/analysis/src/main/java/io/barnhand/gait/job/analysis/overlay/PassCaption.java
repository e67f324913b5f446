package io.barnhand.gait.job.analysis.overlay;

import com.fasterxml.jackson.databind.JsonNode;
import io.barnhand.gait.operators.gait.measurement.GaitWindow;
import java.util.Optional;

/**
 * What the overlay says of a pass.
 *
 * @param startMs event time of the first frame, ms
 * @param endMs event time of the last frame, ms
 * @param gait class
 */
record PassCaption(long startMs, long endMs, String gait) {

    /** Empty where the gait line is of a sliding window. */
    static Optional<PassCaption> of(JsonNode line) {
        JsonNode window = line.path("window");
        if (!window.path("kind").asText().equals(GaitWindow.PASS)) {
            return Optional.empty();
        }
        return Optional.of(
                new PassCaption(
                        LineFields.integer(window, "start_ms"),
                        LineFields.integer(window, "end_ms"),
                        LineFields.text(line.path("gait"), "class")));
    }

    boolean covers(long timeUs) {
        long timeMs = Math.floorDiv(timeUs, 1000);
        return startMs <= timeMs && timeMs <= endMs;
    }
}
