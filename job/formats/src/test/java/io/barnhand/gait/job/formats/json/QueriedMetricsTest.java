package io.barnhand.gait.job.formats.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.operators.gait.measurement.GaitMetric;
import io.barnhand.gait.operators.gait.pooling.TrendMetric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What tables, views and dashboards read of gait lines are metrics that are declared. */
class QueriedMetricsTest {

    private static final Path DEPLOY = Path.of("../../flink-deploy");

    /** Of the value or an end of the interval, as {@code '{stride_freq_hz,ci95,0}'}. */
    private static final Pattern READ = Pattern.compile("'\\{([A-Za-z_,]+),(?:value|ci95)[,}]");

    @Test
    void whatQueriesReadIsDeclared() throws IOException {
        List<String> read =
                queries()
                        .flatMap(text -> READ.matcher(text).results())
                        .map(found -> found.group(1).replace(',', '.'))
                        .toList();
        List<String> declared =
                Arrays.stream(GaitMetric.values())
                        .flatMap(metric -> metric.members().stream().map(metric::path))
                        .toList();

        assertThat(read).contains("stride_freq_hz").isSubsetOf(declared);
    }

    @Test
    void everyFollowedMetricHasASentence() throws IOException {
        List<String> described =
                queries()
                        .flatMap(
                                text ->
                                        Pattern.compile("WHEN '([a-z_]+)' THEN '")
                                                .matcher(text)
                                                .results())
                        .map((MatchResult found) -> found.group(1))
                        .toList();

        assertThat(described)
                .containsAll(
                        Arrays.stream(TrendMetric.values())
                                .map(metric -> metric.name().toLowerCase(Locale.ROOT))
                                .toList());
    }

    private static Stream<String> queries() throws IOException {
        try (Stream<Path> files = Files.walk(DEPLOY, 3)) {
            return files
                    .filter(
                            file ->
                                    file.startsWith(DEPLOY.resolve("sql"))
                                            || file.startsWith(DEPLOY.resolve("grafana")))
                    .filter(Files::isRegularFile)
                    .map(QueriedMetricsTest::text)
                    .toList()
                    .stream();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError("Cannot read " + file, e);
        }
    }
}
