package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.barnhand.gait.job.cli.archive.ArchiveJobs;
import io.barnhand.gait.job.cli.archive.ArchiveRun;
import io.barnhand.gait.job.cli.archive.ClusterJobs;
import io.barnhand.gait.job.cli.archive.EmbeddedJobs;
import io.barnhand.gait.job.cli.cluster.ClusterException;
import io.barnhand.gait.job.cli.cluster.RemoteCluster;
import io.barnhand.gait.job.cli.cluster.RestAddress;
import io.barnhand.gait.job.cli.cluster.Submission;
import io.barnhand.gait.job.cli.ending.EndSignals;
import io.barnhand.gait.job.cli.ending.KeptWork;
import io.barnhand.gait.job.cli.ending.ShellLine;
import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.pipeline.GaitJob;
import io.barnhand.gait.job.pipeline.archive.SpanRule;
import io.barnhand.gait.job.testing.AnnouncedFootage;
import io.barnhand.gait.job.testing.ArchiveFiles;
import io.barnhand.gait.job.testing.FlinkCluster;
import io.barnhand.gait.job.testing.FlinkProcess;
import io.barnhand.gait.job.testing.Shell;
import io.barnhand.gait.models.testing.Extended;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An archive of three clips and a recording of eight seconds in three spans, on two TaskManagers of
 * two slots.
 */
class ClusterArchiveITCase {

    private static final SpanRule RULE =
            new SpanRule(2_640_000, 660_000, 330_000, 165_000, 3_600_000_000L);
    private static final int CLIPS = 3;
    private static final int SEGMENTS = 8;
    private static final int UNITS = CLIPS + 3;

    @TempDir private static Path folder;
    private static Path footage;
    private static FlinkCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        folder = folder.toRealPath();
        Path rendered = Files.createDirectory(folder.resolve("rendered"));
        AnnouncedFootage.render(rendered);
        footage = Files.createDirectories(folder.resolve("footage/arena"));
        for (int i = 0; i < CLIPS; i++) {
            Files.copy(rendered.resolve("whole/clip.avi"), footage.resolve("clip-" + i + ".avi"));
        }
        for (int i = 0; i < SEGMENTS; i++) {
            Path segment = footage.resolve(String.format(Locale.ROOT, "walk-%02d.avi", i));
            int again = i % AnnouncedFootage.SEGMENTS;
            Files.copy(
                    rendered.resolve(String.format(Locale.ROOT, "segments/%03d.avi", again)),
                    segment);
            Files.writeString(
                    Path.of(segment + ".json"),
                    String.format(
                            Locale.ROOT,
                            """
                    {"recording": "walk", "sequence": %d, "start_us": %d, "last": %b}
                    """,
                            i,
                            1_600_000_000_000_000L + 1_000_000L * i,
                            i == SEGMENTS - 1));
        }
        cluster = FlinkCluster.start(Files.createDirectory(folder.resolve("cluster")), 2);
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    @Extended
    void aRunThatLosesItsClientAndATaskManagerGivesTheRecordsOfAnUndisturbedOne() throws Exception {
        embedded("reference", false);
        FlinkProcess client =
                FlinkProcess.start(
                        "client",
                        folder,
                        Shell.java(
                                Client.class,
                                folder.toString(),
                                cluster.rest().address(),
                                "killed"));
        cluster.await("a unit", () -> isAlive(client) && done("killed") > 0);

        cluster.taskManager("tm-2").kill();
        client.stop();
        assertThat(client.log())
                .contains("The job of run killed keeps running on " + cluster.rest().address())
                .contains("To follow it: barnhand archive --resume")
                .contains("barnhand stop killed --jobmanager " + cluster.rest().address());
        assertThat(done("killed")).isLessThan(UNITS);
        assertThatThrownBy(() -> embedded("killed", true))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Run killed is already running as job ")
                .hasMessageContaining("--jobmanager " + cluster.rest().address());
        StringWriter output = new StringWriter();
        onCluster(
                cluster.rest().address(),
                settings(folder, "killed"),
                true,
                new PrintWriter(output));

        assertThat(output.toString())
                .contains("Run killed is on " + cluster.rest().address(), "is followed");
        assertThat(jobs()).containsOnlyOnce(GaitJob.keypointsName("killed"));
        Shell out = new Shell(folder.resolve("out"));
        for (String sink : List.of("gait", "strides", "coverage")) {
            assertThat(out.lines(sink, "killed"))
                    .as(sink)
                    .isEqualTo(out.lines(sink, "reference"))
                    .isNotEmpty();
        }
        assertThat(out.lines("dead-letter", "killed")).isEmpty();
        assertThat(keypoints("killed")).isEqualTo(keypoints("reference")).hasSizeGreaterThan(150);
        assertThat(folder.resolve("out/keypoints/_ledger=killed/cluster")).doesNotExist();
        assertThat(files("killed", "barnhand-attempts")).isEmpty();
        assertThat(files("killed", "drafts")).isEmpty();
    }

