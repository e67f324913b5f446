package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.testing.AnnouncedFootage;
import io.barnhand.gait.job.testing.BarnTables;
import io.barnhand.gait.job.testing.FlinkCluster;
import io.barnhand.gait.job.testing.FlinkProcess;
import io.barnhand.gait.job.testing.KafkaBroker;
import io.barnhand.gait.job.testing.Shell;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every job on a cluster has its class loader, which must be collected with the job: one reference
 * to it keeps all classes of the job, until the TaskManager is full. Takes minutes, and runs only
 * on demand:
 *
 * <pre>{@code
 * mvn verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dit.test=ClassLoadersSoak -Dfailsafe.failIfNoSpecifiedTests=false
 * }</pre>
 */
class ClassLoadersSoak {

    private static final int SUBMISSIONS = 20;
    private static final Pattern LOADERS =
            Pattern.compile(
                    "(\\d+)\\s+\\d+\\s+org\\.apache\\.flink\\.util\\.ChildFirstClassLoader");

    @TempDir private Path folder;
    private Shell out;
    private KafkaBroker broker;
    private AnnouncedFootage footage;
    private FlinkCluster cluster;
    private String jar;

    @Test
    void oneForEachRunningJobIsLeftAfterTwentySubmissions() throws Exception {
        folder = folder.toRealPath();
        out = new Shell(folder.resolve("out"));
        footage = AnnouncedFootage.render(Files.createDirectory(folder.resolve("footage")));
        try (KafkaBroker started =
                        KafkaBroker.start(Files.createDirectory(folder.resolve("broker")));
                EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Connection database = postgres.getPostgresDatabase().getConnection();
                FlinkCluster flink =
                        FlinkCluster.start(
                                Files.createDirectory(folder.resolve("cluster")),
                                1,
                                "execution.checkpointing.interval=1s",
                                // Soft references are no leak.
                                "env.java.opts.all=-XX:SoftRefLRUPolicyMSPerMB=0")) {
            broker = started;
            cluster = flink;
            BarnTables.in(database);
            broker.createTopic("barn", 2);
            broker.createTopic("poses", 2);
            footage.announce(broker, "barn", List.of("aisle"), 0, AnnouncedFootage.SEGMENTS);
            String url = postgres.getJdbcUrl("postgres", "postgres");
            jar = cluster.rest().upload(FlinkCluster.jobJar());

            for (int i = 1; i < SUBMISSIONS; i++) {
                if (i % 2 == 0) {
                    archive("archive-" + i, url);
                } else {
                    cancel(live("live-" + i, url));
                }
            }
            String running = live("last", url);

            awaitLoaders(1);
            cancel(running);
            awaitLoaders(0);
        }
    }

    /** Waits, because an object with a finaliser survives the next collection. */
    private void awaitLoaders(int jobs) throws InterruptedException {
        awaitLoaders(cluster.taskManager("tm-1"), jobs);
        awaitLoaders(cluster.jobManager(), jobs);
    }

    private void awaitLoaders(FlinkProcess process, int most) throws InterruptedException {
        cluster.await(
                String.format(Locale.ROOT, "at most %d class loaders in %s", most, process.name()),
                () -> {
                    int loaders = loaders(process);
                    if (loaders > most) {
                        throw new IOException("There are " + loaders);
                    }
                    return true;
                });
    }

    /** Class loaders of jobs that a collection leaves in a process. */
    private static int loaders(FlinkProcess process) throws IOException, InterruptedException {
        Process jcmd =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                                String.valueOf(process.pid()),
                                // Collects before it counts.
                                "GC.class_histogram")
                        .redirectErrorStream(true)
                        .start();
        String histogram = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jcmd.waitFor()).as(histogram).isZero();
        assertThat(histogram).contains("java.lang.String");
        Matcher loaders = LOADERS.matcher(histogram);
        return loaders.find() ? Integer.parseInt(loaders.group(1)) : 0;
    }

    private void archive(String run, String url) throws Exception {
        String job =
                submit(
                        run,
                        url,
                        "source.path=" + footage.folder().resolve("000.avi"),
                        "run.parallelism=1");
        cluster.await("the end of " + run, () -> cluster.rest().state(job).equals("FINISHED"));
    }

    /** A job that has written what there is. */
    private String live(String run, String url) throws Exception {
        String job =
                submit(
                        run,
                        url,
                        "source.kind=kafka",
                        "source.kafka.topic=barn",
                        "source.kafka.group=" + run,
                        "source.kafka.roots=[" + footage.folder() + "]",
                        "source.kafka.silence=10min",
                        "run.parallelism=2",
                        "sinks.poses={kind: kafka, topic: poses, delivery: exactly-once}");
        cluster.await(
                "the records of " + run,
                () -> out.records("coverage", run).size() >= AnnouncedFootage.SEGMENTS);
        return job;
    }

    private String submit(String run, String url, String... more) throws Exception {
        List<String> settings =
                new ArrayList<>(
                        List.of(
                                "run.id=" + run,
                                "kafka.brokers=" + broker.address(),
                                "detector.model=yolox-nano-rendered",
                                "detector.floor=0.25",
                                "pose.model=rtmpose-t-rendered",
                                "gait.sliding=0s",
                                "sinks.poses={kind: none}",
                                String.format(
                                        Locale.ROOT, "sinks.gait={kind: postgres, url: '%s'}", url),
                                String.format(
                                        Locale.ROOT,
                                        "sinks.strides={kind: postgres, url: '%s'}",
                                        url),
                                "sinks.coverage.path=" + folder.resolve("out/coverage"),
                                "sinks.dead-letter={kind: none}"));
        settings.addAll(List.of(more));
        List<String> arguments = new ArrayList<>();
        settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        return cluster.rest().run(jar, arguments, Map.of());
    }

    private void cancel(String job) throws Exception {
        cluster.rest().cancel(job);
        cluster.await("the end of it", () -> cluster.rest().state(job).equals("CANCELED"));
    }
}
