package io.barnhand.gait.job.formats.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.GaitMetric;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.GaitWindow;
import io.barnhand.gait.operators.gait.measurement.GroundSupport;
import io.barnhand.gait.operators.gait.measurement.LimbStrides;
import io.barnhand.gait.operators.gait.measurement.Limbs;
import io.barnhand.gait.operators.gait.measurement.Metric;
import io.barnhand.gait.operators.gait.measurement.Pace;
import io.barnhand.gait.operators.gait.measurement.Placement;
import io.barnhand.gait.operators.gait.measurement.Provenance;
import io.barnhand.gait.operators.gait.measurement.Quality;
import io.barnhand.gait.operators.gait.measurement.Regularity;
import io.barnhand.gait.operators.gait.measurement.StanceTiming;
import io.barnhand.gait.operators.gait.measurement.TrackIdentity;
import io.barnhand.gait.operators.gait.measurement.TrunkMovement;
import io.barnhand.gait.operators.gait.measurement.WindowMetrics;
import io.barnhand.gait.operators.video.EventTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A gait record as a line of JSON: the record's fields in snake case, and the run. A metric is
 * {@code {"value","sd","ci95":[low,high],"n","flags"}}; null means not estimable, never 0. Numbers
 * have six significant digits, far more than any of them is worth.
 */
public final class GaitLine {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .addModule(
                            new SixDigits()
                                    .addSerializer(Metric.class, new MetricWriter())
                                    .addDeserializer(Metric.class, new MetricReader()))
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .addMixIn(GaitRecord.class, FlatRecord.class)
                    .addMixIn(WindowMetrics.class, FlatMetrics.class)
                    .addMixIn(Pace.class, PaceNames.class)
                    .addMixIn(GaitFlag.class, FlagKeys.OfFlag.class)
                    .addMixIn(Quality.class, FlagKeys.OfFlags.class)
                    .addMixIn(GaitClass.class, GaitClassNames.class)
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

    /**
     * The record of a line. Unknown members are left out, as schemas grow; groups and metrics that
     * an older line lacks are not estimable.
     *
     * @throws IllegalArgumentException if it is not a gait line; the message says what is wrong
     */
    public static GaitRecord read(String line) {
        return read(parse(line));
    }

    /**
     * A line with all its members, also those that a record has no name for.
     *
     * @throws IllegalArgumentException if it is not a JSON object
     */
    public static ObjectNode parse(String line) {
        return JsonObject.of(MAPPER, line);
    }

    /**
     * The record of a parsed line, to which the groups that it lacks are added; as {@link
     * #read(String)}.
     */
    public static GaitRecord read(ObjectNode json) {
        JsonObject.requireTexts(
                json, "schema_version", "track_id", "camera_id", "recording", "kp_semantics");
        JsonObject.requireObjects(json, "window", "gait", "quality");
        JsonObject.requireTexts((ObjectNode) json.get("gait"), "class");
        JsonObject.requireTexts((ObjectNode) json.get("window"), "kind");
        for (String group : GROUPS) {
            if (!json.path(group).isObject()) {
                json.putObject(group);
            }
        }
        ObjectNode quality = (ObjectNode) json.get("quality");
        if (!quality.path("flags").isArray()) {
            quality.putArray("flags");
        }
        GaitRecord record = JsonObject.convert(MAPPER, json, GaitRecord.class);
        GaitWindow window = record.window();
        // Passes may be pooled over years.
        if (!window.kind().equals(GaitWindow.POOLED)) {
            EventTime.requireSpan(us(window.startMs()), us(window.endMs()));
        }
        return record;
    }

    /** Microseconds; of a time beyond the range one that is beyond it. */
    private static long us(long ms) {
        return 1000 * Math.max(-1, Math.min(ms, 2 * EventTime.END_US / 1000));
    }

    private static final List<String> GROUPS =
            Stream.concat(
                            Stream.of("scale"),
                            Arrays.stream(GaitMetric.values())
                                    .filter(GaitMetric::grouped)
                                    .map(GaitMetric::key))
                    .toList();

    private static final class MetricReader extends JsonDeserializer<Metric> {

        @Override
        public Metric deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            JsonNode json = context.readTree(parser);
            JsonNode interval = json.path("ci95");
            return new Metric(
                    number(json.path("value")),
                    number(json.path("sd")),
                    number(interval.path(0)),
                    number(interval.path(1)),
                    json.path("n").isInt() ? json.path("n").asInt() : null,
                    FlagKeys.read(json.path("flags")));
        }

        @Override
        public Metric getNullValue(DeserializationContext context) {
            return new Metric(null, null, null, null, null, List.of());
        }

        @Override
        public Object getAbsentValue(DeserializationContext context) {
            return getNullValue(context);
        }

        private static Double number(JsonNode json) {
            return json.isNumber() ? json.asDouble() : null;
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

    /** Groups of the record that its line has no name for. */
    private interface FlatRecord {
        @JsonUnwrapped
        TrackIdentity track();

        @JsonUnwrapped
        Provenance provenance();

        @JsonUnwrapped
        WindowMetrics metrics();
    }

    private interface FlatMetrics {
        @JsonUnwrapped
        Pace pace();

        @JsonUnwrapped
        StanceTiming stance();

        @JsonUnwrapped
        Placement placement();

        @JsonUnwrapped
        GroundSupport support();

        @JsonUnwrapped
        TrunkMovement trunk();

        @JsonUnwrapped
        Regularity regularity();
    }

    /** Names that snake case would run together. */
    private interface PaceNames {
        @JsonProperty("speed_m_s")
        Metric speedMS();
    }

    private interface GaitClassNames {
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
