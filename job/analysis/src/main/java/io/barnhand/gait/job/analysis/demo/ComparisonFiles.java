package io.barnhand.gait.job.analysis.demo;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barnhand.gait.job.analysis.results.CsvTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** A comparison as files: {@code comparison.csv}, a line a figure, and {@code comparison.json}. */
public final class ComparisonFiles {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
                    .build();

    private ComparisonFiles() {}

    /**
     * @param folder that exists
     */
    public static void write(DemoComparison comparison, Path folder) throws IOException {
        MAPPER.writeValue(folder.resolve("comparison.json").toFile(), comparison);
        CsvTable table =
                new CsvTable(
                        "camera",
                        "recording",
                        "track",
                        "pass_start_ms",
                        "pass_end_ms",
                        "horse",
                        "track_poses",
                        "poses_on_horse",
                        "metric",
                        "limb",
                        "unit",
                        "measured",
                        "ci95_low",
                        "ci95_high",
                        "truth",
                        "error",
                        "error_unit",
                        "bound",
                        "verdict",
                        "note",
                        "notice");
        for (PassComparison pass : comparison.passes()) {
            addGait(table, pass, comparison.notice());
            pass.figures().forEach(figure -> addFigure(table, pass, figure, comparison.notice()));
        }
        table.write(folder.resolve("comparison.csv"));
    }

    private static void addGait(CsvTable table, PassComparison pass, String notice) {
        add(
                table,
                pass,
                "gait",
                "",
                "",
                pass.gait(),
                "",
                "",
                pass.trueGait(),
                "",
                "",
                "",
                pass.gaitVerdict(),
                "",
                notice);
    }

    private static void addFigure(
            CsvTable table, PassComparison pass, Figure figure, String notice) {
        add(
                table,
                pass,
                figure.metric(),
                figure.limb(),
                figure.unit(),
                figure.measured(),
                figure.low(),
                figure.high(),
                figure.truth(),
                figure.error(),
                figure.errorUnit(),
                figure.bound(),
                figure.verdict(),
                figure.note(),
                notice);
    }

    /** A line: which pass, then what of it. */
    private static void add(CsvTable table, PassComparison pass, Object... what) {
        Stream<Object> which =
                Stream.of(
                        pass.camera(),
                        pass.recording(),
                        pass.track(),
                        pass.startMs(),
                        pass.endMs(),
                        pass.match().horse(),
                        pass.match().poses(),
                        pass.match().own());
        table.add(Stream.concat(which, Arrays.stream(what)).toArray());
    }
}
