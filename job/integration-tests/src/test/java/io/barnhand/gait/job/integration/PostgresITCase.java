package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.job.testing.BarnTables;
import io.barnhand.gait.job.testing.Shell;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job's rows in a real PostgreSQL, and the views over them. */
class PostgresITCase {

    private static final Path COMPUTED = Path.of("../testing/src/main/resources/computed");
    private static final JsonMapper MAPPER = new JsonMapper();

    private static EmbeddedPostgres server;

    @TempDir private Path folder;
    private Connection database;
    private BarnTables tables;
    private Shell shell;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void makeTables() throws IOException, SQLException {
        database = server.getPostgresDatabase().getConnection();
        tables = BarnTables.in(database);
        shell = new Shell(folder.resolve("out"));
    }

    @Test
    void rowsAreTheLinesOfTheFiles() throws Exception {
        Shell.Result result = run("a", COMPUTED);

        assertThat(result.exitCode()).as(result.err()).isZero();
        for (String sink : List.of("gait", "strides", "coverage")) {
            String table = sink.equals("strides") ? "stride" : sink;
            assertThat(rows("SELECT line FROM barnhand." + table))
                    .as(sink)
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(lines(sink, "a"));
        }
        assertThat(
                        rows(
                                "SELECT gait || ' ' || round(stride_freq_hz::numeric, 1)"
                                        + " FROM barnhand.pass ORDER BY 1"))
                .containsExactly("trot 1.4", "walk 0.9");
        assertThat(
                        rows(
                                "SELECT count(*) FROM barnhand.gait WHERE stride_freq_low IS NULL"
                                        + " OR NOT stride_freq_hz BETWEEN stride_freq_low AND"
                                        + " stride_freq_high"))
                .containsExactly("0");
    }

    @Test
    void unusableInputIsARow() throws Exception {
        Path broken = Files.createDirectories(folder.resolve("broken"));
        Files.writeString(broken.resolve("a.jsonl"), "not a pose\n");

        Shell.Result result = run("a", broken);

        assertThat(result.exitCode()).as(result.err()).isOne();
        assertThat(
                        rows(
                                "SELECT stage || ' ' || (source LIKE '%a.jsonl%') FROM barnhand.dead_letter"))
                .containsExactly("parse true");
    }

    @Test
    void aRunThatWritesTwiceHasEveryRowOnce() throws Exception {
        run("a", COMPUTED);
        List<String> once = rows("SELECT line FROM barnhand.stride");
        // As after a failure: the same run writes again, which without its claim is a new one.
        execute("DELETE FROM barnhand.run");
        shell = new Shell(folder.resolve("again"));
        run("a", COMPUTED);

        assertThat(rows("SELECT line FROM barnhand.stride"))
                .containsExactlyInAnyOrderElementsOf(once);
    }

    @Test
    void footageThatIsRunAgainCountsOnce() throws Exception {
        run("a", COMPUTED);
        List<String> coverage = rows("SELECT * FROM barnhand.coverage_by_hour ORDER BY 1");
        run("b", COMPUTED);

        assertThat(rows("SELECT DISTINCT run FROM barnhand.pass")).containsExactly("b");
        assertThat(rows("SELECT DISTINCT run FROM barnhand.current_stride")).containsExactly("b");
        assertThat(rows("SELECT * FROM barnhand.coverage_by_hour ORDER BY 1"))
                .isNotEmpty()
                .isEqualTo(coverage);
    }

    @Test
    void coverageIsTheUnionOfSpansHourByHour() throws Exception {
        long ten = 1_800_000_000_000_000L; // A full hour.
        span("decoded", null, ten, 600);
        span("decoded", null, ten + 300_000_000L, 600);
        span("decoded", null, ten + 3_500_000_000L, 200);
        span("expected", null, ten, 3600);
        span("horse", "t1", ten + 60_000_000L, 10);
        span("horse", "t2", ten + 65_000_000L, 10);

        assertThat(
                        rows(
                                "SELECT extract(epoch FROM hour)::bigint || ' '"
                                        + " || expected_s::int || ' ' || decoded_s::int || ' '"
                                        + " || horse_s::int || ' ' || usable_s::int"
                                        + " FROM barnhand.coverage_by_hour ORDER BY hour"))
                .containsExactly("1800000000 3600 1000 15 0", "1800003600 0 100 0 0");
    }

    @Test
    void aTrackIsAssignedToAHorseAndTheRecordsDoNotChange() throws Exception {
        run("a", COMPUTED);
        List<String> before = rows("SELECT line FROM barnhand.gait ORDER BY line::text");
        String camera = rows("SELECT DISTINCT camera FROM barnhand.pass").get(0);
        String assign = "SELECT barnhand.assign('%s', '%s', '1970-01-01', '2100-01-01')";

        rows(String.format(Locale.ROOT, assign, camera, "Luna"));
        String wrong = rows(String.format(Locale.ROOT, assign, camera, "Bella")).get(0);
        assertThat(rows("SELECT DISTINCT horse FROM barnhand.pass")).containsExactly("Bella");
        rows("SELECT barnhand.withdraw(" + wrong + ")");

        assertThat(rows("SELECT DISTINCT horse FROM barnhand.pass")).containsExactly("Luna");
        assertThat(rows("SELECT DISTINCT horse FROM barnhand.current_stride"))
                .containsExactly("Luna");
        assertThat(rows("SELECT line FROM barnhand.gait ORDER BY line::text")).isEqualTo(before);
        assertThat(rows("SELECT count(*) FROM barnhand.assignment WHERE assigned_by <> ''"))
                .containsExactly("2");
        assertThatThrownBy(() -> execute("UPDATE barnhand.assignment SET horse = 'X'"))
                .hasMessageContaining("withdraw it");
        assertThatThrownBy(() -> execute("DELETE FROM barnhand.assignment"))
                .hasMessageContaining("withdraw it");
        assertThatThrownBy(() -> rows("SELECT barnhand.withdraw(" + wrong + ")"))
                .hasMessageContaining("no assignment");
    }

