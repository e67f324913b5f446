package io.barnhand.gait.job.integration.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barnhand.gait.job.cli.Barnhand;
import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.formats.results.ResultKind;
import io.barnhand.gait.models.testing.PagePart;
import io.barnhand.gait.operators.video.DeadLetterReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The tables of pages that are written from commands, schemas and kinds of results. After a change
 * of these write them anew: {@code mvn test -pl job/integration-tests -am -Dtest=WrittenPartsTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dreference.write=true}
 */
class WrittenPartsTest {

    private static final Path JOB = Page.HOME.resolve("job/README.md");
    private static final Path FORMATS = Page.HOME.resolve("job/FORMATS.md");
    private static final Path SCHEMAS = Page.HOME.resolve("flink-deploy/schema");
    private static final JsonMapper MAPPER = new JsonMapper();

    @Test
    void commandsAreListedWithWhatTheyAreFor() throws IOException {
        StringBuilder table = new StringBuilder("| command | does |\n|---|---|\n");
        Barnhand.commandLine()
                .getSubcommands()
                .forEach(
                        (name, command) ->
                                table.append(
                                        String.format(
                                                Locale.ROOT,
                                                "| `%s` | %s |\n",
                                                name,
                                                firstSentence(purpose(command)))));

        part(JOB, "commands").is(table.toString());
    }

    private static String purpose(CommandLine command) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        // Those of picocli have a header, and a description that follows it.
        String[] said = usage.header().length > 0 ? usage.header() : usage.description();
        return String.join(" ", said);
    }

    @Test
    void exitCodesAreListed() throws IOException {
        Map<String, String> codes =
                Barnhand.commandLine().getCommandSpec().usageMessage().exitCodeList();
        StringBuilder table = new StringBuilder("| code | means |\n|---|---|\n");
        codes.forEach(
                (code, meaning) ->
                        table.append(String.format(Locale.ROOT, "| %s | %s |\n", code, meaning)));

        part(JOB, "exit-codes").is(table.toString());
    }

    @Test
    void resultsAreListedWithTheirPlaceAndSchema() throws IOException {
        JsonNode sinks = ConfigurationReader.read(null, List.of()).json().path("sinks");
        StringBuilder table = new StringBuilder("| result | folder | a line is |\n|---|---|---|\n");
        for (ResultKind<?> result : ResultKind.ALL) {
            String folder = sinks.path(result.key()).path(0).path("path").asText();
            JsonNode schema = schema(result);
            table.append(
                    String.format(
                            Locale.ROOT,
                            "| `%s` | `%s/run=<id>/` | [%s](#%s) |\n",
                            result.key(),
                            folder,
                            firstSentence(schema.path("description").asText())
                                    .replaceFirst("\\.$", ""),
                            anchor(schema)));
        }

        part(FORMATS, "results").is(table.toString());
    }

    private static JsonNode schema(ResultKind<?> result) throws IOException {
        // The key of a kind may be a plural, the schema is of one line.
        String key = result.key();
        Path plural = SCHEMAS.resolve(key.replaceFirst("s$", "") + ".schema.json");
        return MAPPER.readTree(plural.toFile());
    }

    private static String anchor(JsonNode schema) {
        return schema.path("title").asText().toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    @ParameterizedTest
    @ValueSource(strings = {"gait", "stride", "coverage", "pose", "dead-letter", "segment"})
    void fieldsOfLinesAreListed(String name) throws IOException {
        JsonNode schema = MAPPER.readTree(SCHEMAS.resolve(name + ".schema.json").toFile());
        StringBuilder table = new StringBuilder("| field | |\n|---|---|\n");
        fields(schema, "", table);

        part(FORMATS, name).is(table.toString());
    }

    /** Metrics are left out: the gait reference lists them. */
    private static void fields(JsonNode schema, String path, StringBuilder table) {
        for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
            JsonNode declared = field.getValue();
            if (isMetric(declared)) {
                continue;
            }
            String full = path + field.getKey();
            table.append(String.format(Locale.ROOT, "| `%s` | %s |\n", full, said(declared)));
            if (hasPlainFields(declared)) {
                fields(declared, full + ".", table);
            }
        }
    }

    private static boolean isMetric(JsonNode declared) {
        JsonNode inner = declared.path("properties");
        return declared.path("$ref").asText().matches("#/\\$defs/(metric|limbs)")
                || StreamSupport.stream(inner.spliterator(), false)
                        .anyMatch(WrittenPartsTest::isMetric);
    }

    /** Those that say something of themselves; the others are the limbs, or groups of points. */
    private static boolean hasPlainFields(JsonNode declared) {
        return StreamSupport.stream(declared.path("properties").spliterator(), false)
                .anyMatch(field -> field.has("description"));
    }

    private static String said(JsonNode declared) {
        StringJoiner said = new StringJoiner("; ");
        if (declared.has("description")) {
            said.add(declared.path("description").asText());
        }
        if (declared.has("enum")) {
            said.add(
                    StreamSupport.stream(declared.path("enum").spliterator(), false)
                            .filter(JsonNode::isTextual)
                            .map(value -> "`" + value.asText() + "`")
                            .collect(Collectors.joining(", ")));
        }
        if (declared.has("const")) {
            said.add(declared.path("const").asText());
        }
        return said.toString().replace("|", "\\|");
    }

    @Test
    void everyReasonOfADeadLetterIsExplained() throws IOException {
        String page = Files.readString(FORMATS);
        String table = page.substring(page.indexOf("| stage | reason |"));
        String[] stage = {""};
        List<String> explained =
                Pattern.compile("(?m)^\\| (?:`(\\w+)` )?\\| `(\\w+)` \\| .+ \\|$")
                        .matcher(table.substring(0, table.indexOf("\n\n")))
                        .results()
                        .map(row -> explained(row, stage))
                        .toList();

        assertThat(explained)
                .containsExactlyElementsOf(
                        Arrays.stream(DeadLetterReason.values())
                                .map(reason -> reason.stage().key() + " " + reason.key())
                                .toList());
    }

    private static String explained(MatchResult row, String[] stage) {
        stage[0] = row.group(1) == null ? stage[0] : row.group(1);
        return stage[0] + " " + row.group(2);
    }

    private static String firstSentence(String text) {
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end + 1);
    }

    private static PagePart part(Path page, String name) {
        return new PagePart(page, WrittenPartsTest.class.getSimpleName(), name);
    }
}