    @Test
    @Extended
    void aRunThatIsStoppedKeepsWhatIsDone() throws Exception {
        cluster.await(
                "two free slots",
                () -> cluster.rest().get("/overview").path("slots-available").asInt() >= 2);
        CompletableFuture<Exception> client = new CompletableFuture<>();
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                onCluster(
                                        cluster.rest().address(),
                                        settings(folder, "stopped"),
                                        false,
                                        new PrintWriter(new StringWriter()));
                                client.complete(null);
                            } catch (Exception e) {
                                client.complete(e);
                            }
                        });
        thread.start();
        cluster.await("a unit", () -> done("stopped") > 0 || client.isDone());

        Shell.Result stopped =
                Shell.barnhand("stop", "stopped", "--jobmanager", cluster.rest().address());

        assertThat(stopped.exitCode()).as(stopped.err()).isZero();
        assertThat(stopped.out()).contains("--set run.id=stopped --resume --jobmanager ");
        assertThat(client.get())
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("of run stopped was cancelled on ");
        assertThat(done("stopped")).isBetween(1, UNITS - 1);
    }

    /** A client that can be sent a signal. */
    static final class Client {

        private Client() {}

        /** Arguments: the folder of the test, the cluster, the run. */
        public static void main(String[] arguments) throws Exception {
            EndSignals signals = EndSignals.watch(List.of("archive"), System.err);
            try {
                onCluster(
                        arguments[1],
                        settings(Path.of(arguments[0]), arguments[2]),
                        false,
                        new PrintWriter(System.err, false, StandardCharsets.UTF_8));
            } catch (InterruptedException e) {
                signals.exit(1);
            }
        }
    }

    private static void onCluster(
            String address, List<String> settings, boolean resume, PrintWriter err)
            throws Exception {
        try (RemoteCluster remote = RemoteCluster.at(RestAddress.parse(address))) {
            JobConfiguration configuration = ConfigurationReader.read(null, settings);
            Submission submission =
                    new Submission(remote, Path.of(System.getProperty("barnhand.home")));
            ArchiveJobs jobs = new ClusterJobs(remote, submission, configuration.run(), err);
            ArchiveRun archive = new ArchiveRun(configuration, resume, RULE, jobs, err);
            KeptWork.say(() -> archive.kept(new ShellLine(List.of("barnhand", "archive"))));
            archive.execute();
        }
    }

    private static void embedded(String run, boolean resume) throws Exception {
        PrintWriter err = new PrintWriter(new StringWriter());
        new ArchiveRun(
                        ConfigurationReader.read(null, settings(folder, run)),
                        resume,
                        RULE,
                        new EmbeddedJobs(err),
                        err)
                .execute();
    }

    private static List<String> settings(Path folder, String run) {
        Path out = folder.resolve("out");
        List<String> settings =
                new ArrayList<>(
                        List.of(
                                "run.id=" + run,
                                "run.parallelism=" + (run.equals("killed") ? 4 : 2),
                                "source.path=" + folder.resolve("footage"),
                                "detector.model=yolox-nano-rendered",
                                "detector.floor=0.25",
                                "pose.model=rtmpose-t-rendered",
                                "gait.sliding=0s",
                                "sinks.poses={kind: parquet, path: "
                                        + out.resolve("keypoints")
                                        + "}"));
        for (String sink : List.of("gait", "strides", "coverage", "dead-letter")) {
            settings.add(
                    String.format(
                            Locale.ROOT,
                            "sinks.%s={kind: jsonl, path: %s}",
                            sink,
                            out.resolve(sink)));
        }
        return settings;
    }

    private static boolean isAlive(FlinkProcess client) {
        assertThat(client.isAlive()).as(client.log()).isTrue();
        return true;
    }

    /** Units that are done: recordings and spans. */
    private static int done(String run) throws IOException {
        return files(run, "units").size() + files(run, "spans/units").size();
    }

    private static List<Path> files(String run, String kind) throws IOException {
        return ArchiveFiles.complete(
                folder.resolve(
                        String.format(Locale.ROOT, "out/keypoints/_ledger=%s/%s", run, kind)));
    }

    private static List<String> keypoints(String run) throws IOException {
        return ArchiveFiles.poses(folder.resolve("out/keypoints/run=" + run));
    }

    /** Names of all jobs that the cluster had. */
    private static List<String> jobs() throws Exception {
        List<String> names = new ArrayList<>();
        for (JsonNode job : cluster.rest().get("/jobs/overview").path("jobs")) {
            names.add(job.path("name").asText());
        }
        return names;
    }
}
