package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.job.formats.json.StrideLine;
import io.barnhand.gait.job.testing.BarnTables;
import io.barnhand.gait.job.testing.SyntheticMonths;
import io.barnhand.gait.models.testing.Extended;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A database of the third schema with weeks of records, brought to the newest one. */
@Extended
class MigrationITCase {

    private static final Path THIRD = Path.of("src/test/resources/schema-3");
    private static final int DAYS = 24;

    /** What readers see; the tables, views and functions, and their columns. */
    private static final Map<String, String> SEEN = new LinkedHashMap<>();

    static {
        SEEN.put("barnhand.current_run", "camera, recording, run");
        SEEN.put("barnhand.pass", "t");
        SEEN.put("barnhand.current_stride", "t");
        SEEN.put("barnhand.frequency_by('day')", "t");
        SEEN.put(
                "barnhand.coverage_by_hour",
                "camera, hour, expected_s::float8, decoded_s::float8, horse_s::float8,"
                        + " usable_s::float8");
        SEEN.put("barnhand.coverage_between('2026-03-01Z', '2026-03-26Z')", "t");
        SEEN.put("barnhand.day_value", "t");
        SEEN.put("barnhand.trend_day", "t");
        SEEN.put("barnhand.assignment", "t");
        SEEN.put("barnhand.dead_letter", "t");
        SEEN.put("barnhand.gait", "t");
        SEEN.put("barnhand.stride", "t");
    }

    private static final Pattern LONG_NUMBER =
            Pattern.compile("-?\\d+(\\.\\d{10,}|(\\.\\d+)?e-\\d+)(e-?\\d+)?");

    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void readersSeeTheSameAfterwards() throws Exception {
        try (Connection database = server.getPostgresDatabase().getConnection()) {
            BarnTables tables = BarnTables.in(database, THIRD);
            tables.execute("SET timezone = 'Europe/Berlin'");
            fill(database, tables);
            Map<String, List<String>> before = seen(tables);
            before.forEach((what, rows) -> assertThat(rows).as(what).isNotEmpty());
            List<String> kept =
                    tables.rows(
                            "SELECT count(DISTINCT day) FROM barnhand.day_value d WHERE NOT EXISTS"
                                    + " (SELECT FROM barnhand.stride WHERE on_at::date <= d.day)");
            assertThat(kept).as("days of which strides are gone").containsExactly("5");

            tables.apply("004_runs.sql");
            tables.apply("005_days.sql");

            assertSame(tables, before);
            assertThat(tables.rows("SELECT run, state FROM barnhand.run ORDER BY sequence"))
                    .containsExactly("first complete", "again complete");
            assertThat(
                            tables.rows(
                                    "SELECT count(*) FROM barnhand.coverage"
                                            + " WHERE kind = 'expected' AND run = 'first'"))
                    .as("hours of coverage")
                    .containsExactly(Integer.toString(12 * recordings(tables)));

            for (String file : List.of("004_runs.sql", "005_days.sql")) {
                assertThatThrownBy(() -> tables.apply(file)).hasMessageContaining("already exists");
            }
            assertSame(tables, before);

            // The day that came after the last refresh is computed, the others stay.
            tables.rows("SELECT barnhand.refresh_trends()");
            Map<String, List<String>> refreshed = seen(tables);
            for (String days : List.of("barnhand.day_value", "barnhand.trend_day")) {
                assertThat(before.get(days))
                        .filteredOn(row -> !refreshed.get(days).contains(row))
                        .as("gone from " + days)
                        .isEmpty();
                assertThat(refreshed.get(days))
                        .filteredOn(row -> !row.contains("2026-03-24"))
                        .as(days)
                        .hasSameSizeAs(before.get(days));
                assertThat(refreshed.get(days)).hasSizeGreaterThan(before.get(days).size());
            }
            tables.rows("SELECT barnhand.refresh_trends()");
            assertSame(tables, refreshed);
        }
    }

    private static int recordings(BarnTables tables) throws SQLException {
        return Integer.parseInt(
                tables.rows("SELECT count(*) FROM barnhand.footage WHERE run = 'first'").get(0));
    }

    private static void assertSame(BarnTables tables, Map<String, List<String>> before)
            throws SQLException {
        Map<String, List<String>> found = seen(tables);
        for (Map.Entry<String, List<String>> what : before.entrySet()) {
            assertThat(found.get(what.getKey())).as(what.getKey()).isEqualTo(what.getValue());
        }
    }

