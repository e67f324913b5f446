package io.barnhand.gait.job.formats.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.barnhand.gait.operators.video.EventTime;
import java.io.UncheckedIOException;

/**
 * A stride as a line of JSON: the record's fields in snake case, and the run. Times are whole µs
 * since the epoch, other numbers have six significant digits; null means not estimable, never 0.
 */
public final class StrideLine {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .addModule(new SixDigits())
                    .addMixIn(GaitFlag.class, FlagKeys.OfFlag.class)
                    .addMixIn(StrideRecord.class, FlagKeys.OfFlags.class)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();

    private StrideLine() {}

    /** One line, without its end. */
    public static String write(StrideRecord stride, String run) {
        ObjectNode json = MAPPER.valueToTree(stride);
        json.put("run", run);
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A stride could not be written", e);
        }
    }

    /**
     * Unknown members are left out.
     *
     * @throws IllegalArgumentException if it is not a stride line; the message says what is wrong
     */
    public static StrideRecord read(String line) {
        ObjectNode json = JsonObject.of(MAPPER, line);
        JsonObject.requireTexts(
                json,
                "track_id",
                "camera_id",
                "recording",
                "kp_semantics",
                "algo_version",
                "pose_model",
                "gait",
                "limb");
        if (!json.path("flags").isArray()) {
            json.putArray("flags");
        }
        StrideRecord stride = JsonObject.convert(MAPPER, json, StrideRecord.class);
        EventTime.requireSpan(stride.passStartUs(), stride.passStartUs());
        EventTime.requireSpan(stride.onUs(), stride.offUs());
        EventTime.requireSpan(stride.offUs(), stride.nextOnUs());
        return stride;
    }
}
