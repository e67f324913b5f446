package io.barnhand.gait.job.formats.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.video.EventTime;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A pose as a line of JSON:
 *
 * <pre>{@code
 * {"camera","recording","track","horse","time_us","image_size":[w,h],"bbox":[x1,y1,x2,y2],
 *  "bbox_score","keypoints":[[x,y,score],…],"model","flags"}
 * }</pre>
 *
 * An absent keypoint is {@code null}; {@code horse} and {@code model} may be null; {@code flags} is
 * left out where there are none. Reading back a written pose gives the same values. A name may also
 * be a whole number, as other programs write it.
 */
public final class PoseLine {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final JsonFactory FACTORY = MAPPER.getFactory();
    private static final int MAX_TEXT = 512;
    private static final int MAX_FLAGS = 32;
    private static final double MAX_PIXEL = 1e6;

    private PoseLine() {}

    /** One line, without its end. */
    public static String write(HorsePose pose) {
        StringWriter text = new StringWriter(1024);
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("camera", pose.camera());
            json.writeStringField("recording", pose.recording());
            json.writeStringField("track", pose.track());
            json.writeStringField("horse", pose.horse());
            json.writeNumberField("time_us", pose.timeUs());
            json.writeFieldName("image_size");
            json.writeArray(new int[] {pose.imageWidth(), pose.imageHeight()}, 0, 2);
            Box box = pose.box();
            json.writeFieldName("bbox");
            json.writeArray(new double[] {box.x1(), box.y1(), box.x2(), box.y2()}, 0, 4);
            json.writeNumberField("bbox_score", pose.boxScore());
            json.writeArrayFieldStart("keypoints");
            for (int k = 0; k < HorsePose.KEYPOINTS; k++) {
                if (pose.present(k)) {
                    json.writeStartArray();
                    json.writeNumber(pose.x(k));
                    json.writeNumber(pose.y(k));
                    json.writeNumber(pose.score(k));
                    json.writeEndArray();
                } else {
                    json.writeNull();
                }
            }
            json.writeEndArray();
            json.writeStringField("model", pose.model());
            if (!pose.flags().isEmpty()) {
                json.writeArrayFieldStart("flags");
                for (String flag : pose.flags()) {
                    json.writeString(flag);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
        return text.toString();
    }

    /**
     * @throws IllegalArgumentException if the line is not a pose; the message says what is wrong
     */
    public static HorsePose read(String line) {
        JsonNode json;
        try {
            json = MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
        if (!json.isObject()) {
            throw new IllegalArgumentException("a pose is a JSON object");
        }
        double[] size = numbers(json, "image_size", 2, 1, 100_000);
        double[] bbox = numbers(json, "bbox", 4, -MAX_PIXEL, MAX_PIXEL);
        if (bbox[2] < bbox[0] || bbox[3] < bbox[1]) {
            throw new IllegalArgumentException(
                    "bbox is " + Arrays.toString(bbox) + ", must be x1 <= x2, y1 <= y2");
        }
        return new HorsePose(
                text(json, "camera"),
                text(json, "recording"),
                text(json, "track"),
                optionalText(json, "horse"),
                time(json),
                (int) size[0],
                (int) size[1],
                new Box(bbox[0], bbox[1], bbox[2], bbox[3]),
                (float) number(json.get("bbox_score"), "bbox_score", 0, 1),
                keypoints(json.get("keypoints")),
                optionalText(json, "model"),
                flags(json.get("flags")));
    }

    private static float[] keypoints(JsonNode node) {
        if (node == null || !node.isArray() || node.size() != HorsePose.KEYPOINTS) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "keypoints must be a list of %d entries, each [x, y, score] or null",
                            HorsePose.KEYPOINTS));
        }
        float[] rows = new float[3 * HorsePose.KEYPOINTS];
        for (int k = 0; k < HorsePose.KEYPOINTS; k++) {
            JsonNode point = node.get(k);
            if (point.isNull()) {
                Arrays.fill(rows, 3 * k, 3 * k + 3, Float.NaN);
                continue;
            }
            String name = "keypoints[" + k + "]";
            if (!point.isArray() || point.size() != 3) {
                throw new IllegalArgumentException(name + " must be [x, y, score] or null");
            }
            rows[3 * k] = (float) number(point.get(0), name, -MAX_PIXEL, MAX_PIXEL);
            rows[3 * k + 1] = (float) number(point.get(1), name, -MAX_PIXEL, MAX_PIXEL);
            rows[3 * k + 2] = (float) number(point.get(2), name, -1000, 1000);
        }
        return rows;
    }

    private static List<String> flags(JsonNode node) {
        if (node == null || node.isNull()) {
            return List.of();
        }
        List<String> flags = new ArrayList<>();
        for (JsonNode flag : node) {
            flags.add(flag.asText());
        }
        if (!node.isArray() || flags.size() > MAX_FLAGS) {
            throw new IllegalArgumentException(
                    "flags must be a list of at most " + MAX_FLAGS + " texts");
        }
        return List.copyOf(flags);
    }

    private static long time(JsonNode json) {
        JsonNode node = json.get("time_us");
        if (node == null || !node.isIntegralNumber()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "time_us is %s, must be whole microseconds since the epoch",
                            JsonObject.shown(node)));
        }
        if (!node.canConvertToLong() || !EventTime.contains(node.longValue())) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "time_us is %s, must be %s",
                            JsonObject.shown(node),
                            EventTime.RANGE));
        }
        return node.longValue();
    }

    private static String text(JsonNode json, String key) {
        String text = optionalText(json, key);
        if (text == null) {
            throw new IllegalArgumentException(
                    json.has(key)
                            ? key + " is null, must be a text or a whole number"
                            : key + " is missing");
        }
        if (text.isEmpty()) {
            throw new IllegalArgumentException(key + " is empty, must be a text");
        }
        return text;
    }

    /** Trackers number what they follow, and databases their cameras: 7 is "7". */
    private static String optionalText(JsonNode json, String key) {
        JsonNode node = json.get(key);
        if (node == null || node.isNull()) {
            return null;
        }
        String text = node.isTextual() || node.isIntegralNumber() ? node.asText() : null;
        if (text == null || text.length() > MAX_TEXT) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%s is %s, must be a text of at most %d characters or a whole number",
                            key,
                            JsonObject.shown(node),
                            MAX_TEXT));
        }
        return text;
    }

    private static double[] numbers(JsonNode json, String key, int count, double min, double max) {
        JsonNode node = json.get(key);
        if (node == null || !node.isArray() || node.size() != count) {
            throw new IllegalArgumentException(key + " must be a list of " + count + " numbers");
        }
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = number(node.get(i), key, min, max);
        }
        return numbers;
    }

    private static double number(JsonNode node, String name, double min, double max) {
        if (node == null || !node.isNumber()) {
            throw new IllegalArgumentException(name + " is " + node + ", must be a number");
        }
        double value = node.doubleValue();
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT, "%s is %s, must be from %s to %s", name, value, min, max));
        }
        return value;
    }
}
