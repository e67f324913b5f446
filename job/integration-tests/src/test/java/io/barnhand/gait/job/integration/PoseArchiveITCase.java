package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.barnhand.gait.job.pipeline.CodeVersion;
import io.barnhand.gait.job.testing.Shell;
import io.barnhand.gait.models.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gait stage over archived keypoints, from the command line to the files. */
class PoseArchiveITCase {

    private static final Path COMPUTED = Path.of("../testing/src/main/resources/computed");

    @TempDir private Path folder;
    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(folder.resolve("out"));
    }

    @Test
    void theComputedHorsesAreMeasured() throws IOException {
        Shell.Result result = shell.run("first", "source.kind=poses", "source.path=" + COMPUTED);

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("computed-walk").contains("Nothing here is a diagnosis");
        JsonNode walk = pass("first", "computed-walk");
        assertThat(walk.path("gait").path("class").asText()).isEqualTo("walk");
        assertThat(walk.path("stride_freq_hz").path("value").asDouble())
                .isBetween(0.9 * 0.995, 0.9 * 1.005);
        assertThat(walk.path("speed_bl_s").path("value").asDouble())
                .isBetween(1.15 * 0.99, 1.15 * 1.01);
        JsonNode trot = pass("first", "computed-trot");
        assertThat(trot.path("gait").path("class").asText()).isEqualTo("trot");
        assertThat(trot.path("stride_freq_hz").path("value").asDouble())
                .isBetween(1.35 * 0.995, 1.35 * 1.005);
    }

    @Test
    void theDescriptionOfARunIsKeptBesideItsResults() throws IOException {
        shell.run("a", settings(COMPUTED, "batch", 1));

        String description = Files.readString(folder.resolve("out/gait/_run=a.json"));
        assertThat(description).contains(CodeVersion.built().toString(), "computed-walk.jsonl");
        assertThat(
                        Shell.barnhand(
                                        "compare",
                                        folder.resolve("out").toString(),
                                        folder.resolve("out").toString())
                                .out())
                .contains("made by " + CodeVersion.built());
    }

    @Test
    void gaitIsMeasuredAgainWithTheSettingsOfTheRunOfTheKeypoints() throws IOException {
        shell.run("a", "source.kind=poses", "source.path=" + COMPUTED, "gait.pass-max=5s");
        Path keypoints = folder.resolve("out/poses/run=a");

        Shell.Result again = shell.run("b", "source.kind=poses", "source.path=" + keypoints);

        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.err())
                .contains("Gait is measured with settings of run a: gait.pass-max 5s.");
        assertThat(shell.lines("gait", "b")).isEqualTo(shell.lines("gait", "a")).isNotEmpty();
    }

    @Test
    void horsesOfTheConfigurationAreThoseOfArchivedKeypoints() throws IOException {
        Shell.Result named =
                shell.run(
                        "a",
                        "source.kind=poses",
                        "source.path=" + COMPUTED,
                        "horses=[{camera: computed, horse: 1.10}]",
                        "detector.score=0.5");
        Shell.Result kept =
                shell.run(
                        "b",
                        "source.kind=poses",
                        "source.path=" + shell.folder("poses", "a"),
                        "horses=[{camera: other, horse: Luna}]");

        assertThat(named.exitCode()).as(named.err()).isZero();
        assertThat(named.err())
                .contains(
                        "Warning: detector.score 0.5 has no effect with source.kind poses; leave it out.");
        assertThat(kept.exitCode()).as(kept.err()).isZero();
        for (String run : List.of("a", "b")) {
            for (String kind : List.of("poses", "gait", "strides")) {
                assertThat(shell.records(kind, run))
                        .as(kind + " of " + run)
                        .isNotEmpty()
                        .extracting(PoseArchiveITCase::horse)
                        .containsOnly("1.10");
            }
        }
    }

    /** Poses name it otherwise than what is measured of them. */
    private static String horse(JsonNode record) {
        return record.path(record.has("horse_id") ? "horse_id" : "horse").asText();
    }

    @ParameterizedTest
    @CsvSource({"batch, 4", "streaming, 1", "streaming, 4"})
    void theRecordsDoNotDependOnModeOrParallelism(String mode, int parallelism) throws IOException {
        shell.run("a", settings(COMPUTED, "batch", 1));
        Shell.Result result = shell.run("b", settings(COMPUTED, mode, parallelism));

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(shell.lines("gait", "b")).isEqualTo(shell.lines("gait", "a")).isNotEmpty();
        assertThat(shell.lines("poses", "b")).isEqualTo(shell.lines("poses", "a")).hasSize(240);
        assertThat(shell.lines("strides", "b")).isEqualTo(shell.lines("strides", "a")).isNotEmpty();
        assertThat(shell.lines("coverage", "b")).isEqualTo(shell.lines("coverage", "a"));
    }

    @Test
    void anArchiveIsReadAsThePosesThatWereWritten() throws IOException {
        shell.run("a", settings(COMPUTED, "batch", 2));
        shell.run("b", settings(shell.folder("poses", "a"), "batch", 2));

        assertThat(shell.lines("poses", "b")).isEqualTo(shell.lines("poses", "a"));
        assertThat(shell.lines("gait", "b")).isEqualTo(shell.lines("gait", "a"));
    }

    @ParameterizedTest
    @CsvSource({"batch", "streaming"})
    void posesThatOvertakeEachOtherArePutInOrder(String mode) throws IOException {
        Path disordered = folder.resolve("disordered");
        Files.createDirectories(disordered);
        for (String file : List.of("computed-walk.jsonl", "computed-trot.jsonl")) {
            List<String> lines = new ArrayList<>(Files.readAllLines(COMPUTED.resolve(file)));
            Random random = new Random(5);
            for (int i = 0; i < lines.size(); i += 10) {
                Collections.shuffle(lines.subList(i, Math.min(lines.size(), i + 10)), random);
            }
            Files.write(disordered.resolve(file), lines);
        }
        shell.run("a", settings(COMPUTED, mode, 2));
        shell.run("b", settings(disordered, mode, 2));

        assertThat(shell.lines("gait", "b")).isEqualTo(shell.lines("gait", "a")).isNotEmpty();
    }

    @Test
    void anArchiveOfKeypointsHasTheCoverageOfItsHorsesOnly() throws IOException {
        Shell.Result result = shell.run("a", settings(COMPUTED, "batch", 2));

        assertThat(shell.records("coverage", "a"))
                .extracting(span -> span.path("recording").asText() + " " + span.path("kind"))
                .containsExactlyInAnyOrder(
                        "computed-walk \"horse\"",
                        "computed-walk \"usable\"",
                        "computed-trot \"horse\"",
                        "computed-trot \"usable\"");
        assertThat(result.out()).contains("Written: " + shell.folder("coverage", "a"));
    }

    @Test
    void lineThatIsNoPoseIsADeadLetterWithFileAndLine() throws IOException {
        Path archive = folder.resolve("archive");
        Files.createDirectories(archive);
        List<String> lines =
                new ArrayList<>(Files.readAllLines(COMPUTED.resolve("computed-walk.jsonl")));
        lines.add(3, "{\"camera\": \"a\"}");
        lines.add(7, "x".repeat(200_000));
        Files.write(archive.resolve("a.jsonl"), lines);

        Shell.Result result = shell.run("a", settings(archive, "batch", 2));

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(shell.records("poses", "a")).hasSize(120);
        assertThat(shell.records("dead-letter", "a"))
                .extracting(letter -> letter.path("source").asText())
                .containsExactlyInAnyOrder(
                        archive.resolve("a.jsonl") + ":4", archive.resolve("a.jsonl") + ":8");
        assertThat(result.out()).contains("Not used: 2 not_a_pose");
    }

    /** Near the largest long, sums of times overflow, and windows were cut for ever. */
    @Test
    void aFileOfWhichEveryLineIsRefusedFailsAndNamesThemAll() throws IOException {
        Path archive = Files.createDirectories(folder.resolve("archive"));
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(COMPUTED.resolve("computed-walk.jsonl"))) {
            long us = Long.MAX_VALUE - 5_000_000 + 100_000L * lines.size();
            lines.add(line.replaceFirst("\"time_us\":\\d+", "\"time_us\":" + us));
        }
        Files.write(archive.resolve("a.jsonl"), lines.subList(0, 20));

        Shell.Result result = shell.run("a", settings(archive, "batch", 1));

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .contains("Not used: 20 not_a_pose")
                .contains("(time_us is 9223372036849775807, must be a time from 1970 to 2199)");
        assertThat(result.err())
                .contains("source.path is " + archive + ", which holds no pose: 20 of 20 refused")
                .doesNotContain("\tat ");
        assertThat(shell.records("dead-letter", "a")).hasSize(20);
    }

    /** Two poses two centuries apart are two passes, not a window an hour. */
    @Test
    void posesOfBothEndsOfTimeAreMeasured() throws IOException {
        Path archive = Files.createDirectories(folder.resolve("archive"));
        List<String> lines =
                new ArrayList<>(Files.readAllLines(COMPUTED.resolve("computed-walk.jsonl")));
        String last = lines.get(lines.size() - 1);
        lines.add(0, last.replaceFirst("\"time_us\":\\d+", "\"time_us\":0"));
        lines.add(last.replaceFirst("\"time_us\":\\d+", "\"time_us\":7258118399999999"));
        Files.write(archive.resolve("a.jsonl"), lines);

        Shell.Result result = shell.run("a", settings(archive, "batch", 1));

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(shell.records("poses", "a")).hasSize(122);
        assertThat(shell.records("dead-letter", "a")).isEmpty();
        Path out = folder.resolve("out");
        Shell.Result report =
                Shell.barnhand(
                        "report",
                        "--run",
                        out.toString(),
                        "--run-id",
                        "a",
                        "--out",
                        folder.resolve("a.html").toString());
        assertThat(report.exitCode()).as(report.err()).isZero();
    }

    @Test
    void aGlobChoosesAmongTheFiles() throws IOException {
        Shell.Result result =
                shell.run("a", settings(COMPUTED.resolve("*-trot.jsonl"), "batch", 1));

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(shell.records("poses", "a")).hasSize(120);
        Shell.Result none = shell.run("b", settings(COMPUTED.resolve("*.parquet"), "batch", 1));
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("where there is no file");
    }

    @Test
    void aNameInAnArchiveCannotControlTheTerminal() throws IOException {
        Path archive = Files.createDirectories(folder.resolve("archive"));
        List<String> lines = Files.readAllLines(COMPUTED.resolve("computed-walk.jsonl"));
        lines.replaceAll(
                line ->
                        line.replace(
                                "\"recording\":\"computed-walk\"",
                                "\"recording\":\"a\\u001b[2Jb\""));
        Files.write(archive.resolve("a.jsonl"), lines);

        Shell.Result result = shell.run("a", settings(archive, "batch", 1));

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("a?[2Jb").doesNotContain("\u001b");
    }

    @Test
    void aRunIdThatExistsIsRefused() {
        shell.run("a", settings(COMPUTED, "batch", 1));

        Shell.Result again = shell.run("a", settings(COMPUTED, "batch", 1));

        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("run.id is a").contains("exists already");
    }

    @Test
    void realJointsOfWalkingHorsesGiveTheirGaitAndFrequency() throws IOException {
        Path poses = SharedData.require("data/footage/walk/poses");
        List<String> truth = Files.readAllLines(SharedData.require("data/footage/walk/truth.csv"));

        Shell.Result result = shell.run("a", settings(poses, "batch", 2));

        assertThat(result.exitCode()).as(result.err()).isZero();
        int walks = 0;
        int close = 0;
        for (String line : truth.subList(1, truth.size())) {
            String[] columns = line.split(",");
            JsonNode record = pass("a", columns[0].replace(".avi", ""));
            walks += record.path("gait").path("class").asText().equals("walk") ? 1 : 0;
            double hz = record.path("stride_freq_hz").path("value").asDouble(Double.NaN);
            close += Math.abs(hz / Double.parseDouble(columns[3]) - 1) < 0.04 ? 1 : 0;
        }
        assertThat(walks).isGreaterThanOrEqualTo(6);
        assertThat(close).isGreaterThanOrEqualTo(6);
    }

    private static String[] settings(Path archive, String mode, int parallelism) {
        return new String[] {
            "source.kind=poses",
            "source.path=" + archive,
            "run.mode=" + mode,
            "run.parallelism=" + parallelism
        };
    }

    private JsonNode pass(String run, String recording) throws IOException {
        List<JsonNode> passes =
                shell.records("gait", run).stream()
                        .filter(r -> r.path("window").path("kind").asText().equals("pass"))
                        .filter(r -> r.path("recording").asText().equals(recording))
                        .toList();
        assertThat(passes).as(recording).hasSize(1);
        return passes.get(0);
    }
}
