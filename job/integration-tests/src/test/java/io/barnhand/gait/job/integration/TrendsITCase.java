package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.job.formats.json.StrideLine;
import io.barnhand.gait.job.testing.BarnTables;
import io.barnhand.gait.job.testing.SyntheticMonths;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.Metric;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.barnhand.gait.operators.gait.measurement.SymmetryPct;
import io.barnhand.gait.operators.gait.pooling.BaselineTrend;
import io.barnhand.gait.operators.gait.pooling.DailyValues;
import io.barnhand.gait.operators.gait.pooling.PoolKey;
import io.barnhand.gait.operators.gait.pooling.PooledGait;
import io.barnhand.gait.operators.gait.pooling.TrendDay;
import io.barnhand.gait.operators.gait.pooling.TrendKey;
import io.barnhand.gait.operators.gait.pooling.TrendMetric;
import io.barnhand.gait.operators.gait.pooling.TrendStatus;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The trends that the database computes, against those of {@code operators.pooling}. */
class TrendsITCase {

    private static final int DAYS = 48;
    private static final double ROUNDING = 1e-9;

    private static EmbeddedPostgres server;
    private static Connection database;

    /** As lines have them, with six digits. */
    private static List<StrideRecord> strides;

    private static BarnTables tables;

    private record Day(TrendKey key, LocalDate date) {}

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedPostgres.start();
        database = server.getPostgresDatabase().getConnection();
        tables = BarnTables.in(database);
        strides =
                SyntheticMonths.strides(DAYS).stream()
                        .map(stride -> StrideLine.read(StrideLine.write(stride, "a")))
                        .toList();
        write();
        // The changes of every test are rolled back.
        database.setAutoCommit(false);
    }

    @AfterAll
    static void stop() throws Exception {
        database.close();
        server.close();
    }

    @AfterEach
    void rollBack() throws SQLException {
        database.rollback();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Pacific/Honolulu"})
    void areThoseOfTheSameStridesInJava(String zone) throws Exception {
        Map<Day, TrendDay> expected = new HashMap<>();
        DailyValues.of(strides, ZoneId.of(zone))
                .forEach(
                        (key, days) ->
                                BaselineTrend.of(days)
                                        .forEach(d -> expected.put(new Day(key, d.date()), d)));

        tables.rows("SELECT barnhand.refresh_trends(zone => '" + zone + "')");

        assertSame(trends(), expected);
        // The synthetic horses show every case; else this would prove little.
        assertThat(expected.values())
                .extracting(TrendDay::status)
                .contains(TrendStatus.values())
                .hasSizeGreaterThan(500);
        assertThat(expected.values()).anyMatch(day -> day.ci95Low() == null);
    }

    private static void assertSame(Map<Day, TrendDay> found, Map<Day, TrendDay> truth) {
        assertThat(found.keySet()).isEqualTo(truth.keySet());
        truth.forEach((day, of) -> assertSame(day, found.get(day), of));
    }

    private static void assertSame(Day day, TrendDay found, TrendDay truth) {
        assertThat(found.status()).as(day.toString()).isEqualTo(truth.status());
        assertThat(found.baselineDays()).as(day.toString()).isEqualTo(truth.baselineDays());
        assertClose(day, found.value(), truth.value());
        assertClose(day, found.ci95Low(), truth.ci95Low());
        assertClose(day, found.ci95High(), truth.ci95High());
        assertClose(day, found.centre(), truth.centre());
        assertClose(day, found.bandLow(), truth.bandLow());
        assertClose(day, found.bandHigh(), truth.bandHigh());
    }

    private static void assertClose(Object what, Double found, Double truth) {
        if (truth == null) {
            assertThat(found).as(what.toString()).isNull();
        } else {
            assertThat(found)
                    .as(what.toString())
                    .isCloseTo(truth, within(ROUNDING * Math.max(1, Math.abs(truth))));
        }
    }

    @Test
    void ofFootageThatIsRunAgainStayTheSame() throws Exception {
        tables.rows("SELECT barnhand.refresh_trends()");
        Map<Day, TrendDay> once = trends();

        tables.execute(
                "INSERT INTO barnhand.stride (run, line) SELECT 'b', line FROM barnhand.stride");
        tables.execute(
                "INSERT INTO barnhand.footage (run, camera, recording)"
                        + " SELECT 'b', camera, recording FROM barnhand.footage");
        tables.rows("SELECT barnhand.refresh_trends()");

        assertSame(trends(), once);
    }

    @Test
    void computedFromADayOnAreThoseOfAllDays() throws Exception {
        tables.rows("SELECT barnhand.refresh_trends(zone => 'UTC')");
        Map<Day, TrendDay> all = trends();
        LocalDate since = SyntheticMonths.FIRST.plusDays(40);
        for (String table : List.of("trend_day", "day_value")) {
            tables.execute("DELETE FROM barnhand." + table + " WHERE day > '" + since + "'");
        }

        tables.rows("SELECT barnhand.refresh_trends('" + since + "', 'UTC')");

        assertSame(trends(), all);
        assertThatThrownBy(
                        () ->
                                tables.rows(
                                        "SELECT barnhand.refresh_trends('"
                                                + since
                                                + "', 'Asia/Tokyo')"))
                .hasMessageContaining("time zone UTC");
    }

    /** The page of a horse shows phases and duty factors of any range beside the trends. */
    @Test
    void poolsOverARangeAsJavaDoes() throws Exception {
        Map<String, Double[]> found = new HashMap<>();
        try (Statement statement = database.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT * FROM barnhand.pooled('-infinity', 'infinity', false,"
                                        + " 'Luna') WHERE gait = 'trot'")) {
            while (row.next()) {
                found.put(
                        row.getString("metric"),
                        new Double[] {
                            number(row, "value"), number(row, "low"), number(row, "high")
                        });
            }
        }
        // All in one band of speed, as the database separates the bands.
        List<StrideRecord> luna =
                strides.stream()
                        .filter(s -> "Luna".equals(s.horseId()) && s.gait().equals("trot"))
                        .toList();
        GaitRecord record = PooledGait.of(luna, null).record();

        assertThat(found).hasSize(19);
        for (TrendMetric metric : TrendMetric.values()) {
            assertMetric(found, metric.name().toLowerCase(Locale.ROOT), metric.of(record));
        }
        SymmetryPct symmetry = record.metrics().symmetryPct();
        assertMetric(found, "stance_symmetry_fore", symmetry.stanceFore());
        assertMetric(found, "stance_symmetry_hind", symmetry.stanceHind());
        assertMetric(found, "stride_length_symmetry_fore", symmetry.strideLengthFore());
        assertMetric(found, "stride_length_symmetry_hind", symmetry.strideLengthHind());
        assertMetric(found, "phase_LF", record.metrics().placement().limbPhase().lf());
        assertMetric(found, "phase_RH", record.metrics().placement().limbPhase().rh());
        assertMetric(found, "duty_RF", record.metrics().stance().dutyFactor().rf());
    }

    @Test
    void aCameraAndAGaitAlonePoolAsAmongAllOthers() throws Exception {
        String rows =
                "SELECT horse, camera, gait, metric, coalesce(speed_band, 0), pose_model, n, passes,"
                        + " round(value::numeric, 9), coalesce(round(low::numeric, 9), 0)"
                        + " FROM barnhand.pooled('-infinity', 'infinity', false, 'Luna'%s) %s"
                        + " ORDER BY 4, 5, 6";

        assertThat(tables.rows(String.format(Locale.ROOT, rows, ", 'aisle', 'walk'", "")))
                .isNotEmpty()
                .isEqualTo(
                        tables.rows(
                                String.format(
                                        Locale.ROOT,
                                        rows,
                                        "",
                                        "WHERE camera = 'aisle' AND gait = 'walk'")));
    }

    private static void assertMetric(Map<String, Double[]> found, String name, Metric metric) {
        assertThat(found).containsKey(name);
        assertClose(name, found.get(name)[0], metric.value());
        assertClose(name, found.get(name)[1], metric.ci95Low());
        assertClose(name, found.get(name)[2], metric.ci95High());
    }

    @Test
    void useStudentsQuantiles() throws Exception {
        for (double df : new double[] {1, 1.3, 2, 3.99, 4, 9, 27.5, 59, 1000}) {
            for (double probability : new double[] {0.6, 0.975, 0.99}) {
                double t =
                        Double.parseDouble(
                                tables.rows(
                                                String.format(
                                                        Locale.ROOT,
                                                        "SELECT barnhand.student_t(%s, %s)",
                                                        probability,
                                                        df))
                                        .get(0));
                double truth = TDistribution.of(df).inverseCumulativeProbability(probability);
                assertThat(t).isCloseTo(truth, within(1e-10 * truth));
            }
        }
        assertThatThrownBy(() -> tables.rows("SELECT barnhand.student_t(0.975, 0)"))
                .hasMessageContaining("degrees of freedom");
    }

    @Test
    void followAnAssignment() throws Exception {
        tables.rows("SELECT barnhand.assign('arena', 'Vega', '2026-01-01', '2027-01-01')");
        tables.rows("SELECT barnhand.refresh_trends()");

        assertThat(tables.rows("SELECT DISTINCT horse FROM barnhand.trend_day ORDER BY 1"))
                .containsExactly("Luna", "Vega");
    }

    private static void write() throws SQLException {
        try (PreparedStatement insert =
                database.prepareStatement(
                        "INSERT INTO barnhand.stride (run, line) VALUES ('a', ?::jsonb)")) {
            for (StrideRecord stride : strides) {
                insert.setString(1, StrideLine.write(stride, "a"));
                insert.addBatch();
            }
            insert.executeBatch();
        }
        tables.execute(
                "INSERT INTO barnhand.footage (run, camera, recording)"
                        + " SELECT DISTINCT run, camera, recording FROM barnhand.stride");
        tables.execute("ANALYZE barnhand.stride, barnhand.footage");
    }

    private static Map<Day, TrendDay> trends() throws SQLException {
        Map<Day, TrendDay> trends = new HashMap<>();
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM barnhand.trend_day")) {
            while (row.next()) {
                PoolKey pool =
                        new PoolKey(
                                row.getString("horse"),
                                null,
                                null,
                                row.getString("camera"),
                                row.getString("pose_model"),
                                row.getString("algo_version"),
                                row.getString("kp_semantics"),
                                row.getString("gait"));
                TrendKey key =
                        new TrendKey(
                                pool,
                                row.getString("direction"),
                                row.getObject("speed_band", Integer.class),
                                TrendMetric.valueOf(
                                        row.getString("metric").toUpperCase(Locale.ROOT)));
                LocalDate date = row.getObject("day", LocalDate.class);
                TrendDay before =
                        trends.put(
                                new Day(key, date),
                                new TrendDay(
                                        date,
                                        row.getInt("baseline_days"),
                                        number(row, "centre"),
                                        number(row, "band_low"),
                                        number(row, "band_high"),
                                        row.getDouble("value"),
                                        number(row, "low"),
                                        number(row, "high"),
                                        TrendStatus.valueOf(
                                                row.getString("status").toUpperCase(Locale.ROOT))));
                assertThat(before).as("a day twice").isNull();
            }
        }
        return trends;
    }

    private static Double number(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Double.class);
    }
}
