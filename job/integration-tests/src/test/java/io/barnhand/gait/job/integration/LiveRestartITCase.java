package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.cli.Barnhand;
import io.barnhand.gait.job.testing.AnnouncedFootage;
import io.barnhand.gait.job.testing.BarnTables;
import io.barnhand.gait.job.testing.KafkaBroker;
import io.barnhand.gait.job.testing.LiveBarn;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A live run that is stopped and started again by the same command leaves what an undisturbed one
 * leaves: real processes, a broker, a database, rendered footage.
 */
class LiveRestartITCase {

    private static final List<String> CAMERAS = List.of("aisle", "arena");

    @TempDir private static Path folder;
    private static KafkaBroker broker;
    private static EmbeddedPostgres server;
    private static AnnouncedFootage footage;

    @BeforeAll
    static void start() throws Exception {
        folder = folder.toRealPath();
        footage = AnnouncedFootage.render(Files.createDirectory(folder.resolve("footage")));
        broker =
                KafkaBroker.start(
                        Files.createDirectory(folder.resolve("broker")),
                        Map.of("log.retention.ms", "-1"));
        server = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    /**
     * Killed when tracks are open in a checkpoint and more was written since; ended by a signal,
     * and continued with its sinks in another order and one more.
     */
    @Test
    void aRunThatIsKilledAndStartedAgainEqualsOneThatIsNot() throws Exception {
        broker.createTopic("day", 1);
        Map<String, List<String>> results;
        try (LiveBarn barn = barn("barn", "day")) {
            barn.start(Barnhand.class, barn.sinks());
            announce("day", 0, 1);
            barn.await("poses of a checkpoint", () -> !barn.lines("poses").isEmpty());
            announce("day", 1, 2);
            barn.await("poses of none", barn::hasMoreThanItsCheckpoint);
            barn.process().kill();
            assertThat(barn.process().log()).contains("Run barn begins; its checkpoints are kept");

            barn.start(Barnhand.class, barn.sinks());
            barn.await("the second segments", () -> barn.decoded() == 2L * CAMERAS.size());
            barn.process().stop();
            assertThat(barn.process().log())
                    .contains("Run barn continues from file:" + folder.resolve("barn/checkpoints"))
                    .contains("Run barn is stopped")
                    .contains("The same command continues it: ");

            List<String> more = new java.util.ArrayList<>(barn.reordered());
            more.set(0, "sinks.poses=[" + barn.files("added") + ", " + barn.files("poses") + "]");
            barn.start(Barnhand.class, more);
            announce("day", 2, 3);
            barn.await("the third segments", () -> barn.decoded() == all());
            barn.process().stop();
            results = barn.results();
            assertThat(barn.lines("added")).isNotEmpty().isSubsetOf(barn.lines("poses"));
            try (java.util.stream.Stream<Path> starts =
                    Files.list(folder.resolve("barn/checkpoints/run=barn"))) {
                assertThat(starts.map(start -> start.getFileName().toString()))
                        .contains("start=1", "start=2", "start=3");
            }
        }

        assertThat(results.get("table gait")).isNotEmpty();
        assertThat(results.get("topic of gait")).hasSameSizeAs(results.get("table gait"));
        assertThat(results).isEqualTo(undisturbed("whole", "day", all()));
    }

    private static Map<String, List<String>> undisturbed(String run, String topic, long segments)
            throws Exception {
        try (LiveBarn barn = barn(run, topic)) {
            barn.start(Barnhand.class, barn.sinks());
            barn.await("all segments", () -> barn.decoded() == segments);
            barn.process().stop();
            return barn.results();
        }
    }

    private static LiveBarn barn(String run, String topic) throws Exception {
        try (Connection any = server.getPostgresDatabase().getConnection()) {
            BarnTables.of(any).execute("CREATE DATABASE " + run);
        }
        String url = server.getJdbcUrl("postgres", run);
        Connection database = DriverManager.getConnection(url);
        BarnTables.in(database);
        return new LiveBarn(
                run,
                Files.createDirectory(folder.resolve(run)),
                broker,
                footage,
                topic,
                url,
                database);
    }

    private static void announce(String topic, int from, int to) throws Exception {
        footage.announce(broker, topic, CAMERAS, from, to);
    }

    private static long all() {
        return (long) CAMERAS.size() * AnnouncedFootage.SEGMENTS;
    }
}
