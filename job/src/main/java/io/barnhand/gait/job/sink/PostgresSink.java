package io.barnhand.gait.job.sink;

import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;
import org.apache.flink.connector.jdbc.core.datastream.sink.JdbcSink;

/**
 * Rows of PostgreSQL: the run and the line of JSON, from which the database reads the columns (see
 * {@code flink-deploy/sql}). At least once; a record that is written again replaces itself, so that
 * every record is there once. The password comes from where PostgreSQL's clients look for it: the
 * file named by {@code PGPASSFILE}, else {@code ~/.pgpass}, on every machine that writes.
 */
public final class PostgresSink {

    private static final String DRIVER = "org.postgresql.Driver";
    private static final int BATCH = 200;
    private static final long LONGEST_WAIT_MS = 1000;

    /** Retries of a batch before the job goes back to its last checkpoint. */
    private static final int RETRIES = 3;

    /** The tables and the columns that name a record. */
    enum Table {
        GAIT("gait", "run, camera, recording, track, kind, start_ms"),
        STRIDE("stride", "run, camera, recording, track, limb, on_us"),
        COVERAGE("coverage", "run, camera, recording, track, kind, start_us"),
        DEAD_LETTER("dead_letter", "run, id");

        private final String upsert;

        Table(String name, String key) {
            upsert =
                    ("INSERT INTO barnhand.%s (run, line) VALUES (?, ?::jsonb)"
                                    + " ON CONFLICT (%s) DO UPDATE SET line = EXCLUDED.line")
                            .formatted(name, key);
        }
    }

    private PostgresSink() {}

    /**
     * @param url JDBC URL without a password
     * @param writer form of a line
     */
    static <T> Sink<T> into(String url, Table table, String run, LineWriter<T> writer) {
        return JdbcSink.<T>builder()
                .withQueryStatement(
                        table.upsert,
                        (statement, value) -> {
                            statement.setString(1, run);
                            statement.setString(2, writer.write(value));
                        })
                .withExecutionOptions(
                        JdbcExecutionOptions.builder()
                                .withBatchSize(BATCH)
                                .withBatchIntervalMs(LONGEST_WAIT_MS)
                                .withMaxRetries(RETRIES)
                                .build())
                .buildAtLeastOnce(
                        new JdbcConnectionOptions.JdbcConnectionOptionsBuilder()
                                .withUrl(url)
                                .withDriverName(DRIVER)
                                .build());
    }
}
