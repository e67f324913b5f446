package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.testing.AnnouncedFootage;
import io.barnhand.gait.job.testing.ClusterBarn;
import io.barnhand.gait.job.testing.FlinkCluster;
import io.barnhand.gait.job.testing.Shell;
import io.barnhand.gait.models.testing.Extended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jar on a cluster of processes that die: two TaskManagers of two slots, a JobManager and its
 * standby; rendered footage that is announced on a real broker, the weights that are shipped.
 */
class StandaloneClusterITCase {

    private static final Logger LOG = LoggerFactory.getLogger(StandaloneClusterITCase.class);

    private static final List<String> CAMERAS = List.of("aisle", "arena", "paddock", "track");
    private static final List<String> RECORDS = List.of("poses", "gait", "strides", "dead-letter");

    @TempDir private static Path folder;
    private static Shell out;
    private static ClusterBarn barn;
    private static FlinkCluster cluster;

    /** The log of each TaskManager from its share of three jobs. */
    private static final Map<String, String> LOGS = new TreeMap<>();

    /** Three times the same jar on the same footage: the records of an undisturbed job. */
    @BeforeAll
    static void submitThreeTimes() throws Exception {
        folder = folder.toRealPath();
        barn =
                ClusterBarn.start(
                        folder,
                        below ->
                                FlinkCluster.startWithStandby(
                                        below, 2, "execution.checkpointing.interval=3s"));
        out = barn.out();
        cluster = barn.cluster();
        barn.broker().createTopic("barn", 2);
        announce("barn", 0, AnnouncedFootage.SEGMENTS);
        Map<String, String> jobs = new TreeMap<>();
        for (String run : List.of("a", "b", "c")) {
            jobs.put(run, submit(run, "barn", 1));
        }
        for (String job : jobs.values()) {
            for (String name : cluster.rest().taskManagers(job)) {
                LOGS.put(name, "");
            }
        }
        for (String run : jobs.keySet()) {
            cluster.await("the footage of " + run, () -> barn.decoded(run) == all());
        }
        LOGS.replaceAll((name, empty) -> cluster.taskManager(name).log());
        for (String job : jobs.values()) {
            stop(job);
        }
    }

    @AfterAll
    static void stop() {
        if (barn != null) {
            barn.close();
        }
    }

    @BeforeEach
    void replaceTheTaskManagerThatWasKilled() throws Exception {
        if (cluster.taskManagers().size() < 2) {
            cluster.addTaskManager();
        }
    }

    @Test
    void theSecondAndThirdJobGiveTheRecordsOfTheFirst() throws IOException {
        assertThat(out.lines("poses", "a")).hasSizeGreaterThan(30 * CAMERAS.size());
        assertThat(out.lines("gait", "a")).hasSizeGreaterThanOrEqualTo(CAMERAS.size());
        assertThat(out.lines("dead-letter", "a")).isEmpty();
        assertSameRecords("b", "a");
        assertSameRecords("c", "a");
    }

    @Test
    void aTaskManagerLoadsEachModelOnceForAllItsJobs() {
        // Three jobs of one slot: one of the two ran two of them.
        assertThat(LOGS).containsOnlyKeys("tm-1", "tm-2");
        for (Map.Entry<String, String> log : LOGS.entrySet()) {
            for (String model : List.of("yolox-nano-rendered", "rtmpose-t-rendered")) {
                assertThat(Pattern.compile("Loaded \\S*" + model).matcher(log.getValue()).results())
                        .as("%s on %s", model, log.getKey())
                        .hasSize(1);
            }
        }
    }

    @Test
    void aTaskManagerThatIsKilledLosesNothingAndDoublesNothing() throws Exception {
        runAndStrike("no-task-manager", () -> cluster.taskManagers().get(1).kill());

        assertSameRecords("no-task-manager", "a");
        assertThat(committed("no-task-manager")).isEqualTo(out.lines("poses", "a"));
    }

