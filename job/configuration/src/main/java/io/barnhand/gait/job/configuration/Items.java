package io.barnhand.gait.job.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A list of options; a single one counts as a list of one.
 *
 * @param <E> the options
 * @param entry of one item
 */
record Items<E>(Area<E> entry) implements Form<List<E>> {

    @Override
    public List<E> read(Section section, String key, List<E> absent) {
        return section.items(key)
                .map(items -> items.stream().map(entry::read).toList())
                .orElse(absent);
    }

    @Override
    public JsonNode write(List<E> values) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        values.forEach(value -> json.add(entry.write(value)));
        return json;
    }

    @Override
    public void settings(
            String path, Set<Effect> effects, List<E> values, Consumer<Setting> settings) {
        for (int i = 0; i < values.size(); i++) {
            entry.settings(path + "[" + i + "]", effects, values.get(i), settings);
        }
    }

    @Override
    public void given(String path, Object given, Idle idle, IdleSettings settings) {
        List<?> items = given instanceof List<?> list ? list : List.of(given);
        for (int i = 0; i < items.size(); i++) {
            entry.given(path + "[" + i + "]", items.get(i), idle, settings);
        }
    }
}
