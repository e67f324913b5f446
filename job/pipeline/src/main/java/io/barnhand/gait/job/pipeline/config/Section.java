package io.barnhand.gait.job.pipeline.config;

import io.barnhand.gait.models.NearestName;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mapping of the configuration as it is read: knows its dotted path, remembers which keys exist
 * and collects problems instead of stopping at the first.
 */
final class Section {

    private static final Pattern QUANTITY = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([A-Za-z]*)");
    private static final Map<String, Long> NANOS =
            Map.of(
                    "ms",
                    1_000_000L,
                    "s",
                    1_000_000_000L,
                    "min",
                    60_000_000_000L,
                    "h",
                    3_600_000_000_000L);
    private static final Map<String, Long> BYTES =
            Map.of("B", 1L, "kB", 1L << 10, "MB", 1L << 20, "GB", 1L << 30, "TB", 1L << 40);

    private final String path;
    private final Map<String, Object> values;
    private final List<String> problems;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<Section> children = new ArrayList<>();

    private Section(String path, Map<String, Object> values, List<String> problems) {
        this.path = path;
        this.values = values;
        this.problems = problems;
    }

    static Section root(Map<String, Object> values) {
        return new Section("", values, new ArrayList<>());
    }

    /** The mapping under a key, empty where the key is absent. */
    Section section(String key) {
        return child(pathOf(key), take(key));
    }

    /** Every entry of a mapping whose keys are names chosen by the user. */
    <T> Map<String, T> named(String key, Function<Section, T> read) {
        Section names = section(key);
        Map<String, T> result = new LinkedHashMap<>();
        for (String name : names.values.keySet()) {
            result.put(name, read.apply(names.section(name)));
        }
        return result;
    }

    /** Those entries of a mapping that are given, of keys that are known. */
    <T> Map<String, T> named(String key, List<String> names, Function<Section, T> read) {
        Section entries = section(key);
        Map<String, T> result = new LinkedHashMap<>();
        for (String name : names) {
            if (entries.take(name) != null) {
                result.put(name, read.apply(entries.section(name)));
            }
        }
        return result;
    }

