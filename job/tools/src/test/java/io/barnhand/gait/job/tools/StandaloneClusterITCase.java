package io.barnhand.gait.job.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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
    private static KafkaBroker broker;
    private static AnnouncedFootage footage;
    private static FlinkCluster cluster;
    private static String jar;
    private static List<String> jobs;

    /** Three times the same jar, on the same footage: what a job gives that nothing disturbs. */
    @BeforeAll
    static void submitThreeTimes() throws Exception {
        folder = folder.toRealPath();
        out = new Shell(folder.resolve("out"));
        broker = KafkaBroker.start(Files.createDirectory(folder.resolve("broker")));
        footage = AnnouncedFootage.render(Files.createDirectory(folder.resolve("footage")));
        broker.createTopic("barn", 2);
        footage.announce(broker, "barn", CAMERAS, 0, AnnouncedFootage.SEGMENTS);
        cluster =
                FlinkCluster.startWithStandby(
                        Files.createDirectory(folder.resolve("cluster")),
                        2,
                        "execution.checkpointing.interval=1s");
        jar = cluster.rest().upload(FlinkCluster.jobJar());
        jobs = new ArrayList<>();
        for (String run : List.of("a", "b", "c")) {
            jobs.add(submit(run, "barn", 1));
        }
        for (String run : List.of("a", "b", "c")) {
            cluster.await("the records of " + run, () -> decoded(run) == all());
        }
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
        if (broker != null) {
            broker.close();
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
    void aTaskManagerLoadsEachModelOnceForAllItsJobs() throws Exception {
        Set<String> used = new TreeSet<>();
        for (String job : jobs) {
            used.addAll(cluster.rest().taskManagers(job));
        }
        // Three jobs of one slot: one of the two runs two of them.
        assertThat(used).containsExactly("tm-1", "tm-2");
        for (String name : used) {
            String log = cluster.taskManager(name).log();
            for (String model : List.of("yolox-nano-rendered", "rtmpose-t-rendered")) {
                assertThat(Pattern.compile("Loaded \\S*" + model).matcher(log).results().count())
                        .as("%s on %s", model, name)
                        .isEqualTo(1);
            }
        }
    }

    private static String submit(String run, String topic, int parallelism) throws Exception {
        List<String> arguments = new ArrayList<>();
        for (String setting :
                List.of(
                        "run.id=" + run,
                        "run.parallelism=" + parallelism,
                        "source.kind=kafka",
                        "source.kafka.topic=" + topic,
                        "source.kafka.group=" + run,
                        "source.kafka.roots=[" + footage.folder() + "]",
                        "source.kafka.silence=10min",
                        "kafka.brokers=" + broker.address(),
                        "detector.model=yolox-nano-rendered",
                        "detector.floor=0.25",
                        "pose.model=rtmpose-t-rendered",
                        "gait.sliding=0s",
                        "sinks.poses.path=" + folder.resolve("out/poses"),
                        "sinks.gait={kind: jsonl, path: %s}".formatted(folder.resolve("out/gait")),
                        "sinks.strides.path=" + folder.resolve("out/strides"),
                        "sinks.coverage.path=" + folder.resolve("out/coverage"),
                        "sinks.dead-letter.path=" + folder.resolve("out/dead-letter"))) {
            arguments.addAll(List.of("--set", setting));
        }
        String job = cluster.rest().run(jar, arguments, Map.of());
        cluster.await(run + " to run", () -> cluster.rest().runs(job));
        return job;
    }

    private static long all() {
        return (long) CAMERAS.size() * AnnouncedFootage.SEGMENTS;
    }

    /** Segments whose decoding a checkpoint has sealed. */
    private static long decoded(String run) throws IOException {
        return out.records("coverage", run).stream()
                .filter(span -> span.path("kind").asText().equals("decoded"))
                .count();
    }

    private static void assertSameRecords(String run, String reference) throws IOException {
        for (String sink : RECORDS) {
            assertThat(out.lines(sink, run))
                    .as(sink + " of " + run)
                    .isEqualTo(out.lines(sink, reference));
        }
    }
}
