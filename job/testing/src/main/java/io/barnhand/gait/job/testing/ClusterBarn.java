package io.barnhand.gait.job.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Rendered footage that is announced on a real broker, and a cluster of processes that reads it.
 */
public final class ClusterBarn implements AutoCloseable {

    /** How the cluster is started. */
    public interface ClusterStarter {
        FlinkCluster in(Path folder) throws IOException, InterruptedException;
    }

    private final Path folder;
    private final Shell out;
    private final AnnouncedFootage footage;
    private final KafkaBroker broker;
    private final FlinkCluster cluster;

    private ClusterBarn(
            Path folder, AnnouncedFootage footage, KafkaBroker broker, FlinkCluster cluster) {
        this.folder = folder;
        this.footage = footage;
        this.broker = broker;
        this.cluster = cluster;
        out = new Shell(folder.resolve("out"));
    }

    /**
     * @param folder for all files, without symbolic links in its path
     */
    public static ClusterBarn start(Path folder, ClusterStarter cluster) throws Exception {
        AnnouncedFootage footage =
                AnnouncedFootage.render(Files.createDirectory(folder.resolve("footage")));
        KafkaBroker broker = KafkaBroker.start(Files.createDirectory(folder.resolve("broker")));
        try {
            FlinkCluster started = cluster.in(Files.createDirectory(folder.resolve("cluster")));
            return new ClusterBarn(folder, footage, broker, started);
        } catch (Throwable e) {
            broker.close();
            throw e;
        }
    }

    /** The results of the jobs. */
    public Shell out() {
        return out;
    }

    public AnnouncedFootage footage() {
        return footage;
    }

    public KafkaBroker broker() {
        return broker;
    }

    public FlinkCluster cluster() {
        return cluster;
    }

    /**
     * Submits the job.
     *
     * @param topic to read
     * @param more settings, over those that all jobs have
     * @return Flink's id of it
     */
    public String submit(String run, String topic, String... more) throws Exception {
        Path results = folder.resolve("out");
        List<String> settings =
                new ArrayList<>(
                        List.of(
                                "run.id=" + run,
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
                                "sinks.poses.path=" + results.resolve("poses"),
                                "sinks.gait.path=" + results.resolve("gait"),
                                "sinks.strides.path=" + results.resolve("strides"),
                                "sinks.coverage.path=" + results.resolve("coverage"),
                                "sinks.dead-letter.path=" + results.resolve("dead-letter")));
        settings.addAll(List.of(more));
        List<String> arguments = new ArrayList<>();
        settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        String jar = cluster.rest().upload(FlinkCluster.jobJar());
        return cluster.rest().run(jar, arguments, Map.of());
    }

    /** Segments whose decoding a checkpoint has sealed. */
    public long decoded(String run) throws IOException {
        return out.records("coverage", run).stream()
                .filter(span -> span.path("kind").asText().equals("decoded"))
                .count();
    }

    @Override
    public void close() {
        cluster.close();
        broker.close();
    }
}