    /** A list of mappings; a single mapping counts as a list of one. */
    <T> List<T> items(String key, List<T> absent, Function<Section, T> read) {
        Object value = take(key);
        if (value == null) {
            return absent;
        }
        List<?> items = value instanceof List<?> list ? list : List.of(value);
        List<T> result = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            result.add(read.apply(child(pathOf(key) + "[" + i + "]", items.get(i))));
        }
        return List.copyOf(result);
    }

    String text(String key, String absent) {
        Object value = take(key);
        if (value == null) {
            return absent;
        }
        if (value instanceof Map || value instanceof List) {
            problem(key, value, "must be a text");
            return absent;
        }
        return value.toString();
    }

    /** A text that must be given. */
    String required(String key) {
        String value = text(key, null);
        if (value == null || value.isBlank()) {
            problems.add(pathOf(key) + " is missing: it must be given here");
            return "";
        }
        return value;
    }

    List<String> texts(String key, List<String> absent) {
        Object value = take(key);
        if (value == null) {
            return absent;
        }
        List<?> items = value instanceof List<?> list ? list : List.of(value);
        return items.stream().map(String::valueOf).toList();
    }

    /** One of the constants of an enum, written in lower case with hyphens. */
    <E extends Enum<E>> E choice(String key, E absent) {
        String value = text(key, null);
        if (value == null) {
            return absent;
        }
        E[] constants = absent.getDeclaringClass().getEnumConstants();
        List<String> names = Arrays.stream(constants).map(Section::written).toList();
        int index = names.indexOf(value);
        if (index < 0) {
            problem(key, value, "must be one of " + String.join(", ", names));
            return absent;
        }
        return constants[index];
    }

    static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean flag(String key, boolean absent) {
        Object value = take(key);
        if (value == null) {
            return absent;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        problem(key, value, "must be true or false");
        return absent;
    }

    int integer(String key, int absent, int min, int max) {
        Object value = take(key);
        if (value == null) {
            return absent;
        }
        if (value instanceof Integer number && number >= min && number <= max) {
            return number;
        }
        problem(key, value, "must be a whole number from " + min + " to " + max);
        return absent;
    }

    Double number(String key, Double absent, double min, double max) {
        Object value = take(key);
        if (value == null) {
            return absent;
        }
        if (value instanceof Number number
                && number.doubleValue() >= min
                && number.doubleValue() <= max) {
            return number.doubleValue();
        }
        problem(key, value, "must be a number from " + plain(min) + " to " + plain(max));
        return absent;
    }

    /** A number that must be given; the lowest allowed where it is a problem. */
    double required(String key, double min, double max) {
        if (take(key) == null) {
            problems.add(pathOf(key) + " is missing: it must be given here");
        }
        return number(key, min, min, max);
    }

    Duration duration(String key, Duration absent, Duration min, Duration max) {
        Object value = take(key);
        if (value == null) {
            return absent;
        }
        Long nanos = quantity(value, NANOS);
        if (nanos == null) {
            problem(key, value, "must be a duration such as 165ms, 2s, 10min or 6h");
            return absent;
        }
        Duration duration = Duration.ofNanos(nanos);
        if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
            problem(key, value, "must be from " + written(min) + " to " + written(max));
            return absent;
        }
        return duration;
    }

    long bytes(String key, long absent) {
        Object value = take(key);
        if (value == null) {
            return absent;
        }
        Long bytes = value instanceof Integer number ? number.longValue() : quantity(value, BYTES);
        if (bytes == null || bytes < 1) {
            problem(key, value, "must be a size such as 500MB or 64GB");
            return absent;
        }
        return bytes;
    }

    /** An instant in ISO 8601 with its offset, or a date alone, which starts at midnight UTC. */
    Instant instant(String key, Instant absent) {
        String value = text(key, null);
        if (value == null) {
            return absent;
        }
        try {
            return value.length() == 10
                    ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(value, Instant::from);
        } catch (DateTimeParseException e) {
            problem(key, value, "must be a time such as 2026-11-22T10:15:00Z");
            return absent;
        }
    }

    void problem(String key, Object value, String rule) {
        problems.add("%s is %s, %s".formatted(pathOf(key), value, rule));
    }

    /**
     * Ends the reading.
     *
     * @throws ConfigurationException with all problems, unknown keys among them
     */
    void finish() {
        collectUnknownKeys();
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    private void collectUnknownKeys() {
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                problems.add(
                        "%s is not a known key. %sKnown here: %s."
                                .formatted(
                                        pathOf(key),
                                        NearestName.question(key, known),
                                        String.join(", ", known)));
            }
        }
        children.forEach(Section::collectUnknownKeys);
    }

    private Section child(String childPath, Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> given) {
            given.forEach((k, v) -> map.put(String.valueOf(k), v));
        } else if (value != null) {
            problems.add("%s is %s, must be a mapping".formatted(childPath, value));
        }
        Section child = new Section(childPath, map, problems);
        children.add(child);
        return child;
    }

    private Object take(String key) {
        known.add(key);
        return values.get(key);
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static Long quantity(Object value, Map<String, Long> units) {
        Matcher matcher = QUANTITY.matcher(value.toString().strip());
        if (!matcher.matches() || !units.containsKey(matcher.group(2))) {
            return null;
        }
        BigDecimal amount =
                new BigDecimal(matcher.group(1))
                        .multiply(BigDecimal.valueOf(units.get(matcher.group(2))));
        return amount.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0 ? null : amount.longValue();
    }

    private static String written(Duration duration) {
        return duration.toMillis() % 1000 == 0
                ? duration.toSeconds() + "s"
                : duration.toMillis() + "ms";
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
