package io.barnhand.gait.job.configuration;

import io.barnhand.gait.job.formats.results.ResultKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The tables of {@code conf/README.md}, from the declarations of the keys and the sinks. */
final class ConfigurationTables {

    private static final Map<Set<Effect>, String> EFFECTS = new LinkedHashMap<>();

    static {
        EFFECTS.put(Set.of(Effect.KEYPOINTS), "keypoints");
        EFFECTS.put(Set.of(Effect.GAIT), "gait");
        EFFECTS.put(Set.of(Effect.KEYPOINTS, Effect.GAIT), "keypoints and gait");
        EFFECTS.put(Set.of(), "neither");
    }

    private ConfigurationTables() {}

    /** Keys by what they change of the results. */
    static String effects() {
        Map<Set<Effect>, List<String>> keys = new LinkedHashMap<>();
        JobConfiguration.AREA.keys().forEach(key -> collect(key, "", Set.of(), keys));
        StringBuilder table = new StringBuilder("| change | keys |\n|---|---|\n");
        EFFECTS.forEach(
                (effects, name) ->
                        table.append(
                                String.format(
                                        Locale.ROOT,
                                        "| %s | %s |\n",
                                        name,
                                        keys.getOrDefault(effects, List.of()).stream()
                                                .map(key -> "`" + key + "`")
                                                .collect(Collectors.joining(", ")))));
        return table.toString();
    }

    /** An area whose keys all change the same stands for them. */
    private static void collect(
            Key<?, ?> key, String path, Set<Effect> around, Map<Set<Effect>, List<String>> keys) {
        Set<Effect> effects = key.effects(around);
        String full = path + key.name();
        Set<Set<Effect>> below = new LinkedHashSet<>();
        below(key, around, below);
        if (below.size() == 1) {
            keys.computeIfAbsent(effectsOf(below), none -> new ArrayList<>())
                    .add(keysBelow(key).isEmpty() ? full : full + ".*");
            return;
        }
        keysBelow(key).forEach(inner -> collect(inner, full + ".", effects, keys));
    }

    private static Set<Effect> effectsOf(Set<Set<Effect>> one) {
        return one.iterator().next();
    }

    private static void below(Key<?, ?> key, Set<Effect> around, Set<Set<Effect>> found) {
        Set<Effect> effects = key.effects(around);
        List<? extends Key<?, ?>> inner = keysBelow(key);
        if (inner.isEmpty()) {
            found.add(effects);
        }
        inner.forEach(each -> below(each, effects, found));
    }

    private static List<? extends Key<?, ?>> keysBelow(Key<?, ?> key) {
        return key.form() instanceof Area<?> area ? area.keys() : List.of();
    }

    /** Keys that have no effect with a kind of source, whatever the other keys are. */
    static String idle() {
        StringBuilder table =
                new StringBuilder("| `source.kind` | keys without effect |\n|---|---|\n");
        for (SourceOptions.SourceKind kind : SourceOptions.SourceKind.values()) {
            table.append(
                    String.format(
                            Locale.ROOT,
                            "| `%s` | %s |\n",
                            Scalar.written(kind),
                            IdleKeys.with(kind).stream()
                                    .map(key -> "`" + key + "`")
                                    .collect(Collectors.joining(", "))));
        }
        return table.toString();
    }

    /** Which kind of sink takes which results. */
    static String sinks() {
        StringBuilder table = new StringBuilder("| sink |");
        ResultKind.ALL.forEach(result -> table.append(" `").append(result.key()).append("` |"));
        table.append("\n|---|").append("---|".repeat(ResultKind.ALL.size())).append('\n');
        for (Target.TargetKind kind : Target.TargetKind.values()) {
            table.append("| `").append(form(kind)).append("` |");
            for (ResultKind<?> result : ResultKind.ALL) {
                boolean taken = sample(kind).refusal(result).isEmpty();
                table.append(taken ? " yes |" : " – |");
            }
            table.append('\n');
        }
        return table.toString();
    }

    /** How one is written in a configuration. */
    private static String form(Target.TargetKind kind) {
        return Target.TargetKind.forms()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("{kind: " + Scalar.written(kind)))
                .map(line -> line.substring(0, line.indexOf('}') + 1))
                .findFirst()
                .orElseThrow();
    }

    private static Target sample(Target.TargetKind kind) {
        return switch (kind) {
            case JSONL -> new Target.JsonLines("folder");
            case PARQUET -> new Target.Parquet("folder");
            case POSTGRES -> new Target.Postgres("jdbc:postgresql://host/barn");
            case KAFKA -> new Target.Kafka("topic", Target.Kafka.Delivery.AT_LEAST_ONCE);
            case NONE -> new Target.Nowhere(null);
        };
    }
}
