package io.barnhand.gait.job.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barnhand.gait.operators.DeadLetter;
import java.io.UncheckedIOException;

/** A dead letter as a line of JSON, its fields in snake case. */
public final class DeadLetterLine {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
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
}
