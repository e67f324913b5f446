package io.barnhand.gait.job.pipeline.sink.postgres;

import java.io.Serializable;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;
import org.apache.flink.connector.jdbc.datasource.connections.JdbcConnectionProvider;
import org.apache.flink.connector.jdbc.datasource.connections.SimpleJdbcConnectionProvider;

/**
 * A database that a job writes into. Its statements have no names on the server, unless the URL
 * gives another {@code prepareThreshold}: a pool that hands a connection to others after each
 * transaction, such as PgBouncer, may have another table's statement of the same name on it.
 *
 * @param url JDBC URL without a password
 */
record Database(String url) implements Serializable {

    private static final String DRIVER = "org.postgresql.Driver";

    private static final String PREPARE_THRESHOLD = "prepareThreshold";
    private static final String UNNAMED = "0";

    /** A connection on which each answer may take as long as it needs. */
    Connection open() throws SQLException {
        return DriverManager.getConnection(url, unnamed());
    }

    /**
     * A connection for short statements.
     *
     * @param patience whole seconds for each answer of the server, unless the URL says otherwise
     */
    Connection open(Duration patience) throws SQLException {
        Properties properties = unnamed();
        properties.setProperty("socketTimeout", Long.toString(patience.toSeconds()));
        return DriverManager.getConnection(url, properties);
    }

    private static Properties unnamed() {
        Properties properties = new Properties();
        properties.setProperty(PREPARE_THRESHOLD, UNNAMED);
        return properties;
    }

    /** Why a statement failed; the driver leaves out which host it does not know or waits for. */
    static String reason(SQLException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return "unknown host " + cause.getMessage();
            }
            if (cause instanceof SocketTimeoutException) {
                return "no answer in time";
            }
        }
        return e.getMessage();
    }

    /** The connections of writers. */
    JdbcConnectionProvider connections() {
        return new SimpleJdbcConnectionProvider(
                new JdbcConnectionOptions.JdbcConnectionOptionsBuilder()
                        .withUrl(url)
                        .withDriverName(DRIVER)
                        .withProperty(PREPARE_THRESHOLD, UNNAMED)
                        .build());
    }
}
