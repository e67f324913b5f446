package io.barnhand.gait.job.pipeline.sink.postgres;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.job.pipeline.runs.RegisteredRun;
import io.barnhand.gait.job.pipeline.runs.RunClaim;
import io.barnhand.gait.job.pipeline.runs.RunRegister;
import io.barnhand.gait.job.pipeline.runs.RunState;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The runs of a database, in its table {@code barnhand.run}. A run that an earlier build wrote was
 * noted there with its first row: it has no token, and counts as complete.
 */
final class PostgresRegister implements RunRegister {

    private static final long serialVersionUID = 1L;

    /** A run that was noted keeps its id: a row with that id would replace it, as in a restore. */
    private static final String CLAIM =
            """
            INSERT INTO barnhand.run
                (run, state, live, fingerprint, token, description, claimed_at, state_at)
            SELECT ?, 'started', ?, ?, ?, ?::jsonb, now(), now()
            WHERE NOT EXISTS (SELECT FROM barnhand.run WHERE run = ?)
            ON CONFLICT (run) DO NOTHING
            """;

    private static final String START =
            """
            UPDATE barnhand.run
            SET state = 'started', live = ?, fingerprint = ?, token = ?, description = ?::jsonb,
                state_at = clock_timestamp(), state_by = session_user
            WHERE run = ? AND state <> 'withdrawn'
            """;

    /** Not a run that was started again, by another URL of the same database. */
    private static final String RELEASE =
            "DELETE FROM barnhand.run WHERE run = ? AND token = ? AND state_at = claimed_at";

    private static final String RECORD =
            """
            UPDATE barnhand.run
            SET state = ?, state_at = clock_timestamp(), state_by = session_user
            WHERE run = ? AND state NOT IN ('withdrawn', ?)
            """;

    private static final String RUNS =
            "SELECT run, token, live, fingerprint, description, sequence, state FROM barnhand.run ";

    /** Claims that each find a run which is released before it is read. */
    private static final int MAX_TRIES = 100;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String UNDEFINED_TABLE = "42P01";
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Database database;

    PostgresRegister(Database database) {
        this.database = database;
    }

    @Override
    public String place() {
        return database.url();
    }

    @Override
    public RegisteredRun claim(RunClaim claim) throws IOException {
        return with(
                connection -> {
                    for (int i = 0; i < MAX_TRIES; i++) {
                        update(
                                connection,
                                CLAIM,
                                claim.run(),
                                claim.live(),
                                claim.fingerprint(),
                                claim.token(),
                                description(claim),
                                claim.run());
                        Optional<RegisteredRun> holder = find(connection, claim.run());
                        if (holder.isPresent()) {
                            return holder.get();
                        }
                    }
                    throw new IOException(
                            "run " + claim.run() + " is claimed and released all the time");
                });
    }

    /**
     * Claims, ends and releases a run in the transaction of a connection.
     *
     * @param run no run has this id
     */
    static void tryClaim(Connection connection, String run) throws SQLException {
        update(connection, CLAIM, run, false, "", run, "{}", run);
        update(connection, RECORD, RunState.ABORTED.key(), run, RunState.ABORTED.key());
        update(connection, START, false, "", run, "{}", run);
        update(connection, "DELETE FROM barnhand.run WHERE run = ?", run);
        update(connection, CLAIM, run, false, "", run, "{}", run);
    }

    @Override
    public Optional<RegisteredRun> find(String run) throws IOException {
        return with(connection -> find(connection, run));
    }

    @Override
    public void startAgain(RunClaim claim) throws IOException {
        with(
                connection ->
                        update(
                                connection,
                                START,
                                claim.live(),
                                claim.fingerprint(),
                                claim.token(),
                                description(claim),
                                claim.run()));
    }

    @Override
    public void release(RunClaim claim) throws IOException {
        with(connection -> update(connection, RELEASE, claim.run(), claim.token()));
    }

    @Override
    public void record(String run, RunState state) throws IOException {
        with(connection -> update(connection, RECORD, state.key(), run, state.key()));
    }

    @Override
    public List<RegisteredRun> runs() throws IOException {
        return with(connection -> runs(connection, RUNS + "ORDER BY sequence"));
    }

    private static Optional<RegisteredRun> find(Connection connection, String run)
            throws SQLException, IOException {
        return runs(connection, RUNS + "WHERE run = ?", run).stream().findFirst();
    }

    private static List<RegisteredRun> runs(Connection connection, String sql, Object... values)
            throws SQLException, IOException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, values);
            try (ResultSet row = statement.executeQuery()) {
                List<RegisteredRun> runs = new ArrayList<>();
                while (row.next()) {
                    runs.add(run(row));
                }
                return runs;
            }
        }
    }

    private static RegisteredRun run(ResultSet row) throws SQLException, IOException {
        String id = row.getString("run");
        if (!(MAPPER.readTree(row.getString("description")) instanceof ObjectNode description)) {
            throw new IOException(
                    String.format(
                            Locale.ROOT,
                            "the description of run %s in barnhand.run is no JSON object; restore it from a dump, or set it to '{}'",
                            id));
        }
        return new RegisteredRun(
                new RunClaim(
                        id,
                        row.getString("token"),
                        row.getBoolean("live"),
                        row.getString("fingerprint"),
                        description),
                row.getLong("sequence"),
                RunState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)));
    }

    private static String description(RunClaim claim) throws IOException {
        return PostgresSink.storable(MAPPER.writeValueAsString(claim.description()));
    }

    private static int update(Connection connection, String sql, Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, values);
            return statement.executeUpdate();
        }
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    private <T> T with(Work<T> work) throws IOException {
        try (Connection connection = database.open(PATIENCE)) {
            return work.in(connection);
        } catch (SQLException e) {
            throw new IOException(
                    UNDEFINED_TABLE.equals(e.getSQLState())
                            ? "it has no table barnhand.run; apply the files of flink-deploy/sql that are missing, in order, with psql -f"
                            : Database.reason(e),
                    e);
        }
    }

    private interface Work<T> {
        T in(Connection connection) throws SQLException, IOException;
    }
}
