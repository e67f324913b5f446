package io.barnhand.gait.job.analysis.overlay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Locale;

/** Fields of gait and stride lines, which may come from anywhere. */
final class LineFields {

    private static final JsonMapper MAPPER = new JsonMapper();

    private LineFields() {}

    static JsonNode parse(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    static String text(JsonNode json, String key) {
        if (!json.path(key).isTextual()) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s is %s, must be a text", key, json.get(key)));
        }
        return json.path(key).textValue();
    }

    static long integer(JsonNode json, String key) {
        if (!json.path(key).canConvertToLong()) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s is %s, must be an integer", key, json.get(key)));
        }
        return json.path(key).longValue();
    }
}
