package io.barnhand.gait.job.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A key with different values in two configurations.
 *
 * @param path of the key, dotted
 * @param a its value in the first, as it is written; null in JSON where it is not there
 * @param b its value in the second
 */
public record SettingDifference(String path, JsonNode a, JsonNode b) {

    /**
     * Compares the keys that affect results.
     *
     * @param effect that a compared key has
     */
    public static List<SettingDifference> between(
            JobConfiguration a, JobConfiguration b, Effect effect) {
        Map<String, JsonNode> first = settings(a, effect);
        Map<String, JsonNode> second = settings(b, effect);
        Set<String> paths = new LinkedHashSet<>(first.keySet());
        paths.addAll(second.keySet());
        List<SettingDifference> differences = new ArrayList<>();
        for (String path : paths) {
            JsonNode one = first.getOrDefault(path, NullNode.instance);
            JsonNode other = second.getOrDefault(path, NullNode.instance);
            if (!one.equals(other)) {
                differences.add(new SettingDifference(path, one, other));
            }
        }
        return List.copyOf(differences);
    }

    /** The keys of a configuration with an effect, and their values as they are written. */
    public static Map<String, JsonNode> settings(JobConfiguration configuration, Effect effect) {
        Map<String, JsonNode> settings = new LinkedHashMap<>();
        JobConfiguration.AREA.settings(
                "",
                Set.of(),
                configuration,
                setting -> {
                    if (setting.effects().contains(effect)) {
                        settings.put(setting.path(), setting.value());
                    }
                });
        return settings;
    }

    /** The first value for a reader. */
    public String textA() {
        return text(a);
    }

    /** The second value for a reader. */
    public String textB() {
        return text(b);
    }

    /** A value without the quotes of JSON. */
    public static String text(JsonNode value) {
        return value.isTextual() ? value.asText() : value.toString();
    }
}
