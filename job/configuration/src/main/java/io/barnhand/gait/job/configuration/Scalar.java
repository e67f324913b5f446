package io.barnhand.gait.job.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.barnhand.gait.job.configuration.text.Quantity;
import io.barnhand.gait.job.configuration.text.StoreAddress;
import io.barnhand.gait.job.configuration.text.WrittenScalar;
import io.barnhand.gait.models.NearestName;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One value: a text, a number, a time.
 *
 * @param <T> what it is read as
 * @param parse from YAML; the message of an {@link IllegalArgumentException} says what to give
 * @param written as JSON
 * @param bounds which values are allowed, for a reader
 */
record Scalar<T>(Function<Object, T> parse, Function<T, JsonNode> written, String bounds)
        implements Form<T> {

    static Scalar<String> text() {
        return new Scalar<>(Scalar::plainText, TextNode::valueOf, "");
    }

    /** A path, or an address in a store, without a secret. */
    static Scalar<String> place() {
        return new Scalar<>(Scalar::plainPlace, TextNode::valueOf, "");
    }

    /** A list of them. */
    static Scalar<List<String>> places() {
        return texts(Scalar::listedPlace);
    }

    /** A text that is parsed further. */
    static <T> Scalar<T> text(Function<String, T> parse, Function<T, String> written) {
        return new Scalar<>(
                value -> parse.apply(plainText(value)),
                value -> TextNode.valueOf(written.apply(value)),
                "");
    }

    /** A list of texts; a single text counts as a list of one. */
    static Scalar<List<String>> texts() {
        return texts(Scalar::listed);
    }

    private static Scalar<List<String>> texts(Function<Object, String> item) {
        return new Scalar<>(
                value ->
                        (value instanceof List<?> list ? list : List.of(value))
                                .stream().map(item).toList(),
                values -> {
                    ArrayNode json = JsonNodeFactory.instance.arrayNode();
                    values.forEach(json::add);
                    return json;
                },
                "");
    }

    /** One of the constants of an enum, written in lower case with hyphens. */
    static <E extends Enum<E>> Scalar<E> choice(Class<E> type) {
        List<E> constants = List.of(type.getEnumConstants());
        List<String> names = constants.stream().map(Scalar::written).toList();
        return new Scalar<>(
                value -> {
                    int index = names.indexOf(plainText(value));
                    require(index >= 0, "give one of " + String.join(", ", names));
                    return constants.get(index);
                },
                constant -> TextNode.valueOf(written(constant)),
                String.join(" | ", names));
    }

    /** A constant as it is written in a configuration. */
    static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Scalar<Boolean> flag() {
        return new Scalar<>(
                written -> {
                    Object value = WrittenScalar.meant(written);
                    require(value instanceof Boolean, "give true or false");
                    return (Boolean) value;
                },
                BooleanNode::valueOf,
                "");
    }

    static Scalar<Integer> integer(int min, int max) {
        return new Scalar<>(
                written -> {
                    Object value = WrittenScalar.meant(written);
                    require(
                            value instanceof Integer number && number >= min && number <= max,
                            "give a whole number from " + min + " to " + max);
                    return (Integer) value;
                },
                IntNode::valueOf,
                min + " to " + max);
    }

    static Scalar<Double> number(double min, double max) {
        return new Scalar<>(
                written -> {
                    Object value = WrittenScalar.meant(written);
                    require(
                            value instanceof Number number
                                    && number.doubleValue() >= min
                                    && number.doubleValue() <= max,
                            "give a number from " + plain(min) + " to " + plain(max));
                    return ((Number) value).doubleValue();
                },
                DoubleNode::valueOf,
                plain(min) + " to " + plain(max));
    }

    static Scalar<Duration> duration(Duration min, Duration max) {
        return new Scalar<>(
                value -> {
                    Duration duration =
                            Quantity.TIME
                                    .parse(value)
                                    .map(Duration::ofNanos)
                                    .orElseThrow(
                                            () ->
                                                    new IllegalArgumentException(
                                                            "give a duration such as 165ms, 2s, 10min or 6h"));
                    require(
                            duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0,
                            "give a duration from " + written(min) + " to " + written(max));
                    return duration;
                },
                duration -> TextNode.valueOf(written(duration)),
                written(min) + " to " + written(max));
    }

    private static String written(Duration duration) {
        return Quantity.TIME.write(duration.toNanos());
    }

    /** A number of bytes, at least one. */
    static Scalar<Long> bytes() {
        return new Scalar<>(
                value ->
                        (WrittenScalar.meant(value) instanceof Integer number
                                        ? Optional.of(number.longValue())
                                        : Quantity.SIZE.parse(value))
                                .filter(bytes -> bytes >= 1)
                                .orElseThrow(
                                        () ->
                                                new IllegalArgumentException(
                                                        "give a size such as 500MB or 64GB")),
                bytes -> TextNode.valueOf(Quantity.SIZE.write(bytes)),
                "");
    }

    /** An instant in ISO 8601 with its offset, or a date alone, which starts at midnight UTC. */
    static Scalar<Instant> instant() {
        return text(Scalar::instant, DateTimeFormatter.ISO_INSTANT::format);
    }

    private static Instant instant(String value) {
        try {
            Instant time =
                    value.length() == 10
                            ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(value, Instant::from);
            int year = time.atOffset(ZoneOffset.UTC).getYear();
            // Bounds, not event times: 9999 is a common word for "never".
            if (year >= 1 && year <= 9999) {
                return time;
            }
            throw new IllegalArgumentException("give a time of the years 1 to 9999");
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("give a time such as 2026-11-22T10:15:00Z", e);
        }
    }

    /** A zone of the tz database, such as {@code Europe/Berlin}, or a fixed offset. */
    static Scalar<ZoneId> zone() {
        return text(Scalar::zone, ZoneId::getId);
    }

    private static ZoneId zone(String value) {
        try {
            return ZoneId.of(value);
        } catch (DateTimeException e) {
            String guess =
                    NearestName.of(value, ZoneId.getAvailableZoneIds())
                            .map(name -> "; did you mean " + name + "?")
                            .orElse("");
            throw new IllegalArgumentException(
                    "give a zone of the tz database such as Europe/Berlin, or UTC" + guess, e);
        }
    }

    @Override
    public T read(Section section, String key, T absent) {
        Object value = section.take(key);
        if (value == null) {
            return absent;
        }
        try {
            return parse.apply(value);
        } catch (IllegalArgumentException e) {
            section.problem(key, value, e.getMessage());
            return absent;
        }
    }

    @Override
    public JsonNode write(T value) {
        return value == null ? NullNode.instance : written.apply(value);
    }

    private static String plainText(Object value) {
        require(!(value instanceof Map || value instanceof List), "give a text");
        return value.toString();
    }

    private static String plainPlace(Object value) {
        String place = plainText(value);
        require(!StoreAddress.hasSecret(place), StoreAddress.WITHOUT_SECRET);
        return place;
    }

    private static String listedPlace(Object value) {
        listed(value);
        return plainPlace(value);
    }

    private static String listed(Object value) {
        require(value != null, "give texts, in quotes where one is null or ~");
        return plainText(value);
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static void require(boolean holds, String action) {
        if (!holds) {
            throw new IllegalArgumentException(action);
        }
    }
}
