package io.barnhand.gait.operators.gait;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.GaitMetric;
import io.barnhand.gait.operators.records.FrameFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The tables of {@code REFERENCE.md} are what the declarations of metrics and flags say. After a
 * change of them, write them anew: {@code mvn test -pl operators/gait -am
 * -Dtest=ReferenceTablesTest -Dsurefire.failIfNoSpecifiedTests=false -Dreference.write=true}
 */
class ReferenceTablesTest {

    @Test
    void theTablesAreWhatMetricsAndFlagsSay() throws IOException {
        ReferencePage page = ReferencePage.read();
        ReferencePage written =
                page.withTable("metrics", metrics(page.sections()))
                        .withTable("flags", flags())
                        .withTable("frame-flags", frameFlags());
        if (Boolean.getBoolean("reference.write")) {
            Files.writeString(ReferencePage.FILE, written.text());
        }

        assertThat(ReferencePage.FILE)
                .as("is out of date: run this test with -Dreference.write=true and commit the file")
                .hasContent(written.text());
    }

    private static String metrics(Map<String, String> sections) {
        return Arrays.stream(GaitMetric.values())
                .map(
                        metric ->
                                "| `%s` | %s | %s | [%s](#%s) | %s |\n"
                                        .formatted(
                                                metric.key(),
                                                members(metric),
                                                metric.unit().symbol(),
                                                metric.section(),
                                                sections.get(metric.section()),
                                                metric.sentence()))
                .collect(
                        Collectors.joining(
                                "",
                                "| key | members | unit | section | what it is |\n|---|---|---|---|---|\n",
                                ""));
    }

    private static String members(GaitMetric metric) {
        return metric.grouped()
                ? metric.members().stream()
                        .map(member -> "`%s`".formatted(member.key()))
                        .collect(Collectors.joining(", "))
                : "";
    }

    private static String flags() {
        return Arrays.stream(GaitFlag.values())
                .map(flag -> row(flag.key(), flag.sentence()))
                .collect(Collectors.joining("", "| flag | meaning |\n|---|---|\n", ""));
    }

    private static String frameFlags() {
        return Arrays.stream(FrameFlag.values())
                .map(flag -> row(flag.key(), flag.sentence()))
                .collect(Collectors.joining("", "| flag | meaning |\n|---|---|\n", ""));
    }

    private static String row(String key, String sentence) {
        return "| `%s` | %s |\n".formatted(key, sentence);
    }
}
