package io.barnhand.gait.job.integration.names;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.job.analysis.results.PoseFiles;
import io.barnhand.gait.job.formats.parquet.CameraDay;
import io.barnhand.gait.job.testing.BarnTables;
import io.barnhand.gait.job.testing.Dashboard;
import io.barnhand.gait.job.testing.KafkaBroker;
import io.barnhand.gait.job.testing.Shell;
import io.barnhand.gait.operators.records.HorsePose;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/**
 * A camera, a recording and a horse of every hostile name, through one job into all destinations,
 * and from there to readers, dashboards and purges.
 */
class RecordNamesITCase {

    private static final Path WALK =
            Path.of("../testing/src/main/resources/computed/computed-walk.jsonl");
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String RUN = "1.10";
    private static final int POSES = 120;

    /** A folder of such a name. */
    private static final String OUT = "S\u00fcd 3/a+b=50%25,100% & \ud83d\udc34";

    @TempDir private static Path folder;

    private static EmbeddedPostgres server;
    private static Connection database;
    private static BarnTables tables;
    private static KafkaBroker broker;
    private static Shell shell;

    @BeforeAll
    static void run() throws Exception {
        server = EmbeddedPostgres.start();
        database = server.getPostgresDatabase().getConnection();
        tables = BarnTables.in(database);
        broker = KafkaBroker.start(Files.createDirectory(folder.resolve("broker")));
        for (String topic : List.of("gait", "strides", "coverage", "poses")) {
            broker.createTopic(topic, 3);
        }
        Path poses = Files.createDirectory(folder.resolve("input"));
        List<String> walk = Files.readAllLines(WALK);
        List<String> horses = new ArrayList<>();
        for (String name : HostileName.all()) {
            List<String> lines = new ArrayList<>();
            for (String line : walk) {
                ObjectNode pose = (ObjectNode) MAPPER.readTree(line);
                pose.put("camera", name).put("recording", name).put("track", name + "/0/0");
                lines.add(pose.toString());
            }
            Files.write(poses.resolve(horses.size() + ".jsonl"), lines);
            horses.add(
                    String.format(
                            Locale.ROOT,
                            "{camera: %1$s, horse: %1$s}",
                            MAPPER.writeValueAsString(name)));
        }
        shell = new Shell(folder.resolve(OUT));
        Shell.Result result =
                Shell.barnhand(
                        "run",
                        "--set",
                        "run.id=" + RUN,
                        "--set",
                        "source={kind: poses, path: '" + poses + "'}",
                        "--set",
                        "horses=[" + String.join(", ", horses) + "]",
                        "--set",
                        "kafka.brokers=" + broker.address(),
                        "--set",
                        "sinks.poses=["
                                + String.join(", ", lines("poses"), topic("poses"), columns())
                                + "]",
                        "--set",
                        everywhere("gait"),
                        "--set",
                        everywhere("strides"),
                        "--set",
                        everywhere("coverage"),
                        "--set",
                        "sinks.dead-letter=" + lines("dead-letter"));
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(shell.records("dead-letter", RUN)).isEmpty();
    }

    private static String everywhere(String result) {
        return String.format(
                Locale.ROOT,
                "sinks.%s=[%s, %s, {kind: postgres, url: '%s'}]",
                result,
                lines(result),
                topic(result),
                url());
    }

    private static String lines(String result) {
        return "{kind: jsonl, path: '" + folder.resolve(OUT).resolve(result) + "'}";
    }

    private static String columns() {
        return "{kind: parquet, path: '" + folder.resolve("columns") + "'}";
    }

    private static String topic(String result) {
        return "{kind: kafka, topic: " + result + "}";
    }

    private static String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    @AfterAll
    static void stop() throws Exception {
        database.close();
        server.close();
        broker.close();
    }

