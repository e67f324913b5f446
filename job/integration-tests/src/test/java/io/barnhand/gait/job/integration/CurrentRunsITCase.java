package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.formats.json.CoverageLine;
import io.barnhand.gait.job.pipeline.Destinations;
import io.barnhand.gait.job.pipeline.runs.CurrentRuns;
import io.barnhand.gait.job.pipeline.runs.HeldFootage;
import io.barnhand.gait.job.pipeline.runs.RegisteredRun;
import io.barnhand.gait.job.pipeline.runs.RunClaim;
import io.barnhand.gait.job.pipeline.runs.RunState;
import io.barnhand.gait.job.testing.BarnTables;
import io.barnhand.gait.operators.records.CoverageSpan;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which run is current, by the views of a database and by the program: random runs in both. */
class CurrentRunsITCase {

    private static final long SECOND_US = 1_000_000;
    private static final long START_US = 1_767_254_400_000_000L;

    private static EmbeddedPostgres server;
    private static Connection database;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedPostgres.start();
        database = server.getPostgresDatabase().getConnection();
    }

    @AfterAll
    static void stop() throws Exception {
        database.close();
        server.close();
    }

    @Test
    void theViewAndTheProgramAgree() throws Exception {
        Random random = new Random(23);
        String url = server.getJdbcUrl("postgres", "postgres");
        Destinations destinations =
                Destinations.of(
                        ConfigurationReader.read(
                                null,
                                List.of(
                                        "sinks.coverage={kind: postgres, url: '" + url + "'}",
                                        "sinks.poses={kind: none}")));
        for (int round = 0; round < 8; round++) {
            BarnTables tables = BarnTables.in(database);
            List<RegisteredRun> runs = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                runs.add(run(random, i));
            }
            claim(runs);
            write(random, runs);

            List<HeldFootage> held =
                    destinations.held(runs.stream().map(run -> run.claim().run()).toList());

            CurrentRuns current = CurrentRuns.of(runs, held);
            TreeSet<String> expected = new TreeSet<>();
            for (RegisteredRun run : runs) {
                for (HeldFootage part : current.of(run.claim().run())) {
                    part.spans()
                            .spans()
                            .forEach(
                                    span ->
                                            expected.add(
                                                    String.format(
                                                            Locale.ROOT,
                                                            "%s %s %s %d %d",
                                                            part.camera(),
                                                            part.recording(),
                                                            part.run(),
                                                            span.fromUs(),
                                                            span.toUs())));
                }
            }
            assertThat(held).isNotEmpty();
            assertThat(
                            tables.rows(
                                    "SELECT camera, recording, run, lower(s), upper(s)"
                                            + " FROM barnhand.current_span, unnest(spans) s"))
                    .as("round " + round)
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static RegisteredRun run(Random random, int number) {
        RunClaim claim =
                new RunClaim(
                        "r" + number,
                        "t" + number,
                        random.nextBoolean(),
                        "",
                        JsonNodeFactory.instance.objectNode());
        return new RegisteredRun(claim, number + 1, RunState.values()[random.nextInt(4)]);
    }

    /** In their order, by which the database numbers them. */
    private static void claim(List<RegisteredRun> runs) throws SQLException {
        try (PreparedStatement insert =
                database.prepareStatement(
                        "INSERT INTO barnhand.run (run, state, live, fingerprint, token, description)"
                                + " VALUES (?, ?, ?, '', ?, '{}')")) {
            for (RegisteredRun run : runs) {
                insert.setString(1, run.claim().run());
                insert.setString(2, run.state().key());
                insert.setBoolean(3, run.claim().live());
                insert.setString(4, run.claim().token());
                insert.executeUpdate();
            }
        }
    }

    private static void write(Random random, List<RegisteredRun> runs) throws SQLException {
        try (PreparedStatement insert =
                database.prepareStatement(
                        "INSERT INTO barnhand.coverage (run, line) VALUES (?, ?::jsonb)"
                                + " ON CONFLICT DO NOTHING")) {
            for (int i = 0; i < 60; i++) {
                long from = START_US + random.nextInt(300) * SECOND_US;
                CoverageSpan span =
                        new CoverageSpan(
                                "c" + random.nextInt(2),
                                "d" + random.nextInt(2),
                                null,
                                random.nextInt(4) > 0
                                        ? CoverageSpan.DECODED
                                        : CoverageSpan.EXPECTED,
                                from,
                                from + (1 + random.nextInt(40)) * SECOND_US);
                insert.setString(1, runs.get(random.nextInt(runs.size())).claim().run());
                insert.setString(2, CoverageLine.write(span));
                insert.executeUpdate();
            }
        }
    }
}
