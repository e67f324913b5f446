package io.barnhand.gait.job.pipeline.kafka;

import io.barnhand.gait.job.configuration.ConfigurationException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The file that {@code kafka.properties} names: a Java properties file in UTF-8, with or without a
 * byte order mark. Kafka's clients accept any key and use those that they know, so that a typo
 * turns TLS or a password off without a word; here it is refused. Its values may be secret and are
 * in no message.
 *
 * @param path as configured
 * @param settings of Kafka's clients, by their names
 */
record KafkaSettingsFile(String path, Map<String, String> settings) {

    private static final long LONGEST_BYTES = 1 << 20;

    /** Settings of the job itself: another value would lose records, or write them twice. */
    private static final Set<String> OWN =
            Set.of(
                    "acks",
                    "auto.offset.reset",
                    "bootstrap.servers",
                    "enable.auto.commit",
                    "enable.idempotence",
                    "group.id",
                    "isolation.level",
                    "key.deserializer",
                    "key.serializer",
                    "transactional.id",
                    "value.deserializer",
                    "value.serializer");

    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");
    private static final Pattern NAME_END = Pattern.compile("[=:\\s]");

    KafkaSettingsFile {
        settings = Map.copyOf(settings);
    }

    /**
     * @throws ConfigurationException if it cannot be read, or a key of it cannot be meant so
     */
    static KafkaSettingsFile read(String path) {
        String text = text(path);
        Map<String, String> settings = new TreeMap<>();
        Set<String> twice = new TreeSet<>();
        try {
            new Properties() {
                private static final long serialVersionUID = 1L;

                @Override
                public synchronized Object put(Object key, Object value) {
                    if (settings.put((String) key, (String) value) != null) {
                        twice.add((String) key);
                    }
                    return null;
                }
            }.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable(path, e);
        }
        Set<String> own = new TreeSet<>(OWN);
        own.retainAll(settings.keySet());
        if (!own.isEmpty()) {
            throw refused(
                    path,
                    "sets " + String.join(", ", own),
                    "remove it from the file, the job sets it by itself");
        }
        if (!twice.isEmpty()) {
            throw refused(
                    path,
                    "sets " + String.join(", ", twice) + " more than once",
                    "keep the line that is meant");
        }
        requireLinesApart(path, text);
        for (String key : settings.keySet()) {
            KafkaSettingNames.typo(key, settings.keySet())
                    .ifPresent(
                            known -> {
                                throw refused(
                                        path,
                                        String.format(
                                                Locale.ROOT,
                                                "sets %s, which Kafka's clients do not know",
                                                key),
                                        known);
                            });
        }
        return new KafkaSettingsFile(path, settings);
    }

    /** A line where keys are unknown, but may be read by a class that the user has added. */
    Optional<String> notice() {
        List<String> unknown =
                settings.keySet().stream()
                        .filter(KafkaSettingNames::isUnknown)
                        .sorted()
                        .map(name -> name + KafkaSettingNames.nearest(name))
                        .toList();
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                Locale.ROOT,
                                "kafka.properties is %s, which sets %s: Kafka's clients do not know it and ignore it, unless a class that the file names reads it",
                                path,
                                String.join(", ", unknown)));
    }

    @Override
    public String toString() {
        return path;
    }

    private static String text(String path) {
        try {
            Path file = Path.of(path);
            if (Files.isRegularFile(file) && Files.size(file) > LONGEST_BYTES) {
                throw refused(
                        path,
                        String.format(Locale.ROOT, "is %d bytes long", Files.size(file)),
                        "give the file with the settings of Kafka's clients, at most 1 MB");
            }
            String text = Files.readString(file, StandardCharsets.UTF_8);
            // Editors of Windows put it there, and it would be part of the first key.
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (NoSuchFileException e) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT, "kafka.properties is %s, but there is no such file", path),
                    "give the path of an existing one");
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable(path, e);
        }
    }

    /**
     * A backslash at the end of a line takes the next line, and the setting in it, as its value.
     */
    private static void requireLinesApart(String path, String text) {
        List<String> lines = new ArrayList<>(List.of(LINE_END.split(text, -1)));
        boolean continued = false;
        for (int i = 0; i + 1 < lines.size(); i++) {
            String line = lines.get(i).stripLeading();
            boolean comment = !continued && (line.startsWith("#") || line.startsWith("!"));
            continued = !comment && endsWithBackslash(line);
            String next = NAME_END.split(lines.get(i + 1).strip(), 2)[0];
            if (continued
                    && KafkaSettingNames.isKnown(next)
                    && lines.get(i + 1).strip().length() > next.length()) {
                throw refused(
                        path,
                        String.format(
                                Locale.ROOT,
                                "ends line %d with a backslash, which makes line %d (%s) a part of it",
                                i + 1,
                                i + 2,
                                next),
                        "remove the backslash, or write \\\\ where it belongs to the value");
            }
        }
    }

    private static boolean endsWithBackslash(String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == '\\') {
            end--;
        }
        return (line.length() - end) % 2 == 1;
    }

    private static ConfigurationException unreadable(String path, Exception e) {
        return new ConfigurationException(
                String.format(
                        Locale.ROOT,
                        "kafka.properties is %s, which cannot be read as a properties file in UTF-8 (%s)",
                        path,
                        e.getClass().getSimpleName()),
                "check the file and its permissions");
    }

    private static ConfigurationException refused(String path, String what, String action) {
        return new ConfigurationException(
                String.format(Locale.ROOT, "kafka.properties is %s, which %s", path, what), action);
    }
}
