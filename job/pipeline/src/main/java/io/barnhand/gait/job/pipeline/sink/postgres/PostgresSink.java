package io.barnhand.gait.job.pipeline.sink.postgres;

import io.barnhand.gait.job.formats.results.LineWriter;
import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;
import org.apache.flink.connector.jdbc.core.datastream.sink.JdbcSink;
import org.apache.flink.connector.jdbc.datasource.connections.JdbcConnectionProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows of PostgreSQL: the run and the line of JSON, from which the database reads the columns (see
 * {@code flink-deploy/sql}). At least once; a record that is written again replaces itself, so that
 * every record is there once. The password comes from the file that PostgreSQL's clients read: the
 * one named by {@code PGPASSFILE}, else {@code ~/.pgpass}, on every machine that writes.
 */
public final class PostgresSink<T> implements Sink<T> {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(PostgresSink.class);

    private static final int BATCH = 200;
    private static final long LONGEST_WAIT_MS = 1000;

    /** Retries of a batch before the job returns to its last checkpoint. */
    private static final int RETRIES = 3;

    /** As JSON writes it. */
    private static final String NUL = "\\u0000";

    /** Not where the backslash is itself an escaped one. */
    private static final Pattern ESCAPED_NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

    private final JdbcSink<T> rows;
    private final JdbcConnectionProvider connection;

    private PostgresSink(JdbcSink<T> rows, JdbcConnectionProvider connection) {
        this.rows = rows;
        this.connection = connection;
    }

    /**
     * @param writer form of a line
     */
    static <T> Sink<T> into(
            Database database, PostgresTable table, String run, LineWriter<T> writer) {
        JdbcConnectionProvider connection = database.connections();
        JdbcSink<T> rows =
                JdbcSink.<T>builder()
                        .withQueryStatement(
                                table.upsert(),
                                (statement, value) -> {
                                    statement.setString(1, run);
                                    statement.setString(2, storable(writer.write(value)));
                                })
                        .withExecutionOptions(
                                JdbcExecutionOptions.builder()
                                        .withBatchSize(BATCH)
                                        .withBatchIntervalMs(LONGEST_WAIT_MS)
                                        .withMaxRetries(RETRIES)
                                        .build())
                        .buildAtLeastOnce(connection);
        return new PostgresSink<>(rows, connection);
    }

    /**
     * A line without NUL, which no text of the database can hold: one in a name would stop the job
     * for good, as the row would come again and again.
     */
    static String storable(String line) {
        return line.contains(NUL) ? ESCAPED_NUL.matcher(line).replaceAll("$1\\\\ufffd") : line;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
        return new RowWriter<>(rows.createWriter(context), connection);
    }

    /**
     * Writes rows, and closes whatever happened before. The connector's writer tries once more to
     * write when it is closed, and throws where the database is gone; Flink treats that as the
     * failure of the TaskManager. {@link #flush} has reported the rows that it could not write
     * already, or they are behind the checkpoint that the job returns to.
     */
    private record RowWriter<T>(SinkWriter<T> rows, JdbcConnectionProvider connection)
            implements SinkWriter<T> {

        @Override
        public void write(T value, Context context) throws IOException, InterruptedException {
            rows.write(value, context);
        }

        @Override
        public void flush(boolean endOfInput) throws IOException, InterruptedException {
            rows.flush(endOfInput);
        }

        @Override
        public void close() {
            try {
                rows.close();
            } catch (Exception e) {
                LOG.warn("Rows that were not written yet will be written again", e);
                connection.closeConnection();
            }
        }
    }
}
