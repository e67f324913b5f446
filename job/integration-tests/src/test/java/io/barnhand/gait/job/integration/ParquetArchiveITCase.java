package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.barnhand.gait.job.testing.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keypoint archive as Parquet, from the command line to a reader that is not ours. */
class ParquetArchiveITCase {

    private static final Path COMPUTED = Path.of("../testing/src/main/resources/computed");

    @TempDir private static Path folder;
    private static Shell shell;

    @BeforeAll
    static void writeBothForms() {
        shell = new Shell(folder.resolve("out"));
        run("lines", COMPUTED);
        Shell.Result result = run("columns", COMPUTED, "sinks.poses.kind=parquet");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("Written: " + shell.folder("poses", "columns"));
    }

    @Test
    void gaitFromParquetIsGaitFromTheLines() throws IOException {
        Shell.Result again = run("again", shell.folder("poses", "columns"));

        assertThat(again.exitCode()).as(again.err()).isZero();
        for (String sink : List.of("gait", "strides", "coverage", "poses")) {
            assertThat(shell.lines(sink, "again"))
                    .as(sink)
                    .isEqualTo(shell.lines(sink, "lines"))
                    .isNotEmpty();
        }
        assertThat(shell.lines("dead-letter", "again")).isEmpty();
    }

    @Test
    void anotherProgramFindsEveryPoseByCameraAndDayWithTheValuesOfTheLines() throws SQLException {
        String columns =
                String.format(
                        Locale.ROOT,
                        "read_parquet('%s/**/*.parquet', hive_partitioning = true)",
                        shell.folder("poses", "columns"));
        String lines =
                String.format(Locale.ROOT, "read_json('%s/*/*')", shell.folder("poses", "lines"));
        String fromColumns =
                "camera, recording, track, time_us, image_width, image_height, bbox_x1, bbox_y2,"
                        + " bbox_score, CAST(keypoint_x AS DOUBLE[]) x, CAST(keypoint_y AS DOUBLE[]) y,"
                        + " CAST(keypoint_score AS DOUBLE[]) score, model";
        String fromLines =
                "camera, recording, track, time_us, image_size[1], image_size[2], bbox[1], bbox[4],"
                        + " CAST(bbox_score AS FLOAT), [CAST(CAST(k[1] AS FLOAT) AS DOUBLE) FOR k IN keypoints],"
                        + " [CAST(CAST(k[2] AS FLOAT) AS DOUBLE) FOR k IN keypoints],"
                        + " [CAST(CAST(k[3] AS FLOAT) AS DOUBLE) FOR k IN keypoints], model";
        assertThat(count("SELECT count(*) FROM " + columns)).isEqualTo(240);
        assertThat(
                        count(
                                String.format(
                                        Locale.ROOT,
                                        "SELECT count(*) FROM (SELECT %s FROM %s EXCEPT SELECT %s FROM %s)",
                                        fromColumns,
                                        columns,
                                        fromLines,
                                        lines)))
                .isZero();
        assertThat(
                        count(
                                String.format(
                                                Locale.ROOT,
                                                "SELECT count(*) FROM %s WHERE CAST(day AS DATE)",
                                                columns)
                                        + " <> CAST(make_timestamp(time_us) AS DATE)"))
                .isZero();
    }

    @Test
    void anArchiveMayHoldBothFormsAndABrokenFileIsADeadLetter() throws IOException {
        Path archive = Files.createDirectories(folder.resolve("archive"));
        Path complete = copyFiles(shell.folder("poses", "columns"), archive).get(0);
        byte[] bytes = Files.readAllBytes(complete);
        Path cut = archive.resolve("cut.parquet");
        Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
        Files.writeString(
                archive.resolve("third.jsonl"),
                Files.readString(COMPUTED.resolve("computed-trot.jsonl"))
                        .replace("\"recording\":\"computed-trot\"", "\"recording\":\"third\""));

        Shell.Result result = run("mixed", archive);

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(shell.records("poses", "mixed")).hasSize(360);
        assertThat(shell.lines("gait", "mixed"))
                .containsAll(shell.lines("gait", "lines"))
                .anyMatch(line -> line.contains("\"recording\":\"third\""));
        assertThat(shell.records("dead-letter", "mixed"))
                .extracting(
                        letter -> letter.path("source").asText(),
                        letter -> letter.path("reason").asText())
                .containsExactly(tuple(cut + ":1", "unreadable_poses"));
        assertThat(result.out()).contains("Not used: 1 unreadable_poses");
    }

    private static Shell.Result run(String id, Path archive, String... more) {
        List<String> settings =
                new ArrayList<>(
                        List.of(
                                "source.kind=poses",
                                "source.path=" + archive,
                                "run.parallelism=2"));
        settings.addAll(List.of(more));
        return shell.run(id, settings.toArray(String[]::new));
    }

    private static List<Path> copyFiles(Path from, Path to) throws IOException {
        List<Path> copies = new ArrayList<>();
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                copies.add(Files.copy(file, to.resolve(file.getFileName())));
            }
        }
        return copies;
    }

    private static long count(String query) throws SQLException {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
