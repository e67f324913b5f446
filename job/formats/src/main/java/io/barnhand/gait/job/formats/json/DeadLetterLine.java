package io.barnhand.gait.job.formats.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.operators.video.DeadLetter;
import java.io.UncheckedIOException;

/** A dead letter as a line of JSON, its fields in snake case. */
public final class DeadLetterLine {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();

    private DeadLetterLine() {}

    /** One line, without its end. */
    public static String write(DeadLetter letter) {
        try {
            return MAPPER.writeValueAsString(letter);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A dead letter could not be written", e);
        }
    }

    /**
     * Unknown members are left out.
     *
     * @throws IllegalArgumentException if it is not a dead letter; the message says what is wrong
     */
    public static DeadLetter read(String line) {
        ObjectNode json = JsonObject.of(MAPPER, line);
        JsonObject.requireTexts(json, "stage", "reason");
        return JsonObject.convert(MAPPER, json, DeadLetter.class);
    }
}
