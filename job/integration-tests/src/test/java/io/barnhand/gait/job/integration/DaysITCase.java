package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.job.formats.json.StrideLine;
import io.barnhand.gait.job.testing.BarnTables;
import io.barnhand.gait.job.testing.SyntheticMonths;
import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A refresh of the trends computes what changed since the last one, and no less. */
class DaysITCase {

    private static final int DAYS = 30;
    private static final String REFRESH = "SELECT barnhand.refresh_trends()";
    private static final String DAYS_OF_TRENDS =
            "SELECT camera, count(DISTINCT day) FROM barnhand.trend_day GROUP BY 1 ORDER BY 1";

    private static EmbeddedPostgres server;

    /** Of two horses on two cameras, 30 days. */
    private static List<StrideRecord> strides;

    private Connection database;
    private BarnTables tables;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedPostgres.start();
        strides =
                SyntheticMonths.strides(DAYS).stream()
                        .filter(stride -> stride.gait().equals(GaitClass.TROT))
                        .filter(stride -> stride.horseId() != null)
                        .toList();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void create() throws Exception {
        database = server.getPostgresDatabase().getConnection();
        tables = BarnTables.in(database);
        tables.execute("SET timezone = 'UTC'");
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'2026-03-28'"})
    void nightsWithoutARefreshAreMadeUpForByTheNext(String since) throws Exception {
        write("a", before(day(20)));
        tables.rows(REFRESH);
        write("a", before(day(20)).negate());

        String done = notice("SELECT barnhand.refresh_trends(" + since + ")");

        assertThat(done).contains("0 removed, 0 kept");
        assertThat(tables.rows("SELECT max(day) FROM barnhand.trend_day"))
                .containsExactly("2026-03-30");
        assertIsAFullBuild();
    }

    @Test
    void whatDidNotChangeIsNotComputedAgain() throws Exception {
        write("a", stride -> true);
        assertThat(notice(REFRESH)).startsWith("days of cameras: 56 made");

        assertThat(notice(REFRESH)).startsWith("days of cameras: 0 made");

        // Written again, as after a failure.
        write("a", before(day(3)));
        assertThat(notice(REFRESH)).startsWith("days of cameras: 0 made");
    }

    /** Of the last of them a part is gone. */
    @Test
    void daysOfWhichStridesAreGoneStayAndAreNamed() throws Exception {
        write("a", stride -> true);
        tables.rows(REFRESH);
        List<String> all = tables.rows(DAYS_OF_TRENDS);
        tables.execute("DELETE FROM barnhand.stride WHERE on_at < '2026-03-20 08:00Z'");
        assertThat(notice(REFRESH)).contains("0 made, 0 removed, 0 kept");
        // All is due, and written again by another run on the last days.
        tables.rows("SELECT barnhand.assign('aisle', 'Vega', '-infinity', 'infinity', 'nobody')");
        tables.rows("SELECT barnhand.assign('arena', 'Vega', '-infinity', 'infinity', 'nobody')");

        String done = notice(REFRESH);

        assertThat(done)
                .contains(
                        "19 made, 0 removed, 37 kept as strides of them are gone: aisle 2026-03-01")
                .contains("to 2026-03-20");
        assertThat(notice("SELECT barnhand.refresh_trends('-infinity')")).isEqualTo(done);
        assertThat(notice("SELECT barnhand.refresh_trends(zone => 'Europe/Berlin')"))
                .contains("37 kept");
        tables.execute("TRUNCATE barnhand.stride");
        assertThat(notice("SELECT barnhand.refresh_trends('-infinity', 'Europe/Berlin')"))
                .contains("0 made, 0 removed, 56 kept");
        assertThat(tables.rows(DAYS_OF_TRENDS)).isEqualTo(all);
        assertThat(tables.rows("SELECT made, kept, removed FROM barnhand.trends_refreshed"))
                .containsExactly("0 56 0");
    }

    @Test
    void daysOfAWithdrawnRunAreRemovedWhetherItsStridesAreThereOrNot() throws Exception {
        write("a", before(day(20)));
        write("b", before(day(20)).negate());
        tables.rows(REFRESH);
        tables.execute("DELETE FROM barnhand.stride WHERE on_at >= '2026-03-28Z'");
        withdraw("b");

        assertThat(notice(REFRESH)).contains("0 made, 19 removed, 0 kept");

        assertIsAFullBuild();
        tables.execute("UPDATE barnhand.run SET state = 'complete' WHERE run = 'b'");
        assertThat(notice(REFRESH)).contains("13 made, 0 removed, 0 kept");
        assertIsAFullBuild();
    }

    @Test
    void aDayThatWasRunAgainIsOfTheRunThatCounts() throws Exception {
        write("a", stride -> true);
        cover("a");
        tables.rows(REFRESH);
        // Fewer passes: those of the first run do not count any more, gone or not.
        tables.execute(
                "INSERT INTO barnhand.run (run, state, live, fingerprint, token, description)"
                        + " VALUES ('b', 'started', false, '', 'b', '{}')");
        write("b", stride -> stride.direction().equals("image_left"));
        cover("b");
        assertThat(notice(REFRESH)).contains("56 made");
        List<String> ofA = values();

        tables.execute("UPDATE barnhand.run SET state = 'complete' WHERE run = 'b'");
        tables.execute("DELETE FROM barnhand.stride WHERE run = 'a' AND on_at < '2026-03-15Z'");

        assertThat(notice(REFRESH)).contains("56 made, 0 removed, 0 kept");
        assertThat(values()).isNotEqualTo(ofA);
        assertIsAFullBuild();
    }

    @Test
    void assignmentsWithoutAnEndCountAndSoDoesTheirWithdrawal() throws Exception {
        write("a", stride -> true);
        tables.rows(REFRESH);
        List<String> before = values();

        tables.rows("SELECT barnhand.assign('arena', 'Vega', '2026-03-10Z', 'infinity')");
        tables.rows(REFRESH);
        assertThat(
                        tables.rows(
                                "SELECT horse, min(day) FROM barnhand.trend_day"
                                        + " WHERE camera = 'arena' GROUP BY 1 ORDER BY 1"))
                .containsExactly("Bella 2026-03-01", "Vega 2026-03-10");
        assertIsAFullBuild();

        tables.rows("SELECT barnhand.withdraw(1)");
        tables.rows(REFRESH);
        assertThat(values()).isEqualTo(before);
    }

    @Test
    void aStrideThatComesDuringARefreshIsComputedByTheNext() throws Exception {
        write("a", before(day(20)));
        StrideRecord late = strides.stream().filter(before(day(20))).reduce((a, b) -> b).get();
        try (Connection writer = server.getPostgresDatabase().getConnection()) {
            writer.setAutoCommit(false);
            // Its time is noted already; the note is not to be taken away from under it.
            write(writer, "a", List.of(moved(late, 7)));
            assertThat(notice(REFRESH)).startsWith("days of cameras: 37 made");
            write(writer, "a", List.of(moved(late, 11)));
            writer.commit();
        }

        assertThat(notice(REFRESH)).startsWith("days of cameras: 1 made");
        assertIsAFullBuild();
        assertThatThrownBy(
                        () ->
                                tables.execute(
                                        "BEGIN ISOLATION LEVEL REPEATABLE READ; "
                                                + REFRESH
                                                + "; COMMIT"))
                .hasMessageContaining("transaction_isolation repeatable read");
        tables.execute("ROLLBACK");
    }

    @Test
    void writersOfTheSameTimesInAnotherOrderDoNotWaitForEachOther() throws Exception {
        write("a", stride -> true);
        tables.rows(REFRESH);
        StrideRecord first = strides.get(0);
        StrideRecord last = strides.get(strides.size() - 1);
        try (Connection one = server.getPostgresDatabase().getConnection();
                Connection other = server.getPostgresDatabase().getConnection()) {
            one.setAutoCommit(false);
            other.setAutoCommit(false);
            write(one, "a", List.of(moved(first, 7)));
            write(other, "a", List.of(moved(last, 7)));
            write(one, "a", List.of(moved(last, 11)));
            write(other, "a", List.of(moved(first, 11)));
            one.commit();
            other.rollback();
        }

        assertThat(notice(REFRESH)).startsWith("days of cameras: 2 made");
        assertIsAFullBuild();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Asia/Kolkata", "Australia/Adelaide", "America/St_Johns", "Asia/Kathmandu"})
    void hoursOfCoverageAreThoseOfTheZone(String zone) throws Exception {
        tables.execute("SET timezone = '" + zone + "'");
        // From 10:20 to 12:10 of UTC, without a gap.
        tables.execute(
                "INSERT INTO barnhand.coverage (run, line) VALUES ('a', '{\"camera\":\"aisle\","
                        + "\"recording\":\"r\",\"kind\":\"decoded\",\"start_us\":1775211600000000,"
                        + "\"end_us\":1775218200000000}')");
        String whole =
                "SELECT extract(epoch FROM hour)::bigint, decoded_s::float8 FROM barnhand.%s"
                        + " WHERE decoded_s > 0 ORDER BY 1";
        List<String> expected =
                tables.rows(
                        "SELECT extract(epoch FROM date_trunc('hour', at))::bigint,"
                                + " (60 * count(*))::float8 FROM generate_series("
                                + "to_timestamp(1775211600), to_timestamp(1775218199), '1 min') at"
                                + " GROUP BY 1 ORDER BY 1");

        assertThat(tables.rows(String.format(Locale.ROOT, whole, "coverage_by_hour")))
                .isEqualTo(expected);
        assertThat(
                        tables.rows(
                                String.format(
                                        Locale.ROOT,
                                        whole,
                                        "coverage_between('2026-04-03 09:00Z', '2026-04-03 14:00Z')")))
                .isEqualTo(expected);
    }

    /** A later landing of the same pass. */
    private static StrideRecord moved(StrideRecord stride, long us) {
        return StrideLine.read(
                StrideLine.write(stride, "a")
                        .replace(
                                "\"on_us\":" + stride.onUs(), "\"on_us\":" + (stride.onUs() + us)));
    }

    private static LocalDate day(int day) {
        return SyntheticMonths.FIRST.plusDays(day);
    }

    private static Predicate<StrideRecord> before(LocalDate day) {
        long us = 1_000_000 * day.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
        return stride -> stride.passStartUs() < us;
    }

    private void write(String run, Predicate<StrideRecord> which) throws SQLException {
        write(database, run, strides.stream().filter(which).toList());
    }

    private static void write(Connection writer, String run, List<StrideRecord> strides)
            throws SQLException {
        try (PreparedStatement insert =
                writer.prepareStatement(
                        "INSERT INTO barnhand.stride (run, line) VALUES (?, ?::jsonb)"
                                + " ON CONFLICT (run, camera, recording, track, limb, on_us)"
                                + " DO UPDATE SET line = EXCLUDED.line")) {
            for (StrideRecord stride : strides) {
                insert.setString(1, run);
                insert.setString(2, StrideLine.write(stride, run));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** The run decoded all of its recordings. */
    private void cover(String run) throws SQLException {
        tables.execute(
                String.format(
                        Locale.ROOT,
                        "UPDATE barnhand.footage SET spans = int8multirange(int8range("
                                + "lower(records) / 86400000000 * 86400000000,"
                                + " (lower(records) / 86400000000 + 1) * 86400000000))"
                                + " WHERE run = '%s'",
                        run));
    }

    private void withdraw(String run) throws SQLException {
        tables.execute("UPDATE barnhand.run SET state = 'withdrawn' WHERE run = '" + run + "'");
    }

    private List<String> values() throws SQLException {
        return tables.rows(
                "SELECT horse, camera, pose_model, gait, direction, coalesce(speed_band, 99), metric,"
                        + " day, round(value::numeric, 9), coalesce(round(low::numeric, 9), 0), n"
                        + " FROM barnhand.day_value ORDER BY 1, 2, 3, 4, 5, 6, 7, 8");
    }

    /** The tables are what they would be if nothing had been computed before. */
    private void assertIsAFullBuild() throws SQLException {
        String rows =
                "SELECT horse, camera, pose_model, gait, direction, coalesce(speed_band, 99), metric,"
                        + " day, round(value::numeric, 9), coalesce(round(low::numeric, 9), 0), n,"
                        + " baseline_days, coalesce(round(centre::numeric, 9), 0),"
                        + " coalesce(round(band_low::numeric, 9), 0), status"
                        + " FROM barnhand.trend_day ORDER BY 1, 2, 3, 4, 5, 6, 7, 8";
        List<String> found = tables.rows(rows);
        tables.execute(
                "BEGIN; TRUNCATE barnhand.day_value, barnhand.trend_day, barnhand.day_source");
        tables.rows("SELECT barnhand.refresh_trends('-infinity')");
        List<String> full = tables.rows(rows);
        tables.execute("ROLLBACK");
        assertThat(full).isNotEmpty();
        assertThat(found).isEqualTo(full);
    }

    /** What a refresh says that it did. */
    private String notice(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
            return statement.getWarnings().getMessage();
        }
    }
}
