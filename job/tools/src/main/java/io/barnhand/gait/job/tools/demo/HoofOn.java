package io.barnhand.gait.job.tools.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barnhand.gait.operators.gait.Limb;
import java.util.List;

/**
 * A touch-down that was measured.
 *
 * @param camera camera id
 * @param track track id
 * @param passStartMs event time of the pass's first frame, ms
 * @param limb which
 * @param timeUs event time, µs
 */
record HoofOn(String camera, String track, long passStartMs, Limb limb, long timeUs) {

    private static final JsonMapper MAPPER = new JsonMapper();

    /** The two that a stride line goes from and to. */
    static List<HoofOn> read(String line) {
        JsonNode json;
        try {
            json = MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a stride line: " + e.getOriginalMessage(), e);
        }
        return List.of(of(json, "on_us"), of(json, "next_on_us"));
    }

    private static HoofOn of(JsonNode stride, String time) {
        return new HoofOn(
                stride.path("camera_id").asText(),
                stride.path("track_id").asText(),
                Math.floorDiv(stride.path("pass_start_us").asLong(), 1000),
                Limb.valueOf(stride.path("limb").asText()),
                stride.path(time).asLong());
    }
}
