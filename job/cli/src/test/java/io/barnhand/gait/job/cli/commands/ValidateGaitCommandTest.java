package io.barnhand.gait.job.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.testing.Shell;
import io.barnhand.gait.models.testing.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quick form of the validation: everything that the full one does, with few runs. */
@Slow
class ValidateGaitCommandTest {

    private static final int RUNS = 10;

    /** Ten runs know an SD to a fifth, and three a percentile less well. */
    private static final double FEW_RUNS = 1.5;

    private static final Set<String> SHORT_PASSES = Set.of("white-1", "white-2", "ar-1");

    /** Often not given: the ground that moves under a pace is not always found. */
    private static final Set<String> KNOWN_MISSES =
            Set.of("stride_length pace pan-1", "stride_length pace pan-2");

    @TempDir private static Path folder;
    private static Path out;
    private static Shell.Result result;

    @BeforeAll
    static void validate() {
        out = folder.resolve("quick");
        result = barnhand(out, RUNS, 1);
    }

    private static Shell.Result barnhand(Path folder, int runs, int seed) {
        return Shell.barnhand(
                "validate-gait",
                "--out",
                folder.toString(),
                "--runs",
                Integer.toString(runs),
                "--seed",
                Integer.toString(seed));
    }

    @Test
    void meetsTheBoundsOfTheReference() throws IOException {
        List<Map<String, String>> bounds =
                table("acceptance").stream()
                        .filter(row -> !row.get("holds").equals("reported"))
                        .filter(row -> !KNOWN_MISSES.contains(name(row)))
                        .toList();

        assertThat(bounds).hasSizeGreaterThan(440);
        assertThat(bounds)
                .allSatisfy(
                        row -> {
                            double found = Double.parseDouble(row.get("found"));
                            double bound = Double.parseDouble(row.get("bound"));
                            if (row.get("bound_is").equals("least")) {
                                assertThat(found).as(row.toString()).isGreaterThanOrEqualTo(bound);
                            } else {
                                assertThat(found)
                                        .as(row.toString())
                                        .isLessThanOrEqualTo(FEW_RUNS * bound);
                            }
                        });
    }

    @Test
    void failsWhereABoundIsMissed() throws IOException {
        boolean missed =
                table("acceptance").stream().anyMatch(row -> row.get("holds").equals("no"));

        assertThat(result.exitCode()).isEqualTo(missed ? 1 : 0);
    }

    private static String name(Map<String, String> row) {
        return row.get("metric") + " " + row.get("gait") + " " + row.get("condition");
    }

    @Test
    void intervalsHoldTheTruth() throws IOException {
        List<Map<String, String>> bars =
                table("intervals").stream()
                        .filter(row -> !row.get("bar").equals("none"))
                        .filter(row -> row.get("gait").equals("all"))
                        // Every gait: enough horses even with few of each.
                        .filter(row -> SHORT_PASSES.contains(row.get("condition")))
                        .toList();

        assertThat(bars).hasSizeGreaterThan(30);
        assertThat(bars)
                .allSatisfy(
                        row ->
                                assertThat(Double.parseDouble(row.get("coverage")))
                                        .as(row.toString())
                                        .isGreaterThanOrEqualTo(0.85));
    }

    @Test
    void saysNothingOfScenesThatCarryNoGait() throws IOException {
        List<Map<String, String>> rows = table("negative");

        assertThat(rows).extracting(row -> row.get("scene")).contains("standing", "treadmill");
        assertThat(rows.stream().filter(row -> row.get("holds").equals("no"))).isEmpty();
    }

    @Test
    void measuresTheSameHoweverATrackIsSeen() throws IOException {
        List<Map<String, String>> rows = table("invariances");

        assertThat(rows)
                .extracting(row -> row.get("alteration"))
                .contains(
                        "mirror",
                        "scale_times_2",
                        "shift",
                        "time_offset",
                        "shuffled_arrival",
                        "split_window");
        assertThat(rows.stream().filter(row -> row.get("holds").equals("no"))).isEmpty();
    }

    @Test
    void writesTablesAPageAndPlots() throws Exception {
        assertThat(table("confusion")).hasSizeGreaterThan(6 * 8 * 8);
        assertThat(table("noise")).hasSizeGreaterThan(400);
        assertThat(table("score").stream().mapToInt(row -> Integer.parseInt(row.get("n"))).sum())
                .isEqualTo(8 * (RUNS / 2));
        assertThat(Files.readString(out.resolve("accuracy.md")))
                .contains("| Stride frequency | % |", "best cases, not accuracy in the field");
        try (Stream<Path> files = Files.list(out)) {
            List<Path> plots = files.filter(f -> f.toString().endsWith(".svg")).toList();
            assertThat(plots)
                    .extracting(plot -> plot.getFileName().toString())
                    .contains("confusion.svg", "coverage.svg", "error-against-noise-frequency.svg");
            for (Path plot : plots) {
                assertThat(width(plot)).as(plot.toString()).isGreaterThan(500);
            }
        }
        assertThat(result.out()).contains("Acceptance:", "Quality score", "Written: " + out);
    }

    private static double width(Path svg) throws Exception {
        return Double.parseDouble(
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(svg.toFile())
                        .getDocumentElement()
                        .getAttribute("width"));
    }

    @Test
    void goesOnWhereItStopped() throws IOException {
        String before = Files.readString(out.resolve("acceptance.csv"));
        Files.delete(out.resolve("cells/scene.standing.csv"));

        Shell.Result again = barnhand(out, RUNS, 1);

        assertThat(again.err()).contains("cells are there already").contains("scene.standing");
        assertThat(again.err().lines()).hasSize(2);
        assertThat(Files.readString(out.resolve("acceptance.csv"))).isEqualTo(before);
    }

    @Test
    void refusesAFolderOfAnotherSeed() {
        Shell.Result other = barnhand(out, RUNS, 2);

        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err()).contains("runs 10, seed 1", "asked for", "give another --out");
    }

    @Test
    void refusesRunsThatAreNone() {
        Shell.Result none = barnhand(folder.resolve("none"), 0, 1);

        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("--runs is 0, must be 1 or more");
        assertThat(folder.resolve("none")).doesNotExist();
        assertThat(Shell.barnhand("validate-gait").exitCode()).isEqualTo(2);
    }

    /** Rows of a table by the names of its columns. */
    private static List<Map<String, String>> table(String name) throws IOException {
        List<String> lines = Files.readAllLines(out.resolve(name + ".csv"));
        String[] header = lines.get(0).split(",");
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> fields = fields(line);
            assertThat(fields).as(line).hasSameSizeAs(header);
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < header.length; i++) {
                row.put(header[i], fields.get(i));
            }
            rows.add(row);
        }
        return rows;
    }

    /** Split at the commas outside quotes. */
    private static List<String> fields(String line) {
        return List.of(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1));
    }
}
