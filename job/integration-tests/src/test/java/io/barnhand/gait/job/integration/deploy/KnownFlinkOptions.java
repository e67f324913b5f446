package io.barnhand.gait.job.integration.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.annotation.docs.Documentation;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;

/** The settings that Flink's core and runtime know: a cluster silently ignores others. */
final class KnownFlinkOptions {

    /** Of Flink on Kubernetes, which is not on the class path of the tests. */
    private static final String KUBERNETES = "external-resource\\.[^.]+\\.kubernetes\\.config-key";

    private record Option(Pattern key, ConfigOption<?> option) {}

    private final List<Option> options = new ArrayList<>();

    KnownFlinkOptions() {
        for (Class<?> anchor : List.of(CoreOptions.class, MiniCluster.class)) {
            classes(anchor).forEach(this::addAll);
        }
    }

    /**
     * Messages about settings that Flink would not understand.
     *
     * @param settings by their keys, in one level
     */
    List<String> misunderstood(Map<String, String> settings) {
        return settings.entrySet().stream().flatMap(this::problem).toList();
    }

    private Stream<String> problem(Map.Entry<String, String> setting) {
        String key = setting.getKey();
        if (key.matches(KUBERNETES)) {
            return Stream.empty();
        }
        List<Option> known = options.stream().filter(o -> o.key().matcher(key).matches()).toList();
        if (known.isEmpty()) {
            return Stream.of("Flink knows no " + key);
        }
        try {
            known.stream()
                    .filter(o -> o.option().key().equals(key))
                    .forEach(
                            o ->
                                    Configuration.fromMap(Map.of(key, setting.getValue()))
                                            .get(o.option()));
            return Stream.empty();
        } catch (IllegalArgumentException e) {
            return Stream.of(
                    String.format(
                            Locale.ROOT, "%s is %s: %s", key, setting.getValue(), e.getMessage()));
        }
    }

    private void addAll(Class<?> holder) {
        String prefix = prefix(holder.getAnnotation(Documentation.SuffixOption.class), "");
        for (Field field : holder.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == ConfigOption.class) {
                field.setAccessible(true);
                ConfigOption<?> option = value(field);
                String key =
                        prefix(field.getAnnotation(Documentation.SuffixOption.class), prefix)
                                + option.key();
                options.add(new Option(pattern(key), option));
            }
        }
    }

    private static String prefix(Documentation.SuffixOption annotation, String otherwise) {
        return annotation == null ? otherwise : annotation.value() + ".";
    }

    /** Where a name is to be chosen, a key has a word in angle brackets. */
    private static Pattern pattern(String key) {
        StringBuilder pattern = new StringBuilder();
        for (String part : key.split("(?=<)|(?<=>)")) {
            pattern.append(part.startsWith("<") ? ".+" : Pattern.quote(part));
        }
        return Pattern.compile(pattern.toString());
    }

    private static ConfigOption<?> value(Field field) {
        try {
            return (ConfigOption<?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Class<?>> classes(Class<?> anchor) {
        Path jar = Path.of(anchor.getProtectionDomain().getCodeSource().getLocation().getPath());
        try (JarFile file = new JarFile(jar.toFile())) {
            List<Class<?>> classes = new ArrayList<>();
            for (String name :
                    file.stream()
                            .map(entry -> entry.getName())
                            .filter(name -> name.matches("org/apache/flink/.*Options\\.class"))
                            .toList()) {
                classes.add(
                        Class.forName(
                                name.replace('/', '.').replaceFirst("\\.class$", ""),
                                false,
                                anchor.getClassLoader()));
            }
            return classes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
