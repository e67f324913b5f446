package io.barnhand.gait.job.configuration;

import io.barnhand.gait.models.BarnhandException;
import io.barnhand.gait.models.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A mapping of the configuration as it is read: knows its dotted path, remembers which keys exist
 * and collects problems instead of stopping at the first.
 */
final class Section {

    private final String path;
    private final Map<String, Object> values;
    private final Map<String, Object> inherited;
    private final Map<String, String> removed;
    private final Remarks remarks;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<Section> children = new ArrayList<>();

    /** Problems and warnings of all sections. */
    private static final int LONGEST_VALUE = 500;

    private record Remarks(List<String> problems, List<String> warnings) {}

    private Section(
            String path,
            Map<String, Object> values,
            Map<String, Object> inherited,
            Map<String, String> removed,
            Remarks remarks) {
        this.path = path;
        this.values = values;
        this.inherited = inherited;
        this.removed = removed;
        this.remarks = remarks;
    }

    /**
     * @param values that are given
     * @param inherited values of keys that are not given
     */
    static Section root(Area<?> area, Map<String, Object> values, Map<String, Object> inherited) {
        return new Section(
                "",
                new LinkedHashMap<>(values),
                inherited,
                area.removed(),
                new Remarks(new ArrayList<>(), new ArrayList<>()));
    }

    /** The mapping under a key, empty where the key is absent. */
    Section section(String key, Area<?> area) {
        return below(key, area.removed());
    }

    /** A mapping from names to other mappings. */
    Section names(String key) {
        return below(key, Map.of());
    }

    /** Where an empty mapping is given, nothing is inherited. */
    private Section below(String key, Map<String, String> gone) {
        known.add(key);
        Object value = values.get(key);
        boolean emptied = value instanceof Map<?, ?> given && given.isEmpty();
        return child(pathOf(key), value, emptied ? Map.of() : mapping(inherited.get(key)), gone);
    }

    private static Map<String, Object> mapping(Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> given) {
            given.forEach((k, v) -> map.put(String.valueOf(k), v));
        }
        return map;
    }

    /** A list of mappings, where there is one; a single mapping counts as a list of one. */
    Optional<List<Section>> items(String key) {
        Object value = take(key);
        if (value == null) {
            return Optional.empty();
        }
        List<?> items = value instanceof List<?> list ? list : List.of(value);
        List<Section> result = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            result.add(child(pathOf(key) + "[" + i + "]", items.get(i), Map.of(), Map.of()));
        }
        return Optional.of(result);
    }

    /** The value of a key, or its default where none can be used. */
    <T> T get(Key<?, T> key) {
        key.formerly().forEach(name -> rename(name, key.name()));
        if (key.required() && isMissing(key.name())) {
            known.add(key.name());
            problem(pathOf(key.name()) + missing(key.name()), "give it here");
            return key.absent();
        }
        return key.form().read(this, key.name(), key.absent());
    }

    private void rename(String former, String name) {
        if (!values.containsKey(former)) {
            return;
        }
        Object value = values.remove(former);
        if (values.containsKey(name)) {
            problem(
                    String.format(
                            Locale.ROOT,
                            "%s is %s, and %s is given, too",
                            pathOf(former),
                            value,
                            pathOf(name)),
                    String.format(Locale.ROOT, "leave %s out, its name is now %s", former, name));
            return;
        }
        remarks.warnings.add(
                BarnhandException.message(
                        String.format(
                                Locale.ROOT, "%s is now named %s", pathOf(former), pathOf(name)),
                        "change it in the configuration, the old name is still read"));
        values.put(name, value);
    }

    /** An empty text, or null, which is also how someone may be named. */
    private String missing(String key) {
        return values.containsKey(key) && values.get(key) == null
                ? " is null, which is no value without quotes"
                : " is not given";
    }

    private boolean isMissing(String key) {
        Object value = lookUp(key);
        return value == null || value instanceof String text && text.isBlank();
    }

    /** The value of a key, which is known from now on; null where none is given. */
    Object take(String key) {
        known.add(key);
        return lookUp(key);
    }

    private Object lookUp(String key) {
        return values.containsKey(key) ? values.get(key) : inherited.get(key);
    }

    /** The keys that have a value. */
    Set<String> given() {
        Set<String> given = new LinkedHashSet<>(values.keySet());
        given.addAll(inherited.keySet());
        return given;
    }

    /** The keys that were read. */
    Set<String> known() {
        return new LinkedHashSet<>(known);
    }

    /**
     * Reports a value that cannot be used.
     *
     * @param action what to do: {@code give a whole number from 1 to 64}
     */
    void problem(String key, Object value, String action) {
        problem(String.format(Locale.ROOT, "%s is %s", pathOf(key), shown(value)), action);
    }

    /** A number may have a million digits. */
    private static String shown(Object value) {
        String text = String.valueOf(value);
        return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text;
    }

    private void problem(String problem, String action) {
        remarks.problems.add(BarnhandException.message(problem, action));
    }

    /** Keys that are still read and should be changed, a line each. */
    List<String> warnings() {
        return List.copyOf(remarks.warnings);
    }

    /** Reports keys that no option reads, here and below. */
    void requireKnown() {
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                reportUnknown(key);
            }
        }
        children.forEach(Section::requireKnown);
    }

    private void reportUnknown(String key) {
        if (removed.containsKey(key)) {
            problem(pathOf(key) + " is no longer a key", removed.get(key));
            return;
        }
        problem(
                pathOf(key) + " is not a known key",
                NearestName.of(key, known)
                                .map(nearest -> "give " + nearest + " or another one of ")
                                .orElse("give one of ")
                        + String.join(", ", known));
    }

    /**
     * Ends the reading.
     *
     * @throws ConfigurationException with all problems
     */
    void finish() {
        if (!remarks.problems.isEmpty()) {
            throw new ConfigurationException(remarks.problems);
        }
    }

    private Section child(
            String childPath, Object value, Map<String, Object> below, Map<String, String> gone) {
        if (value != null && !(value instanceof Map)) {
            problem(
                    String.format(Locale.ROOT, "%s is %s", childPath, value),
                    "give a mapping of keys to values");
        }
        Section child = new Section(childPath, mapping(value), below, gone, remarks);
        children.add(child);
        return child;
    }

    private String pathOf(String key) {
        String named = key.isEmpty() ? "\"\"" : key;
        return path.isEmpty() ? named : path + "." + named;
    }
}
