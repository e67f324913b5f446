package io.barnhand.gait.job.configuration;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A mapping of keys that belong together, and the options that they are read into.
 *
 * @param <A> the options
 */
final class Area<A> implements Form<A> {

    private final Function<Section, A> reader;
    private final List<Key<A, ?>> keys;
    private final Map<String, String> removed;

    private Area(Function<Section, A> reader, List<Key<A, ?>> keys, Map<String, String> removed) {
        this.reader = reader;
        this.keys = keys;
        this.removed = removed;
    }

    /**
     * @param reader takes every key out of the given section
     * @param keys in the order in which they are explained
     */
    @SafeVarargs
    static <A> Area<A> of(Function<Section, A> reader, Key<A, ?>... keys) {
        return new Area<>(reader, List.of(keys), Map.of());
    }

    /**
     * The same with a removed key.
     *
     * @param successor what to do instead, such as {@code set tracking.buffer}
     */
    Area<A> removed(String name, String successor) {
        Map<String, String> more = new LinkedHashMap<>(removed);
        more.put(name, successor);
        return new Area<>(reader, keys, more);
    }

    List<Key<A, ?>> keys() {
        return keys;
    }

    /** What to do instead of giving removed keys, by their names. */
    Map<String, String> removed() {
        return removed;
    }

    /** Reads a section of this area. */
    A read(Section section) {
        A options = reader.apply(section);
        Set<String> declared = keys.stream().map(Key::name).collect(Collectors.toSet());
        if (!section.known().equals(declared)) {
            throw new IllegalStateException(
                    String.format(
                            Locale.ROOT,
                            "The keys read are %s, those declared are %s",
                            section.known(),
                            declared));
        }
        return options;
    }

    @Override
    public A read(Section section, String key, A absent) {
        return read(section.section(key, this));
    }

    @Override
    public ObjectNode write(A options) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        keys.forEach(key -> write(key, options, json));
        return json;
    }

    private static <A, T> void write(Key<A, T> key, A options, ObjectNode json) {
        json.set(key.name(), key.form().write(key.of().apply(options)));
    }

    /**
     * The keys that change something of the results, with all below them.
     *
     * @param around what this area changes
     */
    ObjectNode write(A options, Effect changed, Set<Effect> around) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        keys.forEach(key -> write(key, options, changed, key.effects(around), json));
        return json;
    }

    private static <A, T> void write(
            Key<A, T> key, A options, Effect changed, Set<Effect> effects, ObjectNode json) {
        if (effects.contains(changed)) {
            write(key, options, json);
        } else if (key.form() instanceof Area<T> below) {
            ObjectNode part = below.write(key.of().apply(options), changed, effects);
            if (!part.isEmpty()) {
                json.set(key.name(), part);
            }
        }
    }

    /** All names of keys that change something of the results, or hold some that do. */
    Set<String> affecting() {
        Set<String> names = new LinkedHashSet<>();
        for (Key<A, ?> key : keys) {
            if (affects(key)) {
                names.add(key.name());
                names.addAll(key.formerly());
            }
        }
        return names;
    }

    private static boolean affects(Key<?, ?> key) {
        return !key.effects(Set.of()).isEmpty()
                || key.form() instanceof Area<?> below && !below.affecting().isEmpty();
    }

    @Override
    public void settings(String path, Set<Effect> effects, A options, Consumer<Setting> settings) {
        keys.forEach(key -> settings(key, path, key.effects(effects), options, settings));
    }

    @Override
    public void given(String path, Object given, Idle idle, IdleSettings settings) {
        Map<?, ?> values = given instanceof Map<?, ?> map ? map : Map.of();
        for (Key<A, ?> key : keys) {
            List<String> names = new ArrayList<>(key.formerly());
            names.add(key.name());
            for (String name : names) {
                if (values.get(name) != null) {
                    key.form()
                            .given(
                                    below(path, name),
                                    values.get(name),
                                    key.idleWithin(idle),
                                    settings);
                }
            }
        }
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static <A, T> void settings(
            Key<A, T> key,
            String path,
            Set<Effect> effects,
            A options,
            Consumer<Setting> settings) {
        key.form().settings(below(path, key.name()), effects, key.of().apply(options), settings);
    }
}
