package io.barnhand.gait.job.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barnhand.gait.operators.CoverageSpan;
import java.io.UncheckedIOException;

/** A span of coverage as a line of JSON, its fields in snake case; times are whole µs. */
public final class CoverageLine {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .build();

    private CoverageLine() {}

    /** One line, without its end. */
    public static String write(CoverageSpan span) {
        try {
            return MAPPER.writeValueAsString(span);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A span of coverage could not be written", e);
        }
    }
}
