package io.barnhand.gait.job.formats.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.video.EventTime;
import java.io.UncheckedIOException;

/** A span of coverage as a line of JSON, its fields in snake case; times are whole µs. */
public final class CoverageLine {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();

    /** Only lines of time without a horse have it. */
    private static final String UNSEEN = "unseen";

    private CoverageLine() {}

    /** One line, without its end. */
    public static String write(CoverageSpan span) {
        try {
            ObjectNode json = MAPPER.valueToTree(span);
            if (span.unseen() == null) {
                json.remove(UNSEEN);
            }
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A span of coverage could not be written", e);
        }
    }

    /**
     * Unknown members are left out.
     *
     * @throws IllegalArgumentException if it is not a coverage line; the message says what is wrong
     */
    public static CoverageSpan read(String line) {
        ObjectNode json = JsonObject.of(MAPPER, line);
        JsonObject.requireTexts(json, "camera", "recording", "kind");
        CoverageSpan span = JsonObject.convert(MAPPER, json, CoverageSpan.class);
        EventTime.requireSpan(span.startUs(), span.endUs());
        return span;
    }
}
