package io.barnhand.gait.job.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Writes {@code conf/reference.yaml} from the declarations of the keys. */
final class ReferenceYaml {

    private static final int LONGEST_LINE = 110;

    /** Where comments begin, if what stands before them is not too long. */
    private static final int COMMENT = 25;

    private static final String HEAD =
            """
            # Every key of a configuration with its default. A configuration names only what it changes; any of
            # these can also be given on the command line as --set dotted.key=value. Durations are written
            # 165ms, 2s, 10min, 6h; sizes 500MB, 64GB; in brackets which values are allowed. An unknown key is an
            # error. This file is written from the keys' declarations (job/configuration, ReferenceTest).
            """;

    private final StringBuilder out = new StringBuilder(HEAD);

    static String written() {
        ReferenceYaml reference = new ReferenceYaml();
        for (Key<JobConfiguration, ?> key : JobConfiguration.AREA.keys()) {
            reference.out.append('\n');
            reference.key(key, "");
        }
        return reference.out.toString();
    }

    private <T> void key(Key<?, T> key, String indent) {
        if (key.form() instanceof Area<T> area) {
            entry(indent + key.name() + ":", key.sentence());
            area.keys().forEach(below -> key(below, indent + "  "));
            return;
        }
        entry(
                String.format(Locale.ROOT, "%s%s: %s", indent, key.name(), value(key)),
                String.join("\n", explained(key)));
    }

    private static <T> String value(Key<?, T> key) {
        return key.required() ? "..." : flow(key.form().write(key.absent()));
    }

    private static List<String> explained(Key<?, ?> key) {
        List<String> lines = new ArrayList<>();
        lines.add(sentence(key.sentence(), key.form().bounds()));
        for (Key<?, ?> below : keysOfEntries(key.form())) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "  %s: %s   %s",
                            below.name(),
                            value(below),
                            explained(below).get(0)));
        }
        return lines;
    }

    private static String sentence(String sentence, String bounds) {
        if (bounds.isEmpty()) {
            return sentence;
        }
        return bounds.contains("|") ? bounds + "; " + sentence : sentence + " [" + bounds + "]";
    }

    private static List<? extends Key<?, ?>> keysOfEntries(Form<?> form) {
        if (form instanceof Named<?> named) {
            return named.entry().keys();
        }
        return form instanceof Items<?> items ? items.entry().keys() : List.of();
    }

    /** What stands in the file, and beside it what it means, over as many lines as that takes. */
    private void entry(String yaml, String comment) {
        if (comment.isEmpty()) {
            out.append(yaml).append('\n');
            return;
        }
        String before = yaml + " ".repeat(Math.max(2, COMMENT - yaml.length()));
        for (String paragraph : comment.split("\n")) {
            String hang = paragraph.startsWith(" ") ? "    " : "";
            StringBuilder line = new StringBuilder(before).append("#");
            boolean empty = true;
            for (String word : paragraph.split("(?<=\\S) ")) {
                if (!empty && line.length() + 1 + word.length() > LONGEST_LINE) {
                    out.append(line).append('\n');
                    line = new StringBuilder(" ".repeat(COMMENT)).append("#").append(hang);
                }
                line.append(' ').append(word);
                empty = false;
            }
            out.append(line).append('\n');
            before = " ".repeat(COMMENT);
        }
    }

    /** A value on one line; a list of one mapping is written as the mapping. */
    private static String flow(JsonNode value) {
        if (value.isArray()) {
            return value.size() == 1 && value.get(0).isObject()
                    ? flow(value.get(0))
                    : items(value).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value.isObject()) {
            return value.properties().stream()
                    .map(ReferenceYaml::flow)
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return value.asText();
    }

    private static Stream<String> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(ReferenceYaml::flow);
    }

    private static String flow(Map.Entry<String, JsonNode> entry) {
        return entry.getKey() + ": " + flow(entry.getValue());
    }
}
