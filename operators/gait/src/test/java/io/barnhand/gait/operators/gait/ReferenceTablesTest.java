package io.barnhand.gait.operators.gait;

import io.barnhand.gait.models.testing.PagePart;
import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.GaitMetric;
import io.barnhand.gait.operators.records.FrameFlag;
import java.io.IOException;
import java.util.Locale;
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
    void metricsAreListed() throws IOException {
        Map<String, String> sections = ReferencePage.read().sections();
        StringBuilder table =
                new StringBuilder(
                        "| key | members | unit | section | what it is |\n|---|---|---|---|---|\n");
        for (GaitMetric metric : GaitMetric.values()) {
            table.append(
                    String.format(
                            Locale.ROOT,
                            "| `%s` | %s | %s | [%s](#%s) | %s |\n",
                            metric.key(),
                            members(metric),
                            metric.unit().symbol(),
                            metric.section(),
                            sections.get(metric.section()),
                            metric.sentence()));
        }

        part("metrics").is(table.toString());
    }

    private static String members(GaitMetric metric) {
        return metric.grouped()
                ? metric.members().stream()
                        .map(member -> String.format(Locale.ROOT, "`%s`", member.key()))
                        .collect(Collectors.joining(", "))
                : "";
    }

    @Test
    void flagsOfRecordsAreListed() throws IOException {
        StringBuilder table = new StringBuilder("| flag | meaning |\n|---|---|\n");
        for (GaitFlag flag : GaitFlag.values()) {
            table.append(
                    String.format(Locale.ROOT, "| `%s` | %s |\n", flag.key(), flag.sentence()));
        }

        part("flags").is(table.toString());
    }

    @Test
    void flagsOfFramesAreListed() throws IOException {
        StringBuilder table = new StringBuilder("| flag | meaning |\n|---|---|\n");
        for (FrameFlag flag : FrameFlag.values()) {
            table.append(
                    String.format(Locale.ROOT, "| `%s` | %s |\n", flag.key(), flag.sentence()));
        }

        part("frame-flags").is(table.toString());
    }

    private static PagePart part(String name) {
        return new PagePart(ReferencePage.FILE, "ReferenceTablesTest", name);
    }
}
