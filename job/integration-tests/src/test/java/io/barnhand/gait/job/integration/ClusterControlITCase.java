package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.cli.cluster.RemoteCluster;
import io.barnhand.gait.job.cli.cluster.RestAddress;
import io.barnhand.gait.job.testing.AnnouncedFootage;
import io.barnhand.gait.job.testing.FlinkCluster;
import io.barnhand.gait.job.testing.KafkaBroker;
import io.barnhand.gait.job.testing.Shell;
import io.barnhand.gait.models.testing.Extended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jobs on a cluster, from the command line. */
class ClusterControlITCase {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterControlITCase.class);

    private static final Path COMPUTED = Path.of("../testing/src/main/resources/computed");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int SLOTS = 4;
    private static final int SLOTS_EACH = 2;
    private static final int CAMERAS = 12;
    private static final int ALL = CAMERAS * AnnouncedFootage.SEGMENTS;

    @TempDir private static Path folder;
    private static FlinkCluster flink;

    @BeforeAll
    static void start() throws Exception {
        folder = folder.toRealPath();
        flink =
                FlinkCluster.start(
                        Files.createDirectory(folder.resolve("flink")), SLOTS / SLOTS_EACH);
    }

    @AfterAll
    static void stop() {
        if (flink != null) {
            flink.close();
        }
    }

    /** Slots become free a little after a job has ended. */
    @AfterEach
    void awaitFreeSlots() throws InterruptedException {
        try (RemoteCluster cluster = client()) {
            await(() -> cluster.overview().getNumSlotsAvailable() == SLOTS);
        }
    }

    /**
     * A third of a backlog is done in two slots when the job is stopped; the rest follows in four.
     * The records are those of the files from which the segments were cut.
     */
    @Test
    @Extended
    void stopsUnderABacklogAndResumesWithMoreSlotsAndTheSameRecords() throws Exception {
        AnnouncedFootage footage =
                AnnouncedFootage.render(Files.createDirectory(folder.resolve("footage")));
        List<String> cameras =
                IntStream.range(0, CAMERAS).mapToObj(camera -> "camera-" + camera).toList();
        Shell shell = new Shell(folder.resolve("out"));
        Shell.Result uncut = shell.run("whole", models("source.path=" + footage.whole()));
        assertThat(uncut.exitCode()).as(uncut.err()).isZero();
        try (KafkaBroker broker =
                        KafkaBroker.start(
                                Files.createDirectory(folder.resolve("broker")),
                                Map.of("log.retention.ms", "-1"));
                RemoteCluster cluster = client()) {
            broker.createTopic("backlog", 3);
            footage.announce(broker, "backlog", cameras, 0, AnnouncedFootage.SEGMENTS);

            Shell.Result submitted = submit(barn(broker, footage, 2));
            assertThat(submitted.exitCode()).as(submitted.err()).isZero();
            assertThat(submitted.out()).contains("Run barn is on the cluster as job ");
            Shell.Result twice = submit(barn(broker, footage, 1));
            assertThat(twice.exitCode()).isEqualTo(1);
            assertThat(twice.err()).contains("Run barn is already running as job");
            await(() -> segments(cluster) >= 4);
            assertThat(onCluster("status").out())
                    .contains("Run barn: RUNNING", "2 of 4 slots free")
                    .containsPattern("done: \\d+ frames, \\d+ segments");
            long atTheStop = segments(cluster);
            Instant stopped = Instant.now();
            Shell.Result stop =
                    onCluster("stop", "barn", "--to", folder.resolve("savepoints").toString());
            assertThat(stop.exitCode()).as(stop.err()).isZero();
            String savepoint = stop.out().lines().findFirst().orElseThrow();
            long beforeSavepoint = decoded(shell);
            LOG.info(
                    "Savepoint under a backlog of {} segments: {} s, {} segments done meanwhile",
                    ALL - atTheStop,
                    Duration.between(stopped, Instant.now()).toMillis() / 1000.0,
                    beforeSavepoint - atTheStop);
            // Eight in flight in two slots, or twice that after a checkpoint that found them idle;
            // the counter of done segments is up to a heartbeat late.
            assertThat(beforeSavepoint - atTheStop).isBetween(0L, 20L);
            assertThat(beforeSavepoint).isLessThan(30);

            awaitFreeSlots();
            Shell.Result elsewhere =
                    submit(
                            barn(broker, footage, SLOTS),
                            "--set",
                            "run.checkpoints=" + folder.resolve("elsewhere"));
            assertThat(elsewhere.exitCode()).isEqualTo(2);
            assertThat(elsewhere.err())
                    .contains("Run barn has begun, and has no checkpoint to continue from")
                    .contains("--set run.resume=true");
            Shell.Result resumed = submit(barn(broker, footage, SLOTS));
            assertThat(resumed.exitCode()).as(resumed.err()).isZero();
            assertThat(resumed.out()).contains("Run barn continues from " + savepoint);
            await(() -> beforeSavepoint + segments(cluster) == ALL);
            // The offsets of the group say that a checkpoint later all segments are done.
            await(() -> committed(broker) == ALL);
            Shell.Result drained =
                    onCluster("stop", "--drain", "--to", folder.resolve("savepoints").toString());
            assertThat(drained.exitCode()).as(drained.err()).isZero();
        }

        assertThat(decoded(shell)).isEqualTo(ALL);
        assertThat(shell.lines("dead-letter", "barn")).isEmpty();
        for (String sink : List.of("poses", "gait", "strides")) {
            List<String> expected = new ArrayList<>();
            for (String line : shell.lines(sink, "whole")) {
                cameras.forEach(c -> expected.add(line.replace("\"arena\"", '"' + c + '"')));
            }
            expected.sort(null);
            assertThat(expected).as(sink).isNotEmpty();
            assertThat(shell.lines(sink, "barn")).as(sink).isEqualTo(expected);
        }
    }

    @Test
    void aBatchJobRunsInTheFreeSlots() throws Exception {
        Shell.Result submitted =
                submit(settings("archive", "source.kind=poses", "source.path=" + COMPUTED));
        assertThat(submitted.exitCode()).as(submitted.err()).isZero();
        assertThat(submitted.out()).contains("barnhand status archive").doesNotContain("stop");

        try (RemoteCluster cluster = client()) {
            await(() -> cluster.jobs().isEmpty());
        }
        assertThat(submitted.out()).contains("Run archive is on the cluster as job ");
        assertThat(new Shell(folder.resolve("out")).lines("poses", "archive")).hasSize(240);
    }

    @Test
    void aJobThatFailsAtItsStartIsCancelledWithTheReason() throws Exception {
        Path footage = Files.createDirectories(folder.resolve("none/aisle"));
        Files.writeString(footage.resolve("a.mp4"), "opened by the tasks only");
        String[] settings =
                settings(
                        "fails",
                        "source.path=" + footage,
                        "run.mode=streaming",
                        "detector.model=yolox-nano-rendered",
                        "pose.model=" + folder.resolve("none.pth"));

        Shell.Result submitted = submit(settings);

        assertThat(submitted.exitCode()).isEqualTo(1);
        assertThat(submitted.err())
                .contains("The job of run fails failed when it started, and was cancelled: ")
                .contains("none.pth")
                .doesNotContain("Exception");
        try (RemoteCluster cluster = client()) {
            await(() -> cluster.jobs().isEmpty());
        }
    }

    @Test
    void failuresAreMessagesWithoutAStackTrace() {
        String[] job =
                settings("r", "source.kind=poses", "source.path=" + COMPUTED, "run.mode=streaming");
        String[] large =
                settings("r", "source.kind=poses", "source.path=" + COMPUTED, "run.parallelism=5");

        Shell.Result slots = submit(large);
        assertThat(slots.exitCode()).isEqualTo(1);
        assertThat(slots.err())
                .contains("has 4 free slots of 4 on 2 TaskManagers, the job needs 5")
                .contains("lower run.parallelism");

        Shell.Result unknown = submit("--set", "run.paralelism=2");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("run.paralelism", "give parallelism or another one of");

        Shell.Result noRun = submit(job[0], job[1], "--from-savepoint", "/nowhere");
        assertThat(noRun.exitCode()).isEqualTo(2);
        assertThat(noRun.err()).contains("run.id is null; give the id of the run to resume");

        Shell.Result noSavepoint = submit(job, "--from-savepoint", "/nowhere");
        assertThat(noSavepoint.exitCode()).isEqualTo(1);
        assertThat(noSavepoint.err())
                .contains("check that the savepoint is of this job and can be read there")
                .contains("savepoint file/directory 'file:///nowhere'");

        Shell.Result nobody = Shell.barnhand("status", "--jobmanager", "127.0.0.1:1");
        assertThat(nobody.exitCode()).isEqualTo(1);
        assertThat(nobody.err()).contains("No JobManager answers at 127.0.0.1:1");

        Shell.Result address = Shell.barnhand("status", "--jobmanager", "here");
        assertThat(address.exitCode()).isEqualTo(2);
        assertThat(address.err()).contains("--jobmanager is here, must be like localhost:8081");

        Shell.Result none = onCluster("stop", "monday");
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err()).contains("No job of BarnHand runs on " + flink.rest().address());
    }

    private static RemoteCluster client() {
        return RemoteCluster.at(RestAddress.parse(flink.rest().address()));
    }

    private static Shell.Result submit(String[] settings, String... more) {
        List<String> arguments = new ArrayList<>(List.of(settings));
        arguments.addAll(List.of(more));
        return submit(arguments.toArray(String[]::new));
    }

    private static Shell.Result submit(String... arguments) {
        return onCluster("submit", arguments);
    }

    private static Shell.Result onCluster(String command, String... arguments) {
        List<String> all =
                new ArrayList<>(List.of(command, "--jobmanager", flink.rest().address()));
        all.addAll(List.of(arguments));
        return Shell.barnhand(all.toArray(String[]::new));
    }

    private static String[] barn(KafkaBroker broker, AnnouncedFootage footage, int parallelism) {
        return settings(
                "barn",
                models(
                        "source.kind=kafka",
                        "source.kafka.topic=backlog",
                        "source.kafka.roots=[" + footage.folder() + "]",
                        "source.kafka.silence=10min",
                        "kafka.brokers=" + broker.address(),
                        "run.parallelism=" + parallelism,
                        "run.checkpoints=" + folder.resolve("checkpoints")));
    }

    private static String[] models(String... more) {
        List<String> settings =
                new ArrayList<>(
                        List.of(
                                "detector.model=yolox-nano-rendered",
                                "detector.floor=0.25",
                                "pose.model=rtmpose-t-rendered",
                                "gait.sliding=0s"));
        settings.addAll(List.of(more));
        return settings.toArray(String[]::new);
    }

    /** The arguments of a run that writes where {@code Shell} reads. */
    private static String[] settings(String run, String... more) {
        Path out = folder.resolve("out");
        List<String> settings = new ArrayList<>(List.of(more));
        settings.add("run.id=" + run);
        for (String sink : List.of("poses", "gait", "strides", "coverage", "dead-letter")) {
            settings.add("sinks." + sink + "={kind: jsonl, path: " + out.resolve(sink) + "}");
        }
        return settings.stream().flatMap(s -> List.of("--set", s).stream()).toArray(String[]::new);
    }

    /** Segments that the only job has counted. */
    private static long segments(RemoteCluster cluster) {
        Object segments =
                cluster.progress(cluster.job(null).getJobId()).getOrDefault("segments", 0L);
        return (Long) segments;
    }

    /** Messages before the offsets of the job's consumer group, over all partitions. */
    private static long committed(KafkaBroker broker) {
        try (Admin admin = broker.admin()) {
            return admin
                    .listConsumerGroupOffsets("barnhand-gait")
                    .partitionsToOffsetAndMetadata()
                    .get(1, TimeUnit.MINUTES)
                    .values()
                    .stream()
                    .mapToLong(OffsetAndMetadata::offset)
                    .sum();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static long decoded(Shell shell) throws IOException {
        return shell.records("coverage", "barn").stream()
                .filter(span -> span.path("kind").asText().equals("decoded"))
                .count();
    }

    private static void await(BooleanSupplier condition) {
        Awaitility.await().atMost(PATIENCE).until(condition::getAsBoolean);
    }
}
