package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.pipeline.Destinations;
import io.barnhand.gait.job.pipeline.runs.RegisteredRun;
import io.barnhand.gait.job.pipeline.runs.RunClaim;
import io.barnhand.gait.job.pipeline.runs.RunRegister;
import io.barnhand.gait.job.testing.ObjectStore;
import io.barnhand.gait.job.testing.Shell;
import io.barnhand.gait.job.testing.StorePlugin;
import io.barnhand.gait.models.testing.Extended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts that want one run at the same time, in a store that creates nothing atomically. */
@Extended
class ObjectStoreClaimsITCase {

    private static final Path WALK =
            Path.of("../testing/src/main/resources/computed/computed-walk.jsonl");

    private static final int STARTS = 50;
    private static final List<String> SINKS =
            List.of("poses", "gait", "strides", "coverage", "dead-letter");

    @TempDir private static Path folder;
    private static ObjectStore store;
    private static StorePlugin plugin;

    @BeforeAll
    static void start() throws Exception {
        store = ObjectStore.start(Files.createDirectory(folder.resolve("store")));
        plugin = StorePlugin.of(store);
    }

    @AfterAll
    static void stop() {
        plugin.close();
        store.close();
    }

    @Test
    void ofFiftyStartsOneHasTheRun() throws Exception {
        for (String run : List.of("a", "b", "c")) {
            List<RegisteredRun> told =
                    atOnce(start -> register("s3://barn/many").claim(claim(run, "t" + start)));

            assertThat(told).as(run).allMatch(answer -> answer.equals(told.get(0)));
            assertThat(store.keys("many/_claims/" + run + "="))
                    .as("nothing is left of the others")
                    .containsExactly(
                            String.format(
                                    Locale.ROOT,
                                    "many/_claims/%s=held=%d=%s",
                                    run,
                                    told.get(0).sequence(),
                                    told.get(0).claim().token()));
        }
        assertThat(register("s3://barn/many").runs())
                .extracting(run -> run.claim().run())
                .containsExactly("a", "b", "c");
    }

    @Test
    void ofFiftyCommandsOneWrites() throws Exception {
        Path archive = Files.createDirectory(folder.resolve("archive"));
        Files.copy(WALK, archive.resolve("walk.jsonl"));
        Shell onDisk = new Shell(folder.resolve("disk"));
        assertThat(onDisk.run("a", "source={kind: poses, path: '" + archive + "'}").exitCode())
                .isZero();

        List<Shell.Result> results = atOnce(start -> run("a", archive));

        List<Shell.Result> lost = results.stream().filter(one -> one.exitCode() != 0).toList();
        assertThat(lost).hasSize(STARTS - 1);
        for (Shell.Result one : lost) {
            assertThat(one.exitCode()).as(one.err()).isEqualTo(2);
            assertThat(one.err())
                    .as("another claims it, processes it or has begun it")
                    .containsPattern(
                            "^(run\\.id is a,|Run a ).*; .*begin another run with --set run\\.id=a-2")
                    .doesNotContain("\tat ");
            assertThat(one.err().lines()).as(one.err()).hasSize(1);
        }
        for (String sink : SINKS) {
            assertThat(store.keys("out/" + sink + "/_claims/"))
                    .as(sink)
                    .hasSize(2)
                    .allMatch(key -> key.matches(".*/(a=held=1=[^=]+|a=state)"));
        }
        store.copy("out/", folder.resolve("copied"));
        Shell copied = new Shell(folder.resolve("copied"));
        for (String sink : SINKS) {
            assertThat(copied.lines(sink, "a")).as(sink).isEqualTo(onDisk.lines(sink, "a"));
        }
        assertThat(copied.lines("strides", "a")).isNotEmpty();

        Shell.Result late = run("a", archive);
        assertThat(late.exitCode()).isEqualTo(2);
        assertThat(late.err()).contains("(complete); begin another run with --set run.id=a-2");
        Shell.Result other = run("a-2", archive);
        assertThat(other.exitCode()).as(other.err()).isZero();
    }

    private static Shell.Result run(String id, Path archive) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "run",
                                "--set",
                                "run.id=" + id,
                                "--set",
                                "source={kind: poses, path: '" + archive + "'}"));
        for (String sink : SINKS) {
            arguments.addAll(
                    List.of(
                            "--set",
                            String.format(
                                    Locale.ROOT,
                                    "sinks.%1$s={kind: jsonl, path: 's3://barn/out/%1$s'}",
                                    sink)));
        }
        return Shell.barnhand(arguments.toArray(String[]::new));
    }

    private static RunRegister register(String path) {
        List<String> settings =
                new ArrayList<>(List.of("sinks.gait={kind: jsonl, path: '" + path + "'}"));
        for (String sink : List.of("poses", "strides", "coverage", "dead-letter")) {
            settings.add("sinks." + sink + "={kind: none}");
        }
        return Destinations.of(ConfigurationReader.read(null, settings)).registers().get(0);
    }

    private static RunClaim claim(String run, String token) {
        return new RunClaim(run, token, false, "f", JsonNodeFactory.instance.objectNode());
    }

    private interface Start<T> {
        T call(int which) throws Exception;
    }

    private static <T> List<T> atOnce(Start<T> start) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(STARTS);
        try {
            CyclicBarrier together = new CyclicBarrier(STARTS);
            List<Callable<T>> starts = new ArrayList<>();
            for (int i = 0; i < STARTS; i++) {
                int which = i;
                starts.add(
                        () -> {
                            together.await();
                            return start.call(which);
                        });
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(starts)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
