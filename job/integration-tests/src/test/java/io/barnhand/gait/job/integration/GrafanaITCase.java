package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.job.formats.json.StrideLine;
import io.barnhand.gait.job.testing.BarnTables;
import io.barnhand.gait.job.testing.Dashboard;
import io.barnhand.gait.job.testing.Shell;
import io.barnhand.gait.job.testing.SyntheticMonths;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every query of the dashboards against a database that the job has filled, with weeks of synthetic
 * strides beside what it measured. The counters that they name are in {@link KafkaSourceITCase}.
 */
class GrafanaITCase {

    private static final Path COMPUTED = Path.of("../testing/src/main/resources/computed");
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Set<Integer> NUMBERS =
            Set.of(Types.DOUBLE, Types.BIGINT, Types.INTEGER, Types.NUMERIC);

    private static EmbeddedPostgres server;
    private static Connection database;
    private static BarnTables tables;

    @TempDir private static Path folder;

    @BeforeAll
    static void fill() throws Exception {
        server = EmbeddedPostgres.start();
        database = server.getPostgresDatabase().getConnection();
        tables = BarnTables.in(database);
        runTheJob();
        write(SyntheticMonths.strides(45));
        tables.rows("SELECT barnhand.refresh_trends(zone => 'UTC')");
        tables.execute("UPDATE barnhand.dead_letter SET written_at = '2026-03-25'");
    }

    @AfterAll
    static void stop() throws Exception {
        database.close();
        server.close();
    }

    /** The computed tracks on three days, and a broken file. */
    private static void runTheJob() throws Exception {
        Path poses = Files.createDirectories(folder.resolve("poses"));
        for (String track : List.of("computed-walk", "computed-trot")) {
            for (int day = 0; day < 3; day++) {
                List<String> lines = new ArrayList<>();
                for (String line : Files.readAllLines(COMPUTED.resolve(track + ".jsonl"))) {
                    ObjectNode pose = (ObjectNode) MAPPER.readTree(line);
                    pose.put("recording", track + " " + day).put("horse", "Mimi");
                    pose.put("time_us", pose.path("time_us").asLong() + 86_400_000_000L * day);
                    lines.add(pose.toString());
                }
                Files.write(poses.resolve(track + day + ".jsonl"), lines);
            }
        }
        Files.writeString(poses.resolve("broken.jsonl"), "not a pose\n");
        String target =
                "{kind: postgres, url: '" + server.getJdbcUrl("postgres", "postgres") + "'}";
        Shell.Result result =
                Shell.barnhand(
                        "run",
                        "--set",
                        "source.kind=poses",
                        "--set",
                        "source.path=" + poses,
                        "--set",
                        "gait.sliding=0s",
                        "--set",
                        String.format(
                                Locale.ROOT,
                                "sinks={poses: {kind: none}, gait: %1$s, strides: %1$s, coverage: %1$s, dead-letter: %1$s}",
                                target));
        assertThat(result.exitCode()).as(result.err()).isZero();
    }

    private static void write(List<StrideRecord> strides) throws SQLException {
        try (PreparedStatement insert =
                database.prepareStatement(
                        "INSERT INTO barnhand.stride (run, line) VALUES ('synthetic', ?::jsonb)")) {
            for (StrideRecord stride : strides) {
                insert.setString(1, StrideLine.write(stride, "synthetic"));
                insert.addBatch();
            }
            insert.executeBatch();
        }
        tables.execute(
                "INSERT INTO barnhand.footage (run, camera, recording) SELECT DISTINCT run, camera,"
                        + " recording FROM barnhand.stride WHERE run = 'synthetic'");
        tables.execute("ANALYZE");
    }

    /** A reader of Luna's months, and a reader of the records that the job measured. */
    private static List<Dashboard.Choice> choices() throws SQLException {
        List<String> cameras =
                tables.rows("SELECT DISTINCT camera FROM barnhand.footage ORDER BY 1");
        return List.of(
                choice(cameras, "2026-03-20", "2026-04-10", "Luna", "aisle", "both", "3", "m"),
                choice(
                        cameras,
                        "2025-12-30",
                        "2026-01-10",
                        "Mimi",
                        "computed",
                        "image_right",
                        "3",
                        "m"));
    }

    private static Dashboard.Choice choice(
            List<String> cameras,
            String from,
            String to,
            String horse,
            String camera,
            String direction,
            String band,
            String model) {
        Map<String, List<String>> variables = new HashMap<>();
        variables.put("horse", List.of(horse));
        variables.put("gait", List.of("trot"));
        variables.put("direction", List.of(direction));
        variables.put("band", List.of(band));
        variables.put("model", List.of(model));
        variables.put("metric", List.of("stride_frequency"));
        variables.put("back", List.of("7 days"));
        variables.put("camera", List.of(camera));
        variables.put("cameras", cameras);
        return new Dashboard.Choice(from + "T00:00:00Z", to + "T00:00:00Z", variables);
    }