    /** Six passes of ten strides of 1 s and a seventh of another camera, which is not mixed in. */
    @Test
    void frequencyIsPooledOverPassesWithAnInterval() throws Exception {
        double[] seconds = {1.00, 1.02, 0.98, 1.01, 0.99, 1.00};
        long start = 1_800_000_000_000_000L;
        for (int pass = 0; pass < seconds.length; pass++) {
            for (int stride = 0; stride < 10; stride++) {
                stride("aisle", start + pass * 60_000_000L, stride, seconds[pass]);
            }
        }
        stride("arena", start, 0, 0.5);
        execute("INSERT INTO barnhand.footage (run, camera, recording) VALUES ('r', 'aisle', 'm')");
        execute("INSERT INTO barnhand.footage (run, camera, recording) VALUES ('r', 'arena', 'm')");

        try (Statement statement = database.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT passes, strides, stride_freq_hz, low, high"
                                        + " FROM barnhand.frequency_by_day WHERE camera = 'aisle'")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt("passes")).isEqualTo(6);
            assertThat(row.getInt("strides")).isEqualTo(60);
            assertThat(row.getDouble("stride_freq_hz")).isCloseTo(1.0, within(1e-9));
            // By hand: SE = sqrt(6/5 * (2 * 0.2^2 + 2 * 0.1^2)) / 60, t(5, .975) = 2.5706.
            double half = 2.5706 * Math.sqrt(1.2 * (2 * 0.04 + 2 * 0.01)) / 60;
            assertThat(row.getDouble("low")).isCloseTo(1 - half, within(1e-5));
            assertThat(row.getDouble("high")).isCloseTo(1 + half, within(1e-5));
            assertThat(row.next()).isFalse();
        }
    }

    @Test
    void aDatabaseWithoutTablesIsReportedBeforeTheJobStarts() throws Exception {
        execute("DROP SCHEMA barnhand CASCADE");

        Shell.Result result = run("a", COMPUTED);

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("has no tables of this job").contains("flink-deploy/sql");
    }

    private Shell.Result run(String id, Path poses) {
        String target =
                String.format(
                        Locale.ROOT,
                        "[{kind: jsonl, path: '%s'}, {kind: postgres, url: '%s'}]",
                        "%s",
                        server.getJdbcUrl("postgres", "postgres"));
        Path out = shell.folder("gait", id).getParent().getParent();
        List<String> arguments =
                new ArrayList<>(List.of("run", "--set", "source.kind=poses", "--set"));
        arguments.add("source.path=" + poses);
        for (String setting :
                List.of("run.id=" + id, "gait.sliding=0s", "sinks.poses={kind: none}")) {
            arguments.addAll(List.of("--set", setting));
        }
        for (String sink : List.of("gait", "strides", "coverage", "dead-letter")) {
            arguments.addAll(
                    List.of(
                            "--set",
                            "sinks."
                                    + sink
                                    + "="
                                    + String.format(Locale.ROOT, target, out.resolve(sink))));
        }
        return Shell.barnhand(arguments.toArray(String[]::new));
    }

    /** As the database writes JSON, so that texts can be compared. */
    private List<String> lines(String sink, String run) throws Exception {
        List<String> lines = new ArrayList<>();
        for (JsonNode json : shell.records(sink, run)) {
            if (!sink.equals("coverage")) {
                ((ObjectNode) json).put("run", run);
            }
            lines.addAll(rows("SELECT '" + json.toString().replace("'", "''") + "'::jsonb"));
        }
        return lines;
    }

    private void span(String kind, String track, long startUs, long seconds) throws Exception {
        ObjectNode line = MAPPER.createObjectNode();
        line.put("camera", "aisle").put("recording", "m").put("track", track).put("kind", kind);
        line.put("start_us", startUs).put("end_us", startUs + 1_000_000L * seconds);
        execute("INSERT INTO barnhand.coverage (run, line) VALUES ('r', '" + line + "')");
    }

    private void stride(String camera, long passStartUs, int ordinal, double strideS)
            throws Exception {
        ObjectNode line = MAPPER.createObjectNode();
        line.put("camera_id", camera).put("recording", "m").put("track_id", "t");
        line.put("horse_id", "Luna").put("limb", "LH").put("gait", "walk").put("pose_model", "p");
        line.put("direction", "image_left").put("pass_start_us", passStartUs);
        line.put("on_us", passStartUs + 1_000_000L * ordinal).put("stride_s", strideS);
        execute("INSERT INTO barnhand.stride (run, line) VALUES ('r', '" + line + "')");
    }

    private void execute(String sql) throws SQLException {
        tables.execute(sql);
    }

    private List<String> rows(String sql) throws SQLException {
        return tables.rows(sql);
    }
}