    private static Map<String, List<String>> seen(BarnTables tables) throws SQLException {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (Map.Entry<String, String> what : SEEN.entrySet()) {
            String columns = what.getValue();
            String row = columns.contains(",") ? "ROW(" + columns + ")" : columns;
            String sql = "SELECT (" + row + ")::text FROM " + what.getKey() + " t";
            rows.put(
                    what.getKey(),
                    tables.rows(sql).stream().map(MigrationITCase::rounded).sorted().toList());
        }
        return rows;
    }

    /** The last digits depend on the order in which numbers were added. */
    private static String rounded(String row) {
        return LONG_NUMBER
                .matcher(row)
                .replaceAll(
                        number ->
                                new BigDecimal(number.group())
                                        .setScale(9, RoundingMode.HALF_EVEN)
                                        .stripTrailingZeros()
                                        .toPlainString());
    }

    /**
     * A run of 24 days, of which another ran four again; trends of all but the last day, and the
     * strides of the first five are gone.
     */
    private static void fill(Connection database, BarnTables tables) throws SQLException {
        List<StrideRecord> strides = SyntheticMonths.strides(DAYS);
        write(database, "first", strides, stride -> day(stride) < DAYS - 1);
        describe(tables, "first");
        write(database, "again", strides, stride -> day(stride) >= 8 && day(stride) < 12);
        describe(tables, "again");
        tables.rows("SELECT barnhand.assign('arena', 'Sol', '2026-03-12Z', '2026-03-14Z')");
        tables.rows("SELECT barnhand.assign('arena', 'Gone', '2026-03-16Z', '2026-03-17Z')");
        tables.rows("SELECT barnhand.withdraw(max(id)) FROM barnhand.assignment");
        tables.execute(
                "INSERT INTO barnhand.dead_letter (run, line)"
                        + " VALUES ('first', '{\"stage\": \"decode\", \"reason\": \"corrupt\"}')");
        tables.rows("SELECT barnhand.refresh_trends()");
        tables.execute("DELETE FROM barnhand.stride WHERE on_at < '2026-03-06 00:00'");
        write(database, "first", strides, stride -> day(stride) == DAYS - 1);
        describe(tables, "first");
    }

    private static long day(StrideRecord stride) {
        return stride.onUs() / 86_400_000_000L - SyntheticMonths.FIRST.toEpochDay();
    }

    private static void write(
            Connection database,
            String run,
            List<StrideRecord> strides,
            Predicate<StrideRecord> which)
            throws SQLException {
        try (PreparedStatement insert =
                database.prepareStatement(
                        "INSERT INTO barnhand.stride (run, line) VALUES (?, ?::jsonb)")) {
            for (StrideRecord stride : strides.stream().filter(which).toList()) {
                insert.setString(1, run);
                insert.setString(2, StrideLine.write(stride, run));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /**
     * A pass of the strides of each, and twelve hours of coverage of each recording, by two
     * minutes.
     */
    private static void describe(BarnTables tables, String run) throws SQLException {
        tables.execute(
                String.format(
                        Locale.ROOT,
                        """
                        INSERT INTO barnhand.gait (run, line)
                        SELECT run, jsonb_build_object(
                            'camera_id', camera, 'recording', recording, 'track_id', track,
                            'horse_id', min(horse), 'gait', jsonb_build_object('class', min(gait)),
                            'window', jsonb_build_object('kind', 'pass',
                                'start_ms', pass_start_us / 1000, 'end_ms', max(on_us) / 1000 + 900))
                        FROM barnhand.stride WHERE run = '%1$s'
                        GROUP BY run, camera, recording, track, pass_start_us
                        ON CONFLICT DO NOTHING;
                        INSERT INTO barnhand.coverage (run, line)
                        SELECT run, jsonb_build_object(
                            'camera', camera, 'recording', recording, 'kind', kind,
                            'start_us', us, 'end_us', us + 120000000)
                            || CASE WHEN kind IN ('horse', 'usable') THEN '{"track": "t"}'
                               WHEN kind = 'decoded' AND us / 120000000 %% 3 = 0 THEN jsonb_build_object(
                                   'unseen', jsonb_build_object('best_score', us / 120000000 %% 7))
                               ELSE '{}' END
                        FROM (SELECT DISTINCT run, camera, recording,
                                     on_us - on_us %% 86400000000 + 21600000000 AS starts
                              FROM barnhand.stride WHERE run = '%1$s') r,
                             unnest('{expected,decoded,horse,usable}'::text[]) kind,
                             generate_series(starts, starts + 43199000000, 120000000) us
                        WHERE kind <> 'usable' OR us / 120000000 %% 2 = 0
                        ON CONFLICT DO NOTHING
                        """,
                        run));
    }
}
