package io.barnhand.gait.job.pipeline.sink.postgres;

import io.barnhand.gait.models.BarnhandException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Tries what a job does in a database: its run is claimed and a row is written to each table, in a
 * transaction that is rolled back, for a limited time. Only numbers of the sequence of runs are
 * used up.
 */
final class PostgresTrial {

    /** For each answer of the server. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String LIMITS =
            "SET LOCAL statement_timeout = '5s'; SET LOCAL lock_timeout = '3s'";

    private static final String PLACE =
            "SELECT pg_is_in_recovery(), current_setting('transaction_read_only')::boolean, quote_ident(current_user)";

    /** All that a table reads from a line; what it does not read it ignores. */
    private static final String LINE =
            """
            {"camera_id": "%1$s", "camera": "%1$s", "recording": "%1$s", "track_id": "%1$s",
             "kind": "decoded", "limb": "LF", "on_us": 0, "pass_start_us": 0, "start_us": 0,
             "end_us": 1, "window": {"kind": "pass", "start_ms": 0, "end_ms": 1}}
            """;

    private static final String DENIED = "42501";
    private static final String CANCELED = "57014";
    private static final String LOCKED = "55P03";

    private final Connection connection;
    private final String url;
    private final String trial = "trial-" + UUID.randomUUID();
    private final List<String> problems = new ArrayList<>();

    private PostgresTrial(Connection connection, String url) {
        this.connection = connection;
        this.url = url;
    }

    /** What is tried. */
    private interface Step {
        void run() throws SQLException;
    }

    /**
     * What keeps a job from writing, each with what to do; nothing where it can write.
     *
     * @param tables that the job writes
     * @throws SQLException if the database does not answer
     */
    static List<String> problems(Database database, Collection<PostgresTable> tables)
            throws SQLException {
        try (Connection connection = database.open(PATIENCE)) {
            connection.setAutoCommit(false);
            try {
                PostgresTrial trial = new PostgresTrial(connection, database.url());
                trial.run(tables);
                return trial.problems;
            } finally {
                connection.rollback();
            }
        }
    }

    private void run(Collection<PostgresTable> tables) throws SQLException {
        String role;
        try (Statement statement = connection.createStatement()) {
            statement.execute(LIMITS);
            try (ResultSet place = statement.executeQuery(PLACE)) {
                place.next();
                if (place.getBoolean(1)) {
                    add("is a standby, which takes no rows", "name the primary in sinks.*.url");
                    return;
                }
                if (place.getBoolean(2)) {
                    add(
                            "is read-only",
                            "set default_transaction_read_only to off, for the database and its role");
                    return;
                }
                role = place.getString(3);
            }
        }
        attempt(
                "run",
                "SELECT, INSERT, UPDATE, DELETE",
                role,
                () -> PostgresRegister.tryClaim(connection, trial));
        for (PostgresTable table : tables) {
            attempt(table.table(), "SELECT, INSERT, UPDATE", role, () -> write(table));
        }
    }

    private void write(PostgresTable table) throws SQLException {
        try (PreparedStatement row = connection.prepareStatement(table.upsert())) {
            row.setString(1, trial);
            row.setString(2, String.format(Locale.ROOT, LINE, trial));
            row.executeUpdate();
        }
    }

    private void attempt(String table, String rights, String role, Step step) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            step.run();
        } catch (SQLException e) {
            add(
                    String.format(
                            Locale.ROOT,
                            "takes no row for barnhand.%s (%s)",
                            table,
                            Database.reason(e)),
                    action(e, table, rights, role));
            connection.rollback(before);
        }
    }

    private static String action(SQLException e, String table, String rights, String role) {
        return switch (String.valueOf(e.getSQLState())) {
            case DENIED ->
                    String.format(
                            Locale.ROOT,
                            "GRANT USAGE ON SCHEMA barnhand TO %1$s; GRANT %2$s ON barnhand.%3$s TO %1$s",
                            role,
                            rights,
                            table);
            case LOCKED ->
                    "see in pg_stat_activity which session keeps the table locked, and end it";
            case CANCELED -> "see in pg_stat_activity what keeps the database busy";
            default -> "correct the database, and see its log";
        };
    }

    private void add(String problem, String action) {
        problems.add(
                BarnhandException.message(
                        String.format(Locale.ROOT, "The database %s %s", url, problem), action));
    }
}
