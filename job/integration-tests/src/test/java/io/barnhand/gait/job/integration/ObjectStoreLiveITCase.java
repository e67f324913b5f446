package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.testing.AnnouncedFootage;
import io.barnhand.gait.job.testing.KafkaBroker;
import io.barnhand.gait.job.testing.ObjectStore;
import io.barnhand.gait.job.testing.Shell;
import io.barnhand.gait.job.testing.StoreShell;
import io.barnhand.gait.models.testing.Extended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A live run whose checkpoints and results are in a store, killed and started again. */
@Extended
class ObjectStoreLiveITCase {

    private static final List<String> SINKS =
            List.of("poses", "gait", "strides", "coverage", "dead-letter");
    private static final List<String> CAMERA = List.of("Stall 3 \u00f6st");
    private static final String CHECKPOINTS = "live 1/checkpoints";

    @TempDir private Path folder;
    private StoreShell shell;
    private int starts;

    @Test
    void aRunThatIsKilledAndStartedAgainEqualsOneThatIsNot() throws Exception {
        folder = folder.toRealPath();
        AnnouncedFootage footage =
                AnnouncedFootage.render(Files.createDirectory(folder.resolve("footage")));
        List<Process> processes = new ArrayList<>();
        try (ObjectStore store = ObjectStore.start(Files.createDirectory(folder.resolve("store")));
                KafkaBroker broker =
                        KafkaBroker.start(
                                Files.createDirectory(folder.resolve("broker")),
                                Map.of("log.retention.ms", "-1"))) {
            shell = new StoreShell(folder);
            shell.useEndpoint(store.endpoint());
            broker.createTopic("day", 1);
            Path disk = folder.resolve("disk");
            processes.add(start(run("disk", disk.toString(), disk + "/cp", broker, footage)));
            String[] live =
                    run("live", "s3://barn/out", "s3://barn/" + CHECKPOINTS, broker, footage);

            Process first = start(live);
            processes.add(first);
            footage.announce(broker, "day", CAMERA, 0, 1);
            await(first, "a segment", () -> decoded(copied(store), "live") == 1);
            footage.announce(broker, "day", CAMERA, 1, 2);
            long before = checkpoints(store, 1);
            await(first, "another checkpoint", () -> checkpoints(store, 1) > before);
            first.destroyForcibly().waitFor();

            Process second = start(live);
            processes.add(second);
            footage.announce(broker, "day", CAMERA, 2, AnnouncedFootage.SEGMENTS);
            await(
                    second,
                    "all segments",
                    () -> decoded(copied(store), "live") == AnnouncedFootage.SEGMENTS);
            await(
                    processes.get(0),
                    "all segments on a disk",
                    () -> decoded(disk, "disk") == AnnouncedFootage.SEGMENTS);
            for (Process process : List.of(second, processes.get(0))) {
                process.destroy();
                assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            }

            assertThat(log()).contains("Run live continues from s3://barn/" + CHECKPOINTS);
            assertThat(checkpoints(store, 2)).isPositive();
            Path results = copied(store);
            for (String sink : SINKS) {
                assertThat(new Shell(results).lines(sink, "live"))
                        .as(sink)
                        .isEqualTo(new Shell(disk).lines(sink, "disk"));
            }
            assertThat(new Shell(results).lines("poses", "live")).isNotEmpty();
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    private Process start(String... run) throws IOException {
        starts++;
        return shell.builder(run)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("run-" + starts + ".log").toFile())
                .start();
    }

    /** The output of the newest process. */
    private String log() throws IOException {
        return Files.readString(folder.resolve("run-" + starts + ".log"));
    }

    private void await(Process process, String what, Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofSeconds(1))
                // This store may fail to list while objects are removed.
                .ignoreExceptionsInstanceOf(IOException.class)
                .failFast(what + " did not come", () -> !process.isAlive())
                .until(condition);
    }

    /** What is in the store now. */
    private Path copied(ObjectStore store) throws Exception {
        Path copy = Files.createTempDirectory(folder, "copy");
        store.copy("out/", copy);
        return copy;
    }

    private static long decoded(Path out, String run) throws IOException {
        return new Shell(out)
                .lines("coverage", run).stream()
                        .filter(line -> line.contains("\"decoded\""))
                        .count();
    }

    /** Complete checkpoints of a start. */
    private static long checkpoints(ObjectStore store, int start) throws Exception {
        String path = String.format(Locale.ROOT, "%s/run=live/start=%d/", CHECKPOINTS, start);
        return store.keys(path).stream().filter(key -> key.endsWith("/_metadata")).count();
    }

    private static String[] run(
            String id,
            String out,
            String checkpoints,
            KafkaBroker broker,
            AnnouncedFootage footage) {
        List<String> settings =
                new ArrayList<>(
                        List.of(
                                "run.id=" + id,
                                "run.parallelism=1",
                                "run.checkpoints=" + checkpoints,
                                "source.kind=kafka",
                                "source.kafka.topic=day",
                                "source.kafka.group=" + id,
                                "source.kafka.roots=[" + footage.folder() + "]",
                                "source.kafka.silence=10min",
                                "kafka.brokers=" + broker.address(),
                                "detector.model=yolox-nano-rendered",
                                "detector.floor=0.25",
                                "pose.model=rtmpose-t-rendered",
                                "gait.sliding=0s"));
        for (String sink : SINKS) {
            settings.add(
                    String.format(
                            Locale.ROOT, "sinks.%1$s={kind: jsonl, path: '%2$s/%1$s'}", sink, out));
        }
        List<String> arguments = new ArrayList<>(List.of("run"));
        settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        return arguments.toArray(String[]::new);
    }
}
