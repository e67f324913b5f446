package io.barnhand.gait.job.pipeline.sink.postgres;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.pipeline.sink.Purge;
import io.barnhand.gait.job.pipeline.sink.PurgeScope;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The records to remove from the tables of a database, of all runs; in one transaction.
 *
 * @param url of the database
 * @param scope the records to remove
 */
record PostgresPurge(String url, PurgeScope scope) implements Purge {

    /** Computed from the strides of complete days. */
    private static final String[] DAYS = {"day_value", "trend_day"};

    private static final String DAY = "camera = ANY (?) AND day >= ? AND day < ?";

    @Override
    public Map<String, Long> count() {
        Map<String, Long> counts = new LinkedHashMap<>();
        inTables("SELECT count(*) FROM", false)
                .forEach((table, rows) -> counts.put(url + " table " + table, rows));
        return counts;
    }

    @Override
    public long remove() {
        return inTables("DELETE FROM", true).values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public List<String> untouched() {
        return List.of();
    }

    /** Rows by table; tables without any are left out. */
    private Map<String, Long> inTables(String verb, boolean removes) {
        Map<String, Long> rows = new LinkedHashMap<>();
        try (Connection database = new Database(url).open()) {
            database.setAutoCommit(false);
            for (PostgresTable records : PostgresTable.values()) {
                String table = records.table();
                long cut = removes && records == PostgresTable.COVERAGE ? cutCoverage(database) : 0;
                String sql =
                        String.format(
                                Locale.ROOT,
                                "%s barnhand.%s WHERE %s",
                                verb,
                                table,
                                records.within());
                try (PreparedStatement statement = database.prepareStatement(sql)) {
                    statement.setArray(1, cameras(database));
                    statement.setLong(2, scope.fromUs());
                    statement.setLong(3, scope.beforeUs());
                    put(rows, table, cut + result(statement, removes));
                }
            }
            if (has(database, "trends_refreshed")) {
                ZoneId zone = zone(database);
                for (String table : DAYS) {
                    String sql =
                            String.format(Locale.ROOT, "%s barnhand.%s WHERE %s", verb, table, DAY);
                    try (PreparedStatement statement = database.prepareStatement(sql)) {
                        statement.setArray(1, cameras(database));
                        statement.setDate(2, day(scope.from(), zone));
                        statement.setDate(3, day(scope.before(), zone));
                        put(rows, table, result(statement, removes));
                    }
                }
                if (removes && has(database, "day_source")) {
                    noteDays(database, zone);
                }
            }
            if (removes) {
                forgetFootage(database);
            }
            database.commit();
            return rows;
        } catch (SQLException e) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "The database %s cannot be used, no record was removed from it (%s)",
                            url,
                            Database.reason(e)),
                    "check sinks.*.url, the tables and the password in the file that PGPASSFILE names");
        }
    }

    /**
     * What continues behind the time begins there.
     *
     * @return how many spans of coverage; none in tables of an earlier build, which lose them whole
     */
    private long cutCoverage(Connection database) throws SQLException {
        if (!has(database, "run")) {
            return 0;
        }
        try (PreparedStatement statement =
                database.prepareStatement("SELECT barnhand.cut_coverage(?, ?, ?)")) {
            statement.setArray(1, cameras(database));
            statement.setLong(2, scope.fromUs());
            statement.setLong(3, scope.beforeUs());
            return result(statement, false);
        }
    }

    /**
     * Days that the purge cuts are computed again by the next refresh, from what is left of them.
     */
    private void noteDays(Connection database, ZoneId zone) throws SQLException {
        String sql = "SELECT barnhand.note_purge(?, barnhand.time_of(?), barnhand.time_of(?), ?)";
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            statement.setArray(1, cameras(database));
            statement.setLong(2, scope.fromUs());
            statement.setLong(3, scope.beforeUs());
            statement.setString(4, zone.getId());
            statement.execute();
        }
    }

    /** Recordings without any row left. */
    private void forgetFootage(Connection database) throws SQLException {
        String sql =
                """
                DELETE FROM barnhand.footage f WHERE camera = ANY (?)
                AND NOT EXISTS (SELECT FROM barnhand.gait g WHERE g.run = f.run
                                AND g.camera = f.camera AND g.recording = f.recording)
                AND NOT EXISTS (SELECT FROM barnhand.stride s WHERE s.run = f.run
                                AND s.camera = f.camera AND s.recording = f.recording)
                AND NOT EXISTS (SELECT FROM barnhand.coverage c WHERE c.run = f.run
                                AND c.camera = f.camera AND c.recording = f.recording)
                """;
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            statement.setArray(1, cameras(database));
            statement.executeUpdate();
        }
    }

    private java.sql.Array cameras(Connection database) throws SQLException {
        return database.createArrayOf("text", scope.cameras().toArray());
    }

    private static void put(Map<String, Long> rows, String table, long count) {
        if (count > 0) {
            rows.put(table, count);
        }
    }

    private static long result(PreparedStatement statement, boolean removes) throws SQLException {
        if (removes) {
            return statement.executeLargeUpdate();
        }
        try (ResultSet count = statement.executeQuery()) {
            count.next();
            return count.getLong(1);
        }
    }

    private static boolean has(Connection database, String table) throws SQLException {
        try (PreparedStatement statement =
                database.prepareStatement("SELECT to_regclass('barnhand.' || ?) IS NOT NULL")) {
            statement.setString(1, table);
            try (ResultSet known = statement.executeQuery()) {
                known.next();
                return known.getBoolean(1);
            }
        }
    }

    private static Date day(Instant time, ZoneId zone) {
        return Date.valueOf(time.atZone(zone).toLocalDate());
    }

    /** Where the days of trends begin and end. */
    private static ZoneId zone(Connection database) throws SQLException {
        try (PreparedStatement statement =
                        database.prepareStatement(
                                "SELECT zone FROM barnhand.trends_refreshed ORDER BY at DESC LIMIT 1");
                ResultSet zone = statement.executeQuery()) {
            return zone.next() ? ZoneId.of(zone.getString(1)) : ZoneOffset.UTC;
        }
    }
}
