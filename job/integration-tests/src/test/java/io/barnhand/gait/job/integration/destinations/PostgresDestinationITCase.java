package io.barnhand.gait.job.integration.destinations;

import io.barnhand.gait.job.formats.results.ResultKind;
import io.barnhand.gait.job.testing.BarnTables;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tables, whose rows are replaced when they are written again. */
class PostgresDestinationITCase extends ServerContract {

    private EmbeddedPostgres.Builder builder;
    private EmbeddedPostgres server;

    @BeforeEach
    void start() throws Exception {
        builder =
                EmbeddedPostgres.builder()
                        .setDataDirectory(folder.resolve("database"))
                        .setCleanDataDirectory(false);
        startAgain();
        builder.setPort(server.getPort());
        try (Connection database = connect()) {
            BarnTables.in(database);
        }
    }

    @AfterEach
    @Override
    void nothingStaysOpen() throws Exception {
        super.nothingStaysOpen();
        stop();
    }

    private Connection connect() throws Exception {
        return server.getPostgresDatabase().getConnection();
    }

    @Override
    List<ResultKind<?>> results() {
        return ResultKind.ALL.stream().filter(result -> result != ResultKind.POSES).toList();
    }

    @Override
    String target(ResultKind<?> result) {
        return String.format(
                Locale.ROOT,
                "{kind: postgres, url: '%s'}",
                server.getJdbcUrl("postgres", "postgres"));
    }

    @Override
    List<String> stored(ResultKind<?> result) throws Exception {
        String table = result == ResultKind.STRIDES ? "stride" : result.key().replace('-', '_');
        try (Connection database = connect()) {
            return BarnTables.of(database).rows("SELECT line::text FROM barnhand." + table);
        }
    }

    /** As the database writes JSON, in which it takes no NUL. */
    @Override
    String asStored(String line) throws Exception {
        String text = super.asStored(line).replace("\\u0000\\u0000b", "\\ufffd\\ufffdb");
        try (Connection database = connect();
                PreparedStatement statement = database.prepareStatement("SELECT ?::jsonb::text")) {
            statement.setString(1, text);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    /** Connections of others than this test. */
    @Override
    List<String> open() throws Exception {
        try (Connection database = connect()) {
            return BarnTables.of(database)
                    .rows(
                            "SELECT pid::text FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                                    + " AND backend_type = 'client backend'");
        }
    }

    @Override
    void stop() throws Exception {
        server.close();
    }

    @Override
    void startAgain() throws Exception {
        server = builder.start();
    }
}
