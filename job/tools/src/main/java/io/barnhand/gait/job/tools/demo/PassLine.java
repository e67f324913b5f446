package io.barnhand.gait.job.tools.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barnhand.gait.operators.gait.GaitWindow;
import io.barnhand.gait.operators.gait.Limb;
import io.barnhand.gait.operators.gait.Metric;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a gait line says of a pass, as far as the truth of a clip can be held against it.
 *
 * @param camera camera id
 * @param recording recording id
 * @param track track id
 * @param startMs event time of the first frame, ms
 * @param endMs event time of the last frame, ms
 * @param strides in the usable frames, or null
 * @param score quality, 0..1
 * @param flags of the whole line
 * @param gait class
 * @param frequency Hz
 * @param speed BL/s
 * @param strideLength BL
 * @param phases share of the stride after the reference hind limb's touch-down
 * @param duties share of the stride
 */
record PassLine(
        String camera,
        String recording,
        String track,
        long startMs,
        long endMs,
        Double strides,
        double score,
        List<String> flags,
        String gait,
        Metric frequency,
        Metric speed,
        Metric strideLength,
        Map<Limb, Metric> phases,
        Map<Limb, Metric> duties) {

    private static final JsonMapper MAPPER = new JsonMapper();

    /** Empty where the line is of a sliding window. */
    static Optional<PassLine> read(String line) {
        JsonNode json;
        try {
            json = MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a gait line: " + e.getOriginalMessage(), e);
        }
        JsonNode window = json.path("window");
        if (!window.path("kind").asText().equals(GaitWindow.PASS)) {
            return Optional.empty();
        }
        return Optional.of(
                new PassLine(
                        json.path("camera_id").asText(),
                        json.path("recording").asText(),
                        json.path("track_id").asText(),
                        window.path("start_ms").asLong(),
                        window.path("end_ms").asLong(),
                        number(window.path("n_strides")),
                        json.path("quality").path("score").asDouble(),
                        texts(json.path("quality").path("flags")),
                        json.path("gait").path("class").asText(),
                        metric(json.path("stride_freq_hz")),
                        metric(json.path("speed_bl_s")),
                        metric(json.path("stride_length_bl")),
                        limbs(json.path("limb_phase")),
                        limbs(json.path("duty_factor"))));
    }

    private static Map<Limb, Metric> limbs(JsonNode json) {
        Map<Limb, Metric> limbs = new EnumMap<>(Limb.class);
        for (Limb limb : Limb.values()) {
            limbs.put(limb, metric(json.path(limb.name())));
        }
        return limbs;
    }

    private static Metric metric(JsonNode json) {
        JsonNode interval = json.path("ci95");
        return new Metric(
                number(json.path("value")),
                number(json.path("sd")),
                number(interval.path(0)),
                number(interval.path(1)),
                json.path("n").isInt() ? json.path("n").asInt() : null,
                texts(json.path("flags")));
    }

    private static Double number(JsonNode json) {
        return json.isNumber() ? json.asDouble() : null;
    }

    private static List<String> texts(JsonNode json) {
        List<String> texts = new ArrayList<>();
        json.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