    /** One camera if a dashboard asks for one, all if it takes several. */
    private static Dashboard.Choice choice(Dashboard dashboard, Dashboard.Choice choice) {
        Map<String, List<String>> variables = new HashMap<>(choice.variables());
        for (JsonNode variable : dashboard.variables()) {
            if (variable.path("name").asText().equals("camera")
                    && variable.path("multi").asBoolean()) {
                variables.put("camera", choice.variables().get("cameras"));
            }
        }
        return new Dashboard.Choice(choice.from(), choice.to(), variables);
    }

    @Test
    void everyQueryReturnsRowsInTheFormOfItsPanel() throws Exception {
        for (Dashboard dashboard : Dashboard.all()) {
            List<Dashboard.Query> queries = dashboard.queries("rawSql");
            assertThat(queries).as(dashboard.file()).isNotEmpty();
            for (Dashboard.Query query : queries) {
                int rows = 0;
                for (Dashboard.Choice choice : choices()) {
                    rows += rows(query, choice(dashboard, choice).expand(query.sql()));
                }
                assertThat(rows).as(query.toString()).isPositive();
            }
        }
    }

    private static int rows(Dashboard.Query query, String sql) throws SQLException {
        String type = query.panel().path("type").asText();
        String format = query.target().path("format").asText();
        try (Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            ResultSetMetaData columns = result.getMetaData();
            Map<String, Integer> types = new HashMap<>();
            for (int k = 1; k <= columns.getColumnCount(); k++) {
                assertThat(types.put(columns.getColumnLabel(k), columns.getColumnType(k)))
                        .as("a column named twice in " + query)
                        .isNull();
            }
            assertThat(types.keySet())
                    .as(query.toString())
                    .containsAll(Dashboard.namedColumns(query.panel()));
            if (!type.equals("table")) {
                assertThat(types.get("time"))
                        .as(query.toString())
                        .isIn(
                                Types.TIMESTAMP,
                                Types.TIMESTAMP_WITH_TIMEZONE,
                                Types.DOUBLE,
                                Types.NUMERIC);
            }
            if (format.equals("time_series")) {
                assertThat(types.get("value")).as(query.toString()).isIn(NUMBERS);
            }
            if (type.equals("candlestick")) {
                for (String column : List.of("open", "high", "low", "close")) {
                    assertThat(types.get(column)).as(query.toString()).isIn(NUMBERS);
                }
            }
            int rows = 0;
            while (result.next()) {
                assertThat(result.getObject(1)).as(query.toString()).isNotNull();
                rows++;
            }
            return rows;
        }
    }

    @Test
    void everyVariableHasValues() throws Exception {
        for (Dashboard dashboard : Dashboard.all()) {
            for (JsonNode variable : dashboard.variables()) {
                if (variable.path("type").asText().equals("query")) {
                    String sql = variable.path("query").asText();
                    assertThat(tables.rows(choices().get(0).expand(sql))).as(sql).isNotEmpty();
                }
            }
        }
    }

    @Test
    void dashboardsAreWhatGrafanaReads() throws Exception {
        Set<String> uids = new HashSet<>();
        for (Dashboard dashboard : Dashboard.all()) {
            JsonNode json = dashboard.json();
            assertThat(uids.add(json.path("uid").asText())).as(dashboard.file()).isTrue();
            assertThat(json.path("schemaVersion").asInt()).isGreaterThanOrEqualTo(39);
            Set<Integer> ids = new HashSet<>();
            boolean[][] taken = new boolean[400][24];
            for (JsonNode panel : dashboard.panels()) {
                assertThat(ids.add(panel.path("id").asInt())).isTrue();
                JsonNode place = panel.path("gridPos");
                for (int y = 0; y < place.path("h").asInt(); y++) {
                    for (int x = 0; x < place.path("w").asInt(); x++) {
                        int row = place.path("y").asInt() + y;
                        int column = place.path("x").asInt() + x;
                        assertThat(taken[row][column]).as(panel.path("title").asText()).isFalse();
                        taken[row][column] = true;
                    }
                }
                for (JsonNode target : panel.path("targets")) {
                    assertThat(target.path("datasource").path("uid").asText())
                            .isIn("barnhand", "barnhand-metrics");
                }
            }
        }
        assertThat(uids).contains("barnhand-barn", "barnhand-horse", "barnhand-operations");
    }

    @Test
    void noWordOrColourIsAVerdict() throws Exception {
        for (Dashboard dashboard : Dashboard.all()) {
            assertThat(Dashboard.words(dashboard.text()))
                    .as(dashboard.file())
                    .doesNotContain("lame", "lameness", "sound", "score", "mm", "red", "green");
            for (Dashboard.Query query : dashboard.queries("rawSql")) {
                // A point without its interval is not drawn.
                if (query.panel().path("type").asText().equals("candlestick")) {
                    assertThat(query.sql()).contains("low IS NOT NULL");
                }
            }
            assertThat(dashboard.text()).doesNotContain("\"spanNulls\": true");
        }
    }
}
