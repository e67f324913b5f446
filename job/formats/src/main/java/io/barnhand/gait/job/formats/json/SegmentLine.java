package io.barnhand.gait.job.formats.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.models.NearestName;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.EventTime;
import io.barnhand.gait.operators.video.VideoSegment;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A segment reference as it is published, one JSON object of at most {@link #MAX_BYTES} bytes:
 *
 * <pre>{@code
 * {"version":1,"camera","recording","sequence","uri","start_us","duration_us","bytes","sha256",
 *  "last"}
 * {"version":2, the same, "clock"}
 * }</pre>
 *
 * {@code start_us} is null where the clock is unknown, which only a recording of one segment
 * (sequence 0) can have, else it and {@code duration_us} are within {@link EventTime}; {@code
 * duration_us}, {@code bytes} and {@code sha256} may be null or left out, {@code last} is false
 * where it is left out. {@code clock} says what speaks against the start; a segment without such a
 * doubt is written in version 1, which earlier jobs read. The key of its Kafka record is the
 * camera. The schema is {@code flink-deploy/schema/segment.schema.json}.
 *
 * <p>An unknown key is refused: with an ignored {@code sha265} a file would be unverified although
 * its publisher gave a digest. A new key raises the version.
 */
public final class SegmentLine {

    /** Of a segment whose start nothing speaks against. */
    public static final int VERSION = 1;

    /** Of a segment with a {@code clock}. */
    private static final int VERSION_WITH_CLOCK = 2;

    /** Longest message, bytes of UTF-8. */
    public static final int MAX_BYTES = 8192;

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .build();
    private static final List<String> KEYS =
            List.of(
                    "version",
                    "camera",
                    "recording",
                    "sequence",
                    "uri",
                    "start_us",
                    "duration_us",
                    "bytes",
                    "sha256",
                    "last",
                    "clock");

    /** What a publisher may know of a start; whether it is off, the job finds out. */
    private static final Map<String, ClockStatus> CLOCKS =
            new TreeMap<>(
                    Map.of(
                            "ambiguous", ClockStatus.AMBIGUOUS,
                            "assumed_utc", ClockStatus.ASSUMED_UTC));

    private static final int MAX_NAME = 256;
    private static final int MAX_URI = 2048;

    /** The largest whole number that every JSON library reads as it is, 2^53 - 1. */
    private static final long MAX_COUNT = (1L << 53) - 1;

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private SegmentLine() {}

    /**
     * One line, without its end.
     *
     * @throws IllegalArgumentException if {@link #read} would refuse it
     */
    public static String write(VideoSegment segment) {
        ObjectNode json = MAPPER.createObjectNode();
        String clock = clock(segment.clock());
        json.put("version", clock == null ? VERSION : VERSION_WITH_CLOCK);
        json.put("camera", segment.camera());
        json.put("recording", segment.recording());
        json.put("sequence", segment.sequence());
        json.put("uri", segment.uri());
        json.put("start_us", segment.clock() == ClockStatus.UNKNOWN ? null : segment.startUs());
        json.put("duration_us", segment.durationUs());
        json.put("bytes", segment.bytes() < 0 ? null : segment.bytes());
        json.put("sha256", segment.sha256());
        json.put("last", segment.last());
        if (clock != null) {
            json.put("clock", clock);
        }
        String line;
        try {
            line = MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A segment could not be written", e);
        }
        requireSize(line.getBytes(StandardCharsets.UTF_8).length);
        read(line);
        return line;
    }

    /**
     * @param message UTF-8
     * @throws IllegalArgumentException if it is no segment of this version; the message says what
     *     is wrong, in a few hundred characters whatever was read
     */
    public static VideoSegment read(byte[] message) {
        requireSize(message.length);
        try {
            return read(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(message))
                            .toString());
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("not UTF-8: " + e.getMessage(), e);
        }
    }

    private static VideoSegment read(String line) {
        ObjectNode json = JsonObject.of(MAPPER, line);
        int version = version(json.get("version"));
        for (String key : (Iterable<String>) json::fieldNames) {
            if (!KEYS.contains(key) || version == VERSION && key.equals("clock")) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "%s is not a known key of version %d; %s",
                                JsonObject.shown(key),
                                version,
                                NearestName.action(key, KEYS)));
            }
        }
        String camera = name(json, "camera");
        String recording = name(json, "recording");
        long sequence = sequence(json);
        if (!json.has("start_us")) {
            throw new IllegalArgumentException(
                    "start_us is missing, must be the time of the first frame in µs since the epoch, null only where no clock is known");
        }
        Long startUs = whole(json, "start_us", 0, EventTime.LATEST_START_US);
        if (startUs == null && sequence > 0) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "start_us is null in segment %d, must be a time except in a recording of one segment, number 0",
                            sequence));
        }
        ClockStatus clock = clock(json, version);
        Long bytes = whole(json, "bytes", 1, MAX_COUNT);
        return new VideoSegment(
                camera,
                recording,
                sequence,
                VideoSegment.unitOf(camera, recording),
                uri(json),
                startUs == null ? 0 : startUs,
                startUs == null ? ClockStatus.UNKNOWN : clock,
                last(json),
                whole(json, "duration_us", 1, EventTime.LONGEST_US),
                bytes == null ? -1 : bytes,
                digest(json));
    }

    private static void requireSize(int bytes) {
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "it has more than %d bytes, a reference has fewer",
                            MAX_BYTES));
        }
    }

    private static int version(JsonNode version) {
        if (version == null) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "version is missing, must be %d or %d",
                            VERSION,
                            VERSION_WITH_CLOCK));
        }
        if (!version.isInt()
                || version.intValue() != VERSION && version.intValue() != VERSION_WITH_CLOCK) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "version is %s, must be %d or %d",
                            JsonObject.shown(version),
                            VERSION,
                            VERSION_WITH_CLOCK));
        }
        return version.intValue();
    }

    /** What is written of a clock, or null. */
    private static String clock(ClockStatus clock) {
        return CLOCKS.entrySet().stream()
                .filter(entry -> entry.getValue() == clock)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private static ClockStatus clock(ObjectNode json, int version) {
        JsonNode node = json.get("clock");
        if (version == VERSION || node == null || node.isNull()) {
            return ClockStatus.KNOWN;
        }
        ClockStatus clock = CLOCKS.get(node.asText());
        if (clock == null) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "clock is %s, must be null or one of %s",
                            JsonObject.shown(node),
                            String.join(", ", CLOCKS.keySet())));
        }
        return clock;
    }

    private static String name(ObjectNode json, String key) {
        String name = text(json, key, MAX_NAME);
        if (name.isBlank()) {
            throw new IllegalArgumentException(key + " is blank, must be a name");
        }
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > VideoSegment.MAX_NAME_BYTES) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%s has %d bytes of UTF-8, must have at most %d",
                            key,
                            bytes,
                            VideoSegment.MAX_NAME_BYTES));
        }
        return name;
    }

    private static String uri(ObjectNode json) {
        String uri = text(json, "uri", MAX_URI);
        if (uri.isEmpty() || uri.indexOf(' ') >= 0) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "uri is %s, must be a URI, its blanks written as %%20",
                            JsonObject.shown(json.get("uri"))));
        }
        return uri;
    }

    private static String text(ObjectNode json, String key, int max) {
        JsonObject.requireTexts(json, key);
        String text = json.get(key).textValue();
        int length = text.codePointCount(0, text.length());
        if (length > max) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%s has %d characters, must have at most %d",
                            key,
                            length,
                            max));
        }
        boolean encodable = StandardCharsets.UTF_8.newEncoder().canEncode(text);
        if (!encodable || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%s is %s, must be free of control characters and halves of characters",
                            key,
                            JsonObject.shown(json.get(key))));
        }
        return text;
    }

    private static long sequence(ObjectNode json) {
        Long sequence = whole(json, "sequence", 0, MAX_COUNT);
        if (sequence == null) {
            throw new IllegalArgumentException(
                    "sequence is missing, must be the segment's number in its recording, from 0");
        }
        return sequence;
    }

    private static Long whole(ObjectNode json, String key, long min, long max) {
        JsonNode node = json.get(key);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isIntegralNumber()
                || !node.canConvertToLong()
                || node.longValue() < min
                || node.longValue() > max) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%s is %s, must be a whole number from %d to %d",
                            key,
                            JsonObject.shown(node),
                            min,
                            max));
        }
        return node.longValue();
    }

    private static String digest(ObjectNode json) {
        JsonNode node = json.get("sha256");
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isTextual() || !DIGEST.matcher(node.textValue()).matches()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "sha256 is %s, must be 64 digits of lower-case hex",
                            JsonObject.shown(node)));
        }
        return node.textValue();
    }

    private static boolean last(ObjectNode json) {
        JsonNode node = json.get("last");
        if (node != null && !node.isBoolean()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "last is %s, must be true or false",
                            JsonObject.shown(node)));
        }
        return node != null && node.booleanValue();
    }
}
