package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barnhand.gait.job.testing.BarnTables;
import io.barnhand.gait.job.testing.Shell;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of two cameras in files and tables; those of one before a day are removed. */
class PurgeITCase {

    /** 2026-02-01T00:00:00Z, µs. */
    private static final long FEBRUARY_US = 1_769_904_000_000_000L;

    private static final long OLD_US = FEBRUARY_US - 1000;

    /** Of what goes on for some time. */
    private static final long LENGTH_US = 2_000_000;

    @TempDir private Path folder;

    @Test
    void oldRecordsAreCountedAndThenRemovedFromFiles() throws IOException {
        String keptPoses = pose("aisle", FEBRUARY_US) + pose("yard", OLD_US);
        write("poses/run=a/part-0", pose("aisle", OLD_US) + keptPoses);
        write("poses/run=a/.part-1.inprogress", pose("aisle", OLD_US));
        write("poses/run=b/part-0", pose("aisle", OLD_US) + pose("aisle", OLD_US));
        write("gait/run=a/part-0", gait("aisle", OLD_US) + gait("aisle", FEBRUARY_US));
        write("strides/run=a/part-0", stride("aisle", OLD_US) + stride("yard", OLD_US));
        write("coverage/run=a/part-0", coverage("aisle", OLD_US) + coverage("yard", OLD_US));
        String unknown = "{\"camera\":null,\"stage\":\"parse\",\"time_us\":null}\n";
        write("dead-letter/run=a/part-0", letter("aisle", OLD_US) + unknown);
        List<String> before = everything();

        Shell.Result shown = purge();

        assertThat(shown.exitCode()).as(shown.err()).isZero();
        assertThat(shown.out())
                .contains("2  " + folder + "/poses/run=b", "1  " + folder + "/gait/run=a")
                .contains("Nothing was removed; give --yes")
                .contains("not checked  " + folder + "/poses/run=a: files that a run is writing");
        assertThat(everything()).isEqualTo(before);

        Shell.Result removed = purge("--yes");

        assertThat(removed.out()).contains("Removed: 7 records.");
        assertThat(everything())
                .containsExactlyInAnyOrder(
                        "poses/run=a/part-0\n" + keptPoses,
                        "poses/run=a/.part-1.inprogress\n" + pose("aisle", OLD_US),
                        "gait/run=a/part-0\n" + gait("aisle", FEBRUARY_US),
                        "strides/run=a/part-0\n" + stride("yard", OLD_US),
                        "coverage/run=a/part-0\n" + coverage("yard", OLD_US),
                        "dead-letter/run=a/part-0\n" + unknown);
        assertThat(purge("--yes").out()).contains("Nothing of aisle was found before 2026-02-01.");
    }

    @Test
    void keypointsInParquetAreRemovedAlike() throws Exception {
        Path poses = Path.of("../testing/src/main/resources/computed/computed-trot.jsonl");
        Path archive = folder.resolve("archive");
        String sink = "sinks.poses={kind: parquet, path: " + archive + "}";
        List<String> run =
                new ArrayList<>(
                        List.of(
                                "run",
                                "--set",
                                sink,
                                "--set",
                                "run.id=a",
                                "--set",
                                "source.kind=poses",
                                "--set",
                                "source.path=" + poses));
        for (String none : List.of("gait", "strides", "coverage", "dead-letter")) {
            run.addAll(List.of("--set", "sinks." + none + "={kind: none}"));
        }
        Shell.Result written = Shell.barnhand(run.toArray(String[]::new));
        assertThat(written.exitCode()).as(written.err()).isZero();
        JsonNode first = new JsonMapper().readTree(Files.readAllLines(poses).get(0));
        // A second of the track is removed, at 30 frames.
        String before =
                Instant.ofEpochMilli(first.path("time_us").asLong() / 1000 + 1000).toString();
        long all = rows(archive);
        write("archive/_ledger=a/coverage/camera=x/l.jsonl", coverage("other", OLD_US));
        Path span = folder.resolve("archive/_ledger=a/spans/keypoints/camera=x/0.parquet");
        Files.createDirectories(span.getParent());
        Files.copy(keypointFile(archive.resolve("run=a")), span);

        Shell.Result result =
                Shell.barnhand(
                        "purge",
                        "--camera",
                        first.path("camera").asText(),
                        "--before",
                        before,
                        "--yes",
                        "--set",
                        sink,
                        "--set",
                        "sinks.gait={kind: none}",
                        "--set",
                        "sinks.strides={kind: none}",
                        "--set",
                        "sinks.coverage={kind: none}",
                        "--set",
                        "sinks.dead-letter={kind: none}");

        assertThat(result.exitCode()).as(result.err()).isZero();
        long covered =
                Files.readAllLines(poses).stream()
                        .filter(line -> timeOf(line).isBefore(Instant.parse(before)))
                        .count();
        assertThat(covered).isBetween(1L, all - 1);
        assertThat(result.out()).contains("Removed: " + 2 * covered + " records.");
        assertThat(rows(archive)).isEqualTo(all - covered);
        assertThat(span).hasSameBinaryContentAs(keypointFile(archive.resolve("run=a")));
    }

