package io.barnhand.gait.job.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A mapping from names to options.
 *
 * @param <E> the options
 * @param entry of one name
 * @param names that there are; empty where users choose them
 */
record Named<E>(Area<E> entry, List<String> names) implements Form<Map<String, E>> {

    @Override
    public Map<String, E> read(Section section, String key, Map<String, E> absent) {
        Section entries = section.names(key);
        Map<String, E> result = new LinkedHashMap<>();
        for (String name : names.isEmpty() ? entries.given() : names) {
            if (names.isEmpty() || entries.take(name) != null) {
                result.put(name, entry.read(entries.section(name, entry)));
            }
        }
        return result;
    }

    @Override
    public JsonNode write(Map<String, E> values) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        values.forEach((name, value) -> json.set(name, entry.write(value)));
        return json;
    }

    @Override
    public String bounds() {
        return String.join(" | ", names);
    }

    @Override
    public void settings(
            String path, Set<Effect> effects, Map<String, E> values, Consumer<Setting> settings) {
        values.forEach(
                (name, value) -> entry.settings(path + "." + name, effects, value, settings));
    }

    @Override
    public void given(String path, Object given, Idle idle, IdleSettings settings) {
        if (given instanceof Map<?, ?> map) {
            map.forEach((name, value) -> entry.given(path + "." + name, value, idle, settings));
        }
    }
}
