package io.barnhand.gait.job.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A dashboard of {@code flink-deploy/grafana}, and its queries as Grafana would send them. */
public record Dashboard(String file, String text, JsonNode json) {

    private static final Path FILES = Path.of("../../flink-deploy/grafana/dashboards");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+):sqlstring}");

    /** A query of a panel. */
    public record Query(JsonNode panel, JsonNode target) {

        public String sql() {
            return target.path("rawSql").asText();
        }

        @Override
        public String toString() {
            return panel.path("title").asText() + ": " + sql();
        }
    }

    /** Between which times, and what the reader chose; several values with commas between. */
    public record Choice(String from, String to, Map<String, List<String>> variables) {

        public String expand(String sql) {
            String expanded =
                    sql.replaceAll(
                                    "\\$__timeFilter\\(([^()]+)\\)",
                                    "$1 BETWEEN $from AND $to"
                                            .replace("$from", quoted(from))
                                            .replace("$to", quoted(to)))
                            .replaceAll(
                                    "\\$__timeGroup\\(([^,()]+),\\s*'1h'\\)",
                                    "floor(extract(epoch from $1)/3600)*3600")
                            .replace("$__timeFrom()", quoted(from))
                            .replace("$__timeTo()", quoted(to));
            Matcher variable = VARIABLE.matcher(expanded);
            String filled =
                    variable.replaceAll(
                            found ->
                                    Matcher.quoteReplacement(
                                            variables.get(found.group(1)).stream()
                                                    .map(Choice::quoted)
                                                    .collect(Collectors.joining(","))));
            if (filled.contains("$")) {
                throw new IllegalArgumentException("Something is not expanded in " + filled);
            }
            return filled;
        }

        private static String quoted(String value) {
            return "'" + value.replace("'", "''") + "'";
        }
    }

    public static List<Dashboard> all() throws IOException {
        List<Dashboard> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(FILES)) {
            for (Path file : files.sorted().toList()) {
                String text = Files.readString(file);
                all.add(
                        new Dashboard(
                                file.getFileName().toString(),
                                text,
                                new JsonMapper().readTree(text)));
            }
        }
        return all;
    }

    public List<JsonNode> panels() {
        List<JsonNode> panels = new ArrayList<>();
        json.path("panels").forEach(panels::add);
        return panels;
    }

    public List<Query> queries(String key) {
        List<Query> queries = new ArrayList<>();
        for (JsonNode panel : panels()) {
            for (JsonNode target : panel.path("targets")) {
                if (target.has(key)) {
                    queries.add(new Query(panel, target));
                }
            }
        }
        return queries;
    }

    public List<JsonNode> variables() {
        List<JsonNode> variables = new ArrayList<>();
        json.path("templating").path("list").forEach(variables::add);
        return variables;
    }

    /** The columns that links and overrides of a panel name. */
    public static List<String> namedColumns(JsonNode panel) {
        List<String> named = new ArrayList<>();
        Matcher field = Pattern.compile("__data\\.fields\\.(\\w+)").matcher(panel.toString());
        while (field.find()) {
            named.add(field.group(1));
        }
        for (JsonNode override : panel.path("fieldConfig").path("overrides")) {
            named.add(override.path("matcher").path("options").asText());
        }
        for (JsonNode transformation : panel.path("transformations")) {
            transformation.path("options").path("fields").forEach(f -> named.add(f.asText()));
        }
        return named;
    }

    public static List<String> words(String text) {
        return Arrays.asList(text.toLowerCase(java.util.Locale.ROOT).split("[^a-z]+"));
    }
}