    /** Their times count from 1970, but they may be of yesterday. */
    @Test
    void recordsOfAnUnknownClockStayUnlessTheyAreAskedFor() throws IOException {
        String unknown = pose("aisle", 0) + pose("aisle", 86_400_000_000L);
        write("poses/run=a/part-0", unknown + pose("aisle", OLD_US) + pose("yard", 0));
        write("gait/run=a/part-0", gait("aisle", 4_000_000));
        write("coverage/run=a/part-0", coverage("aisle", 4_000_000));

        assertThat(purge().out())
                .contains("1  " + folder + "/poses/run=a")
                .contains("Of an unknown time, and kept: 4; --unknown-clock takes them too.");
        assertThat(purge("--yes").out()).contains("Removed: 1 records.");
        assertThat(everything())
                .hasSize(3)
                .contains("poses/run=a/part-0\n" + unknown + pose("yard", 0));

        assertThat(purge("--unknown-clock").out())
                .contains("2  " + folder + "/poses/run=a")
                .contains("Of these, 4 are of an unknown time.")
                .contains("Nothing was removed");
        assertThat(purge("--unknown-clock", "--yes").out()).contains("Removed: 4 records.");
        assertThat(everything()).containsExactly("poses/run=a/part-0\n" + pose("yard", 0));
    }

    private static Path keypointFile(Path run) throws IOException {
        try (Stream<Path> files = Files.walk(run)) {
            List<Path> keypoints =
                    files.filter(file -> file.toString().endsWith(".parquet")).toList();
            assertThat(keypoints).hasSize(1);
            return keypoints.get(0);
        }
    }