    @Test
    void linesHaveEveryName() throws IOException {
        for (String sink : List.of("poses", "gait", "strides")) {
            assertNames(sink, shell.records(sink, RUN));
        }
        assertThat(shell.records("coverage", RUN))
                .extracting(span -> span.path("camera").asText())
                .containsAll(HostileName.all());
    }

    @Test
    void columnsHaveEveryPoseInAFolderOfItsCamera() throws IOException {
        Path written = folder.resolve("columns").resolve("run=" + RUN);
        Set<String> folders = new TreeSet<>();
        List<HorsePose> poses = new ArrayList<>();
        try (Stream<Path> files = Files.walk(written)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(file.getFileName().toString()).doesNotStartWith(".");
                folders.add(written.relativize(file.getParent()).toString());
                PoseFiles.forEach(file.toString(), poses::add);
            }
        }

        assertThat(poses)
                .extracting(HorsePose::camera)
                .containsExactlyInAnyOrderElementsOf(
                        HostileName.all().stream()
                                .flatMap(name -> Collections.nCopies(POSES, name).stream())
                                .toList());
        assertThat(folders)
                .containsExactlyInAnyOrderElementsOf(
                        poses.stream()
                                .map(pose -> CameraDay.folder(pose.camera(), pose.timeUs()))
                                .collect(Collectors.toSet()));
    }

    @Test
    void topicsHaveEveryName() throws IOException {
        for (String topic : List.of("poses", "gait", "strides")) {
            List<JsonNode> records = new ArrayList<>();
            for (ConsumerRecord<String, String> record :
                    broker.records(topic, IsolationLevel.READ_COMMITTED)) {
                records.add(MAPPER.readTree(record.value()));
            }
            assertNames(topic, records);
        }
    }

    private static void assertNames(String place, List<JsonNode> records) {
        Map<String, List<String>> members =
                Map.of(
                        "camera",
                        List.of("camera", "camera_id"),
                        "recording",
                        List.of("recording"),
                        "horse",
                        List.of("horse", "horse_id"));
        members.forEach(
                (member, names) ->
                        assertThat(records)
                                .as(place + " by " + member)
                                .extracting(
                                        record ->
                                                names.stream()
                                                        .map(record::path)
                                                        .filter(JsonNode::isTextual)
                                                        .map(JsonNode::asText)
                                                        .findFirst()
                                                        .orElse("none"))
                                .containsAll(HostileName.all())
                                .isSubsetOf(HostileName.all()));
    }

    @Test
    void tablesAndViewsHaveEveryName() throws Exception {
        for (String from : List.of("gait", "stride", "pass", "current_stride")) {
            for (String column : List.of("camera", "recording", "horse")) {
                assertThat(tables.rows("SELECT DISTINCT " + column + " FROM barnhand." + from))
                        .as(from + "." + column)
                        .containsExactlyInAnyOrderElementsOf(HostileName.all());
            }
        }
        assertThat(tables.rows("SELECT DISTINCT camera FROM barnhand.coverage_by_hour"))
                .containsExactlyInAnyOrderElementsOf(HostileName.all());
    }

    @Test
    void everyDashboardTakesEveryName() throws Exception {
        tables.rows("SELECT barnhand.refresh_trends(zone => 'UTC')");
        // The harness takes a dollar for a variable that it does not know.
        List<String> names =
                HostileName.all().stream().filter(name -> !name.contains("$")).toList();
        for (String name : names) {
            int rows = 0;
            for (Dashboard dashboard : Dashboard.all()) {
                for (Dashboard.Query query : dashboard.queries("rawSql")) {
                    rows += rows(choice(name).expand(query.sql()));
                }
            }
            assertThat(rows).as(name).isPositive();
        }
    }

    @Test
    void horsesOfATableAreThoseOfTheirCameras() throws Exception {
        // A spreadsheet's blanks around a name are none of it.
        List<String> names =
                HostileName.all().stream().filter(name -> name.equals(name.strip())).toList();
        StringBuilder rows = new StringBuilder("camera,horse,valid_from,valid_to,track,note\n");
        for (String name : names) {
            String quoted = '"' + name.replace("\"", "\"\"") + '"';
            rows.append(quoted).append(',').append(quoted).append(",2025-01-01,9999-12-31,,\n");
        }
        try (Connection own = server.getPostgresDatabase().getConnection()) {
            own.setAutoCommit(false);
            own.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "COPY barnhand.assignment_import"
                                    + " (camera, horse, valid_from, valid_to, track, note)"
                                    + " FROM STDIN CSV ENCODING 'UTF8'",
                            new StringReader(rows.toString()));
            BarnTables imported = BarnTables.of(own);

            assertThat(imported.rows("SELECT barnhand.import_assignments()"))
                    .containsExactly(Integer.toString(names.size()));
            assertThat(imported.rows("SELECT camera FROM barnhand.assignment WHERE camera = horse"))
                    .containsExactlyInAnyOrderElementsOf(names);
            own.rollback();
        }
    }

    private static Dashboard.Choice choice(String name) {
        Map<String, List<String>> variables = new HashMap<>();
        variables.put("horse", List.of(name));
        variables.put("camera", List.of(name));
        variables.put("gait", List.of("walk"));
        variables.put("direction", List.of("both"));
        variables.put("band", List.of("3"));
        variables.put("model", List.of("m"));
        variables.put("metric", List.of("stride_frequency"));
        variables.put("back", List.of("7 days"));
        return new Dashboard.Choice("2025-12-30T00:00:00Z", "2026-01-10T00:00:00Z", variables);
    }

    private static int rows(String sql) throws Exception {
        int rows = 0;
        try (Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows++;
            }
        }
        return rows;
    }

    @Test
    void aReportAndAComparisonNameThemAll() throws IOException {
        Path page = folder.resolve("page.html");
        Path comparison = folder.resolve("comparison");
        String out = folder.resolve(OUT).toString();

        Shell.Result report = Shell.barnhand("report", "--run", out, "--out", page.toString());
        Shell.Result compare = Shell.barnhand("compare", out, out, "--out", comparison.toString());

        assertThat(report.exitCode()).as(report.err()).isZero();
        String html = Files.readString(page);
        for (String name : HostileName.all()) {
            assertThat(shown(html).contains(name)).as(name).isTrue();
        }
        assertThat(html).doesNotContain("<b>2");
        assertThat(compare.exitCode()).as(compare.err()).isZero();
        assertThat(Files.readString(comparison.resolve("passes.csv")))
                .contains("Stall 3", "\"a,b\"", "S\u00fcd", "\"the \"\"old\"\" barn\"");
    }

    private static String shown(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    @Test
    void recordsOfEveryNameCanBeRemovedAndNoOther() throws IOException {
        for (String name : HostileName.all()) {
            Shell.Result purge =
                    Shell.barnhand(
                            "purge",
                            "--camera=" + name,
                            "--before",
                            "2026-06-01",
                            "--set",
                            "sinks.poses=[" + lines("poses") + ", " + columns() + "]",
                            "--set",
                            "sinks.gait=["
                                    + lines("gait")
                                    + ", {kind: postgres, url: '"
                                    + url()
                                    + "'}]",
                            "--set",
                            "sinks.strides=" + lines("strides"),
                            "--set",
                            "sinks.coverage=" + lines("coverage"),
                            "--set",
                            "sinks.dead-letter=" + lines("dead-letter"));

            assertThat(purge.exitCode()).as(name + purge.err()).isZero();
            assertThat(purge.out().lines().map(String::strip))
                    .as(name)
                    .contains(POSES + "  " + folder.resolve(OUT + "/poses/run=" + RUN))
                    .contains(POSES + "  " + folder.resolve("columns/run=" + RUN));
            assertThat(
                            new TreeSet<>(
                                    purge.out()
                                            .lines()
                                            .filter(line -> line.contains(url()))
                                            .toList()))
                    .as(name + " in tables")
                    .isNotEmpty();
        }
    }
}