    @Test
    @Extended
    void theStandbyTakesOverFromAJobManagerThatIsKilled() throws Exception {
        runAndStrike("no-job-manager", () -> cluster.killJobManager());

        assertSameRecords("no-job-manager", "a");
        assertThat(committed("no-job-manager")).isEqualTo(out.lines("poses", "a"));
    }

    private interface Blow {
        void strike() throws IOException, InterruptedException;
    }

    /**
     * Runs a job over both TaskManagers, which is struck when it has state of open tracks in a
     * checkpoint and has written more since; then lets it process all footage.
     */
    private static void runAndStrike(String run, Blow blow) throws Exception {
        barn.broker().createTopic(run, 2);
        barn.broker().createTopic(run + "-poses", 2);
        String job =
                submit(
                        run,
                        run,
                        2,
                        String.format(
                                Locale.ROOT,
                                "sinks.poses=[{kind: jsonl, path: %s}, {kind: kafka, topic: %s-poses, delivery: exactly-once}]",
                                folder.resolve("out/poses"),
                                run));
        assertThat(cluster.rest().taskManagers(job)).hasSize(2);
        announce(run, 0, 2);
        cluster.await("poses of a checkpoint", () -> !out.lines("poses", run).isEmpty());
        announce(run, 2, AnnouncedFootage.SEGMENTS);
        cluster.await("poses of none", () -> hasMoreThanItsCheckpoint(run));
        long struck = System.nanoTime();
        blow.strike();
        cluster.await(
                "the job to resume",
                () -> cluster.rest().checkpoints(job, "restored") > 0 && cluster.rest().runs(job));
        LOG.info(
                "{}: running again after {} ms",
                run,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - struck));
        cluster.await("all footage", () -> barn.decoded(run) == all());
        stop(job);
    }

    /** Files that no checkpoint has sealed yet are hidden. */
    private static boolean hasMoreThanItsCheckpoint(String run) throws IOException {
        try (Stream<Path> files = Files.walk(out.folder("poses", run))) {
            return files.anyMatch(
                    file ->
                            file.getFileName().toString().startsWith(".")
                                    && Files.isRegularFile(file)
                                    && length(file) > 0);
        }
    }

    private static long length(Path file) {
        return file.toFile().length();
    }

    /** The poses in the run's topic that its readers see, sorted, without the name of the run. */
    private static List<String> committed(String run) throws IOException {
        List<String> lines = new ArrayList<>();
        for (ConsumerRecord<String, String> record :
                barn.broker().records(run + "-poses", IsolationLevel.READ_COMMITTED)) {
            lines.add(Shell.withoutRun(record.value()).toString());
        }
        lines.sort(null);
        return lines;
    }

    /** Ends a job when everything that it read has come out of it. */
    private static void stop(String job) throws Exception {
        cluster.rest().stop(job, folder.resolve("savepoints"));
        cluster.await("the end of it", () -> cluster.rest().state(job).equals("FINISHED"));
    }

    private static void announce(String topic, int from, int to) throws Exception {
        barn.footage().announce(barn.broker(), topic, CAMERAS, from, to);
    }

    private static String submit(String run, String topic, int parallelism, String... more)
            throws Exception {
        List<String> settings = new ArrayList<>(List.of(more));
        settings.add("run.parallelism=" + parallelism);
        String job = barn.submit(run, topic, settings.toArray(String[]::new));
        cluster.await(run + " to run", () -> cluster.rest().runs(job));
        return job;
    }

    private static long all() {
        return (long) CAMERAS.size() * AnnouncedFootage.SEGMENTS;
    }

    private static void assertSameRecords(String run, String reference) throws IOException {
        for (String sink : RECORDS) {
            assertThat(out.lines(sink, run))
                    .as(sink + " of " + run)
                    .isEqualTo(out.lines(sink, reference));
        }
    }
}
