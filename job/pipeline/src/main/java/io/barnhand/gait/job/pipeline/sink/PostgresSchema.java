package io.barnhand.gait.job.pipeline.sink;

import io.barnhand.gait.job.pipeline.config.ConfigurationException;
import io.barnhand.gait.job.pipeline.config.SinkOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The tables that the job writes into, made by {@code flink-deploy/sql}. */
public final class PostgresSchema {

    /** The newest file of {@code flink-deploy/sql} that the job relies on. */
    static final int VERSION = 1;

    private static final String UNDEFINED_TABLE = "42P01";

    private PostgresSchema() {}

    /**
     * Makes sure that every configured database can be reached and has the tables.
     *
     * @throws ConfigurationException if not
     */
    public static void require(SinkOptions options) {
        options.all(SinkOptions.Kind.POSTGRES)
                .map(SinkOptions.Target::url)
                .distinct()
                .forEach(PostgresSchema::require);
    }

    private static void require(String url) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet version =
                        statement.executeQuery(
                                "SELECT coalesce(max(version), 0) FROM barnhand.schema_version")) {
            version.next();
            if (version.getInt(1) < VERSION) {
                throw missing(url, "has version %d of the tables".formatted(version.getInt(1)));
            }
        } catch (SQLException e) {
            if (UNDEFINED_TABLE.equals(e.getSQLState())) {
                throw missing(url, "has no tables of this job");
            }
            throw new ConfigurationException(
                    ("The database %s cannot be used: %s; check sinks.*.url, and the password in"
                                    + " the file that PGPASSFILE names or in ~/.pgpass")
                            .formatted(url, e.getMessage()));
        }
    }

    private static ConfigurationException missing(String url, String found) {
        return new ConfigurationException(
                "The database %s %s, version %d is needed; apply the files of flink-deploy/sql that are missing, in order, with psql -f"
                        .formatted(url, found, VERSION));
    }
}
