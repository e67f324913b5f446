package io.barnhand.gait.job.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.operators.gait.GaitClass;
import io.barnhand.gait.operators.gait.GaitRecord;
import io.barnhand.gait.operators.gait.LimbStrides;
import io.barnhand.gait.operators.gait.Limbs;
import io.barnhand.gait.operators.gait.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A gait record as a line of JSON: the record's fields in snake case, and the run. A metric is
 * {@code {"value","sd","ci95":[low,high],"n","flags"}}; null means not estimable, never 0. Numbers
 * have six significant digits, far more than any of them is worth.
 */
public final class GaitLine {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .addModule(new SixDigits().addSerializer(Metric.class, new MetricWriter()))
                    .addMixIn(GaitRecord.class, RecordNames.class)
                    .addMixIn(GaitClass.class, ClassNames.class)
                    .addMixIn(Limbs.class, LimbNames.class)
                    .addMixIn(LimbStrides.class, LimbNames.class)
                    .build();

    private GaitLine() {}

    /** One line, without its end. */
    public static String write(GaitRecord record, String run) {
        ObjectNode json = MAPPER.valueToTree(record);
        json.put("run", run);
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A gait record could not be written", e);
        }
    }

    private static final class MetricWriter extends JsonSerializer<Metric> {

        @Override
        public void serialize(Metric metric, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            json.writeStartObject();
            json.writeFieldName("value");
            SixDigits.write(json, metric.value());
            json.writeFieldName("sd");
            SixDigits.write(json, metric.sd());
            if (metric.ci95Low() == null) {
                json.writeNullField("ci95");
            } else {
                json.writeArrayFieldStart("ci95");
                SixDigits.write(json, metric.ci95Low());
                SixDigits.write(json, metric.ci95High());
                json.writeEndArray();
            }
            if (metric.n() != null) {
                json.writeNumberField("n", metric.n());
            }
            provider.defaultSerializeField("flags", metric.flags(), json);
            json.writeEndObject();
        }
    }

    /** Names that snake case would run together. */
    private interface RecordNames {
        @JsonProperty("speed_m_s")
        Metric speedMS();
    }

    private interface ClassNames {
        @JsonProperty("class")
        String name();
    }

    /** Of metrics and of counts. */
    private interface LimbNames {
        @JsonProperty("LH")
        Object lh();

        @JsonProperty("LF")
        Object lf();

        @JsonProperty("RH")
        Object rh();

        @JsonProperty("RF")
        Object rf();
    }
}
