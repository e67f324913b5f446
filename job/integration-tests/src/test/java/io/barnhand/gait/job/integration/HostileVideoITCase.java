package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.barnhand.gait.job.testing.AnnouncedFootage;
import io.barnhand.gait.job.testing.ClusterBarn;
import io.barnhand.gait.job.testing.FlinkCluster;
import io.barnhand.gait.models.testing.Extended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Decoders that hang and crash on a real cluster. No known file makes this FFmpeg hang or crash, so
 * the process that decodes the first segment is stopped or killed: for the job that is the same.
 */
class HostileVideoITCase {

    private static final String CAMERA = "aisle";

    @TempDir private static Path folder;
    private static ClusterBarn barn;
    private static FlinkCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        folder = folder.toRealPath();
        barn =
                ClusterBarn.start(
                        folder,
                        below ->
                                FlinkCluster.start(
                                        below, 2, "execution.checkpointing.interval=1s"));
        cluster = barn.cluster();
        barn.broker().createTopic("barn", 1);
        barn.footage()
                .announce(barn.broker(), "barn", List.of(CAMERA), 0, AnnouncedFootage.SEGMENTS);
    }

    @AfterAll
    static void stop() {
        if (barn != null) {
            barn.close();
        }
    }

    @Test
    @Extended
    void anIsolatedDecoderThatHangsCostsOneSegmentAndNoTaskManager() throws Exception {
        String job = submit("hung", "decode.isolation=process", "decode.timeout=5s");

        signal("STOP", await("a decoder", HostileVideoITCase::decoding));

        assertOneDeadLetter("hung", "decoder_hung");
        assertThat(cluster.rest().checkpoints(job, "restored")).isZero();
        assertThat(
                        cluster.rest()
                                .get("/jobs/" + job)
                                .path("timestamps")
                                .path("RESTARTING")
                                .asLong())
                .isZero();
        cluster.rest().cancel(job);
        cluster.await("the cancelled job", () -> cluster.rest().state(job).equals("CANCELED"));
        cluster.await("the end of the decoders", () -> decoders().isEmpty());
    }

    @Test
    void theSegmentThatKilledItsTaskManagerIsIsolatedAndEndsTheLoop() throws Exception {
        String job = submit("crashed");

        Path marker = await("a marker", HostileVideoITCase::marker);
        String first = cluster.rest().taskManagers(job).iterator().next();
        cluster.taskManager(first).kill();
        assertThat(marker).exists();
        signal("SEGV", await("the isolated decoder", HostileVideoITCase::decoding));

        assertOneDeadLetter("crashed", "decoder_crashed");
        assertThat(cluster.rest().state(job)).isEqualTo("RUNNING");
        cluster.rest().cancel(job);
        cluster.await("the cancelled job", () -> cluster.rest().state(job).equals("CANCELED"));
    }

    private static String submit(String run, String... more) throws Exception {
        List<String> settings = new ArrayList<>(List.of(more));
        settings.add("run.parallelism=1");
        settings.add("sinks.gait={kind: none}");
        settings.add("sinks.strides={kind: none}");
        return barn.submit(run, "barn", settings.toArray(String[]::new));
    }

    /** The one dead letter, when the other segments are there, too. */
    private static void assertOneDeadLetter(String run, String reason) throws Exception {
        cluster.await(
                "the segments of " + run,
                () ->
                        !barn.out().records("dead-letter", run).isEmpty()
                                && barn.decoded(run) >= AnnouncedFootage.SEGMENTS - 1);
        List<JsonNode> letters = barn.out().records("dead-letter", run);
        assertThat(letters)
                .extracting(letter -> letter.path("reason").asText())
                .containsExactly(reason);
        assertThat(letters.get(0).path("stage").asText()).isEqualTo("decode");
        assertThat(barn.out().records("poses", run)).hasSizeGreaterThan(20);
    }

    private interface Observation<T> {
        Optional<T> observe() throws IOException;
    }

    /**
     * Repeats until there is a value, often enough to see one that exists for a tenth of a second.
     */
    private static <T> T await(String what, Observation<T> observation) throws Exception {
        try {
            return Awaitility.await(what)
                    .atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(2))
                    .until(observation::observe, Optional::isPresent)
                    .orElseThrow();
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(cluster.logs(), e);
        }
    }

    private static Optional<Path> marker() throws IOException {
        Path markers = folder.resolve("cluster/checkpoints/barnhand-attempts");
        return Files.isDirectory(markers) ? list(markers).stream().findFirst() : Optional.empty();
    }

    private static List<ProcessHandle> decoders() {
        return cluster.taskManagers().stream()
                .flatMap(manager -> ProcessHandle.of(manager.pid()).stream())
                .flatMap(ProcessHandle::children)
                .toList();
    }

    private static Optional<ProcessHandle> decoding() {
        return decoders().stream().filter(HostileVideoITCase::hasSegmentOpen).findFirst();
    }

    private static boolean hasSegmentOpen(ProcessHandle process) {
        try {
            for (Path descriptor : list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
                if (Files.readSymbolicLink(descriptor).startsWith(barn.footage().folder())) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            // It was closed, or is gone, since it was listed.
            return false;
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static void signal(String name, ProcessHandle process) throws Exception {
        assertThat(
                        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                                .start()
                                .waitFor())
                .isZero();
    }
}
