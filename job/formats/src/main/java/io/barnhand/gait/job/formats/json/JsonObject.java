package io.barnhand.gait.job.formats.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** A line that is read as one JSON object; every failure names the problem with the line. */
final class JsonObject {

    private JsonObject() {}

    static ObjectNode of(JsonMapper mapper, String line) {
        try {
            if (mapper.readTree(line) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
        throw new IllegalArgumentException("not a JSON object");
    }

    static void requireTexts(ObjectNode json, String... keys) {
        for (String key : keys) {
            if (!json.path(key).isTextual()) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "%s is %s, must be a text",
                                key,
                                shown(json.get(key))));
            }
        }
    }

    static void requireObjects(ObjectNode json, String... keys) {
        for (String key : keys) {
            if (!json.path(key).isObject()) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "%s is %s, must be an object",
                                key,
                                shown(json.get(key))));
            }
        }
    }

    static <T> T convert(JsonMapper mapper, ObjectNode json, Class<T> type) {
        try {
            return mapper.treeToValue(json, type);
        } catch (JsonMappingException e) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT, "%s: %s", e.getPathReference(), e.getOriginalMessage()),
                    e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    /** The beginning of a value, fit for a message. */
    static String shown(Object value) {
        String text = String.valueOf(value);
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