    private static Instant timeOf(String line) {
        try {
            long us = new JsonMapper().readTree(line).path("time_us").asLong();
            return Instant.ofEpochSecond(us / 1_000_000, us % 1_000_000 * 1000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As another reader counts them. */
    private static long rows(Path archive) throws Exception {
        try (Connection reader = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = reader.createStatement();
                ResultSet count =
                        statement.executeQuery(
                                String.format(
                                        Locale.ROOT,
                                        "SELECT count(*) FROM read_parquet('%s/run=*/**/*.parquet')",
                                        archive))) {
            count.next();
            return count.getLong(1);
        }
    }

    @Test
    void eachOfManyFilesIsReplacedOnce() throws IOException {
        for (int i = 0; i < 500; i++) {
            write("poses/run=a/part-" + i, pose("aisle", OLD_US) + pose("yard", OLD_US));
        }

        Shell.Result removed = purge("--yes");

        assertThat(removed.out()).contains("Removed: 500 records.");
        assertThat(everything()).hasSize(500).allMatch(line -> line.contains("yard"));
    }

    @Test
    void aBrokenLineEndsItBeforeAnythingIsRemoved() throws IOException {
        write("poses/run=a/part-0", pose("aisle", OLD_US));
        write("gait/run=a/part-0", "{\"camera_id\":\"aisle\"}\n");

        Shell.Result result = purge("--yes");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("gait/run=a/part-0, line 1: no gait line");
        assertThat(folder.resolve("poses/run=a/part-0")).hasContent(pose("aisle", OLD_US));
    }

    @Test
    void aTimeBeyondNumbersEndsIt() throws IOException {
        write("poses/run=a/part-0", "{\"camera\":\"aisle\",\"time_us\":99999999999999999999}\n");

        assertThat(purge("--yes").err()).contains("poses/run=a/part-0, line 1: no poses line");
        assertThat(Shell.barnhand("purge", "--camera", "a", "--before", "+999999999-01-01").err())
                .contains(
                        "--before is +999999999-01-01, must be a time after 1970; give it as 2026-01-31");
    }

    @Test
    void theFolderOfASinkMayBeALinkAndLinksBelowItAreNamed() throws IOException {
        write("disk/gait/run=a/part-0", gait("aisle", OLD_US));
        write("disk/old/part-0", gait("aisle", OLD_US));
        Files.createSymbolicLink(folder.resolve("gait"), folder.resolve("disk/gait"));
        Path link = folder.resolve("gait/run=a/older");
        Files.createSymbolicLink(link, folder.resolve("disk/old"));

        Shell.Result result = purge("--yes");

        assertThat(result.out())
                .contains("1  " + folder + "/gait/run=a")
                .contains("run=a: 1 links, the first is " + link + "; remove where they lead")
                .contains("Removed: 1 records.");
        assertThat(folder.resolve("disk/gait/run=a/part-0")).doesNotExist();
        assertThat(folder.resolve("disk/old/part-0")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gait/run=b", "poses/run=b", "poses/_ledger=b", "poses/run=b/day=1"})
    void noLinkBelowASinkIsFollowed(String link) throws IOException {
        write("disk/run=b/part-0", gait("aisle", OLD_US));
        write("disk/coverage/part-0", pose("aisle", OLD_US));
        write("poses/run=a/part-0", pose("aisle", OLD_US));
        Path at = folder.resolve(link);
        Files.createDirectories(at.getParent());
        Files.createSymbolicLink(
                at, folder.resolve(link.contains("_ledger") ? "disk" : "disk/run=b"));

        Shell.Result result = purge("--yes");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains(at.toString()).contains("remove w");
        assertThat(folder.resolve("disk/run=b/part-0")).exists();
        assertThat(folder.resolve("disk/coverage/part-0")).exists();
        assertThat(folder.resolve("poses/run=a/part-0")).doesNotExist();
    }

    @Test
    void aSinkWithinTheFolderOfAnotherIsNotTakenForARunOfIt() throws IOException {
        write("my barn/run=a/part-0", pose("aisle", OLD_US));
        write("my barn/gait/run=a/part-0", gait("aisle", OLD_US));

        Shell.Result result =
                barnhand(
                        "--yes",
                        "--set",
                        "sinks.poses.path=" + folder.resolve("my barn"),
                        "--set",
                        "sinks.gait.path=file:" + folder.resolve("my barn/gait"));

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("Removed: 2 records.");
        assertThat(everything()).isEmpty();
    }

    /**
     * Hours of footage may be one span, and a span of which a second is left is not of that hour.
     */
    @Test
    void coverageThatGoesOnBeginsAtTheTime() throws IOException {
        long hourUs = 3_600_000_000L;
        long endUs = FEBRUARY_US + 7;
        String kept = coverage("aisle", "r", "horse", FEBRUARY_US, endUs);
        write(
                "coverage/run=a/part-0",
                coverage("aisle", "r", "decoded", FEBRUARY_US - hourUs, endUs)
                        + coverage("aisle", "r", "usable", FEBRUARY_US - hourUs, FEBRUARY_US)
                        + kept);

        assertThat(purge().out()).contains("2  " + folder + "/coverage/run=a");
        assertThat(purge("--yes").out()).contains("Removed: 2 records.");

        assertThat(everything())
                .containsExactly(
                        "coverage/run=a/part-0\n"
                                + coverage("aisle", "r", "decoded", FEBRUARY_US, endUs)
                                + kept);
        assertThat(purge().out()).contains("Nothing of aisle was found before 2026-02-01.");
    }

    @Test
    void aSpanWithoutAnEndIsNoCoverage() throws IOException {
        write(
                "coverage/run=a/part-0",
                "{\"camera\":\"aisle\",\"start_us\":" + OLD_US + ",\"end_us\":null}\n");

        assertThat(purge("--yes").err())
                .contains("coverage/run=a/part-0, line 1: no coverage line, as end_us");
    }

    @Test
    void storesThatItCannotPurgeAreNamed() {
        Shell.Result result =
                barnhand(
                        "--set", "sinks.gait={kind: kafka, topic: gait}",
                        "--set", "sinks.strides={kind: jsonl, path: 's3://barn/strides'}",
                        "--set", "kafka.brokers=b:9092");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("not checked  topic gait: Kafka removes by age")
                .contains("not checked  s3://barn/strides: no local folder");
        assertThat(Shell.barnhand("purge", "--camera", "a", "--before", "may").err())
                .contains("--before is may, must be a time after 1970; give it as 2026-01-31");
    }

    @Test
    void theTablesLoseTheSameRecordsAndNothingElse() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Connection database = postgres.getPostgresDatabase().getConnection()) {
            BarnTables tables = BarnTables.in(database);
            for (long time : new long[] {5_000_000, OLD_US, FEBRUARY_US}) {
                for (String camera : List.of("aisle", "yard")) {
                    insert(tables, "gait", gait(camera, time));
                    insert(tables, "stride", stride(camera, time));
                    insert(tables, "coverage", coverage(camera, time));
                    insert(tables, "dead_letter", letter(camera, time));
                }
            }
            tables.execute(
                    """
                    INSERT INTO barnhand.trends_refreshed (zone) VALUES ('Europe/Berlin');
                    INSERT INTO barnhand.day_value (horse, camera, gait, metric, day, value, n, passes)
                    SELECT 'h', 'aisle', 'trot', 'm', d, 1, 1, 1
                    FROM unnest(ARRAY['1970-01-01', '2026-01-31', '2026-02-01']::date[]) AS d
                    """);
            String url = postgres.getJdbcUrl("postgres", "postgres");

            Shell.Result result = barnhand(inTables(url, "--yes"));

            assertThat(result.exitCode()).as(result.err()).isZero();
            assertThat(result.out())
                    .contains("1  " + url + " table gait", "1  " + url + " table day_value")
                    .contains("Of an unknown time, and kept: 5;")
                    .contains("Removed: 5 records.");
            for (String table : List.of("gait", "stride", "coverage", "dead_letter")) {
                assertThat(
                                tables.rows(
                                        "SELECT camera, count(*) FROM barnhand."
                                                + table
                                                + " GROUP BY 1 ORDER BY 1"))
                        .as(table)
                        .containsExactly("aisle 2", "yard 3");
            }
            assertThat(tables.rows("SELECT day FROM barnhand.day_value"))
                    .containsExactly("1970-01-01", "2026-02-01");
            // The recording of the old records is forgotten, the others are not.
            assertThat(tables.rows("SELECT camera, recording FROM barnhand.footage ORDER BY 1, 2"))
                    .containsExactly(
                            "aisle " + FEBRUARY_US,
                            "aisle 5000000",
                            "aisle r",
                            "yard " + OLD_US,
                            "yard " + FEBRUARY_US,
                            "yard 5000000",
                            "yard r");
        }
    }

    /**
     * Spans of two runs, of which the later is current, over 40 min before the time and 10 behind.
     */
    @Test
    void noTableHoldsATimeThatWasPurged() throws Exception {
        long minuteUs = 60_000_000L;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Connection database = postgres.getPostgresDatabase().getConnection()) {
            BarnTables tables = BarnTables.in(database);
            for (String run : List.of("a", "b")) {
                for (long us = -40 * minuteUs; us < 10 * minuteUs; us += 5_000_000) {
                    for (String kind : List.of("expected", "decoded", "horse")) {
                        long startUs = FEBRUARY_US + us - 2_000_000;
                        insert(
                                tables,
                                run,
                                "coverage",
                                coverage("aisle", "r", kind, startUs, startUs + 5_000_000));
                    }
                }
                insert(tables, run, "gait", gait("r", "aisle", FEBRUARY_US - 1_000_000));
                insert(tables, run, "gait", gait("r", "aisle", FEBRUARY_US + 1_000_000));
                insert(tables, run, "stride", stride("aisle", FEBRUARY_US - 1_000_000));
                insert(tables, run, "stride", stride("aisle", FEBRUARY_US + 1_000_000));
            }
            // Begins where the rest of others will, and says something else.
            insert(
                    tables,
                    "b",
                    "coverage",
                    coverage("aisle", "r", "horse", FEBRUARY_US, FEBRUARY_US + 9 * minuteUs)
                            .replace("0.50", "0.75")
                            .replace("unseen", "other"));
            assertThat(tables.rows("SELECT count(*) FROM barnhand.pass")).containsExactly("2");
            String url = postgres.getJdbcUrl("postgres", "postgres");

            assertThat(barnhand(inTables(url)).out()).contains("6  " + url + " table coverage");
            Shell.Result result = barnhand(inTables(url, "--yes"));

            assertThat(result.out()).as(result.err()).contains("Removed: 10 records.");
            String rows =
                    """
                    SELECT run, kind, (start_us - %1$d) / 1000000, (max(end_us) - %1$d) / 1000000
                    FROM barnhand.coverage GROUP BY run, kind, start_us ORDER BY 1, 2, 3
                    """;
            assertThat(tables.rows(String.format(Locale.ROOT, rows, FEBRUARY_US)))
                    .containsExactly(
                            "a decoded 0 598",
                            "a expected 0 598",
                            "a horse 0 598",
                            "b decoded 0 598",
                            "b expected 0 598",
                            "b horse 0 598");
            assertThat(
                            tables.rows(
                                    """
                                    SELECT run, lower(spans), lower(records), upper(records)
                                    FROM barnhand.footage WHERE recording = 'r' ORDER BY 1
                                    """))
                    .hasSize(2)
                    .allMatch(row -> row.substring(2).startsWith(FEBRUARY_US + " " + FEBRUARY_US));
            assertThat(tables.rows("SELECT run FROM barnhand.pass")).containsExactly("b");
            assertThat(tables.rows("SELECT run FROM barnhand.current_stride")).containsExactly("b");
            assertThat(
                            tables.rows(
                                    """
                                    SELECT count(*) FROM barnhand.coverage_by_hour
                                    WHERE hour < '2026-02-01T00:00Z'
                                    """))
                    .containsExactly("0");
            assertThat(barnhand(inTables(url)).out()).contains("Nothing of aisle was found");
        }
    }

    /** Arguments with the sinks in a database. */
    private static String[] inTables(String url, String... more) {
        List<String> arguments = new ArrayList<>(List.of(more));
        for (String name : List.of("gait", "strides", "coverage", "dead-letter")) {
            arguments.add("--set");
            arguments.add("sinks." + name + "={kind: postgres, url: '" + url + "'}");
        }
        return arguments.toArray(String[]::new);
    }

    private Shell.Result purge(String... more) {
        List<String> arguments = new ArrayList<>(List.of(more));
        for (String sink : List.of("poses", "gait", "strides", "coverage", "dead-letter")) {
            arguments.addAll(List.of("--set", "sinks." + sink + ".path=" + folder.resolve(sink)));
        }
        return barnhand(arguments.toArray(String[]::new));
    }

    private Shell.Result barnhand(String... arguments) {
        return Shell.barnhand(
                Stream.concat(
                                Stream.of("purge", "--camera", "aisle", "--before", "2026-02-01"),
                                Arrays.stream(arguments))
                        .toArray(String[]::new));
    }

    private static void insert(BarnTables tables, String table, String line) throws Exception {
        insert(tables, "a", table, line);
    }

    private static void insert(BarnTables tables, String run, String table, String line)
            throws Exception {
        tables.execute(
                String.format(
                        Locale.ROOT,
                        "INSERT INTO barnhand.%s (run, line) VALUES ('%s', '%s')",
                        table,
                        run,
                        line));
    }

    private static String pose(String camera, long timeUs) {
        return String.format(Locale.ROOT, "{\"camera\":\"%s\",\"time_us\":%d}\n", camera, timeUs);
    }

    private static String gait(String camera, long startUs) {
        return gait("" + startUs, camera, startUs);
    }

    private static String gait(String recording, String camera, long startUs) {
        return String.format(
                Locale.ROOT,
                """
               {"camera_id":"%s","recording":"%s","track_id":"t",\
               "window":{"kind":"pass","start_ms":%d,"end_ms":%d}}
               """,
                camera,
                recording,
                startUs / 1000,
                (startUs + LENGTH_US) / 1000);
    }

    /** The second of its pass. */
    private static String stride(String camera, long passStartUs) {
        return String.format(
                Locale.ROOT,
                """
               {"camera_id":"%s","recording":"r","track_id":"t","limb":"LH","on_us":%d,\
               "pass_start_us":%d,"next_on_us":%d}
               """,
                camera,
                passStartUs + LENGTH_US / 2,
                passStartUs,
                passStartUs + LENGTH_US);
    }

    private static String coverage(String camera, long startUs) {
        return coverage(camera, "" + startUs, "decoded", startUs, startUs + 1000);
    }

    private static String coverage(
            String camera, String recording, String kind, long startUs, long endUs) {
        return String.format(
                Locale.ROOT,
                """
               {"camera":"%s","recording":"%s","kind":"%s","start_us":%d,"end_us":%d,\
               "unseen":{"best_score":0.50,"turned_score":1.0E-7}}
               """,
                camera,
                recording,
                kind,
                startUs,
                endUs);
    }

    private static String letter(String camera, long timeUs) {
        return String.format(
                Locale.ROOT,
                """
               {"camera":"%s","stage":"decode","reason":"corrupt","time_us":%d}
               """,
                camera,
                timeUs);
    }

    private void write(String file, String lines) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, lines);
    }

    /** Every file with its content. */
    private List<String> everything() throws IOException {
        List<String> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                files.add(folder.relativize(file) + "\n" + Files.readString(file));
            }
        }
        return files;
    }
}
