package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.cli.Barnhand;
import io.barnhand.gait.job.testing.AnnouncedFootage;
import io.barnhand.gait.job.testing.BarnTables;
import io.barnhand.gait.job.testing.FlinkCluster;
import io.barnhand.gait.job.testing.KafkaBroker;
import io.barnhand.gait.job.testing.LiveBarn;
import io.barnhand.gait.job.testing.Shell;
import io.barnhand.gait.models.testing.Extended;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

    private static final int RESTARTS = 10;
    private static final String CONTINUES = " continues from ";

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
    @Extended
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

            List<String> more = new ArrayList<>(barn.reordered());
            more.set(0, "sinks.poses=[" + barn.files("added") + ", " + barn.files("poses") + "]");
            barn.start(Barnhand.class, more);
            announce("day", 2, 3);
            barn.await("the third segments", () -> barn.decoded() == all());
            barn.process().stop();
            results = barn.results();
            assertThat(barn.lines("added")).isNotEmpty().isSubsetOf(barn.lines("poses"));
            try (Stream<Path> starts = Files.list(folder.resolve("barn/checkpoints/run=barn"))) {
                assertThat(starts.map(start -> start.getFileName().toString()))
                        .contains("start=1", "start=2", "start=3");
            }
        }

        assertThat(results.get("table gait")).isNotEmpty();
        assertThat(results.get("topic of gait")).hasSameSizeAs(results.get("table gait"));
        assertThat(results).isEqualTo(undisturbed("whole", "day", all()));
    }

    /**
     * Two cameras have open tracks at each of ten restarts: kills, signals, a kill before the first
     * checkpoint of a start, savepoints of a cluster, sinks in another order. The day ends on the
     * cluster, drained, so that all of its Parquet files are finished.
     */
    @Test
    @Extended
    void aDayWithTenRestartsEqualsOneWithNone() throws Exception {
        broker.createTopic("long", 1);
        Map<String, List<String>> results;
        try (FlinkCluster cluster =
                        FlinkCluster.start(Files.createDirectory(folder.resolve("flink")), 1);
                LiveBarn barn = barn("ten", "long")) {
            int announced = 0;
            for (int restart = 0; restart < RESTARTS; restart++) {
                List<String> sinks = withParquet(barn, restart % 2 == 1);
                if (restart % 5 == 3) {
                    assertDone(barn.submit(cluster, sinks));
                } else {
                    barn.start(Barnhand.class, sinks);
                }
                announced += announceStep(restart);
                int all = announced;
                switch (restart % 5) {
                    case 0 -> {
                        barn.await("segments", () -> barn.decoded() >= all - 1);
                        barn.process().kill();
                    }
                    case 1 -> {
                        barn.await("segments", () -> barn.decoded() == all);
                        barn.process().stop();
                    }
                    case 2 -> {
                        barn.await("its start", () -> barn.process().log().contains(CONTINUES));
                        barn.process().kill();
                    }
                    case 3 -> {
                        barn.await("segments", () -> barn.decoded() == all);
                        Shell.Result stopped = barn.stop(cluster);
                        assertDone(stopped);
                        assertThat(stopped.out()).contains("The command that started it continues");
                        awaitSlots(cluster);
                    }
                    default -> {
                        barn.await("unsealed poses", barn::hasMoreThanItsCheckpoint);
                        barn.process().kill();
                    }
                }
            }
            Shell.Result last = barn.submit(cluster, withParquet(barn, false));
            assertDone(last);
            assertThat(last.out()).contains(CONTINUES);
            for (int step = RESTARTS; step < RESTARTS + AnnouncedFootage.SEGMENTS - 1; step++) {
                announced += announceStep(step);
            }
            int all = announced;
            barn.await("all segments", () -> barn.decoded() == all);
            assertDone(barn.stop(cluster, "--drain"));
            awaitSlots(cluster);
            Shell.Result over = barn.submit(cluster, withParquet(barn, false));
            assertThat(over.err()).contains("stopped with --drain", "--set run.id=ten-2");
            results = withParquet(barn);

            try (LiveBarn whole = barn("none", "long")) {
                assertDone(whole.submit(cluster, withParquet(whole, false)));
                whole.await("all segments", () -> whole.decoded() == all);
                assertDone(whole.stop(cluster, "--drain"));
                Map<String, List<String>> undisturbed = withParquet(whole);
                assertThat(undisturbed.get("parquet")).isNotEmpty();
                assertThat(results).isEqualTo(undisturbed);
            }
        }
    }

    private static void assertDone(Shell.Result result) {
        assertThat(result.exitCode()).as(result.err()).isZero();
    }

    private static void awaitSlots(FlinkCluster cluster) throws Exception {
        cluster.await(
                "free slots",
                () -> cluster.rest().get("/overview").path("slots-available").asInt() == 2);
    }

    private static List<String> withParquet(LiveBarn barn, boolean reordered) {
        List<String> sinks = new ArrayList<>(reordered ? barn.reordered() : barn.sinks());
        String columns = barn.files("parquet").replace("jsonl", "parquet");
        sinks.set(
                0,
                reordered
                        ? "sinks.poses=[" + columns + ", " + barn.files("poses") + "]"
                        : "sinks.poses=[" + barn.files("poses") + ", " + columns + "]");
        return sinks;
    }

    private static Map<String, List<String>> withParquet(LiveBarn barn) throws Exception {
        Map<String, List<String>> results = barn.results();
        results.put("parquet", barn.parquet());
        return results;
    }

    /** The next segment of each camera that has one: a camera begins at each of the first steps. */
    private static int announceStep(int step) throws Exception {
        int announced = 0;
        for (int segment = 0; segment < AnnouncedFootage.SEGMENTS; segment++) {
            int camera = step - segment;
            if (camera >= 0 && camera < RESTARTS) {
                footage.announce(broker, "long", List.of("camera-" + camera), segment, segment + 1);
                announced++;
            }
        }
        return announced;
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
