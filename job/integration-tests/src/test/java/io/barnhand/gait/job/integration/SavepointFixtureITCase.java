package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.formats.json.SegmentLine;
import io.barnhand.gait.job.formats.results.ResultKind;
import io.barnhand.gait.job.pipeline.ConfiguredStages;
import io.barnhand.gait.job.pipeline.Destinations;
import io.barnhand.gait.job.pipeline.GaitJob;
import io.barnhand.gait.job.pipeline.kafka.KafkaConnection;
import io.barnhand.gait.job.pipeline.sink.GaitSinks;
import io.barnhand.gait.job.pipeline.sink.PlacedSink;
import io.barnhand.gait.job.pipeline.sink.SinkIds;
import io.barnhand.gait.job.pipeline.source.KafkaSegments;
import io.barnhand.gait.job.pipeline.source.VideoTracks;
import io.barnhand.gait.job.testing.ArchiveFiles;
import io.barnhand.gait.job.testing.Collected;
import io.barnhand.gait.job.testing.KafkaBroker;
import io.barnhand.gait.job.testing.PaintedHorse;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.stages.detection.HorseDetectionFunction;
import io.barnhand.gait.operators.stages.pose.RtmPoseFunction;
import io.barnhand.gait.operators.video.VideoSegment;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * This version must resume from the savepoint of an earlier version. The one in {@code savepoint/}
 * was written after two of four segments of two cameras, in the middle of a pass; beside it are the
 * records that follow, from an undisturbed run.
 *
 * <p>A change of the state must restore this savepoint or bring a migration; {@code
 * StateClassesTest} holds the names of the classes in it. A change of the measurements replaces the
 * records, but not the savepoint; a new savepoint is written into a folder beside the old one:
 *
 * <pre>{@code
 * mvn -pl job/integration-tests -am verify -Dtest=NoSuch -Dit.test=SavepointFixtureITCase \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false \
 *     -Dbarnhand.newSavepoint=/tmp/savepoint
 * }</pre>
 */
class SavepointFixtureITCase {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Path FIXTURE = Path.of("src/test/resources/savepoint");
    private static final List<String> SINKS =
            List.of("poses", "gait", "strides", "coverage", "dead-letter");
    private static final List<String> CAMERAS = List.of("aisle", "arena");
    private static final int BEFORE = 2;

    @TempDir private static Path folder;
    private static KafkaBroker broker;

    @BeforeAll
    static void start() throws Exception {
        folder = folder.toRealPath();
        broker =
                KafkaBroker.start(
                        Files.createDirectory(folder.resolve("broker")),
                        Map.of("log.retention.ms", "-1"));
    }

    @AfterAll
    static void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void theCommittedSavepointIsRestored() throws Exception {
        broker.createTopic("painted", 1);
        announce("painted", 0, PaintedHorse.SEGMENTS);
        Collected collected = new Collected();

        JobClient job = start("painted", collected, FIXTURE.toAbsolutePath().toUri().toString());
        await(job, collected, PaintedHorse.SEGMENTS - BEFORE);
        stop(job);

        for (String sink : SINKS) {
            List<String> kept = Files.readAllLines(FIXTURE.resolve(sink + ".jsonl"));
            assertThat(collected.lines(sink)).as(sink).hasSameSizeAs(kept);
            for (int i = 0; i < kept.size(); i++) {
                assertThat(known(collected.lines(sink).get(i), kept.get(i)))
                        .as(sink)
                        .isEqualTo(kept.get(i));
            }
        }
        assertThat(collected.lines("gait")).hasSizeGreaterThanOrEqualTo(CAMERAS.size());
    }

    @Test
    @EnabledIfSystemProperty(named = "barnhand.newSavepoint", matches = ".+")
    void writesASavepointAndTheRecordsAfterIt() throws Exception {
        Path made = Files.createDirectories(Path.of(System.getProperty("barnhand.newSavepoint")));
        broker.createTopic("whole", 1);
        announce("whole", 0, PaintedHorse.SEGMENTS);
        Collected whole = new Collected();
        JobClient uninterrupted = start("whole", whole, null);
        await(uninterrupted, whole, PaintedHorse.SEGMENTS);
        stop(uninterrupted);

        // A savepoint names the topic that it continues.
        try (KafkaBroker other =
                KafkaBroker.start(
                        Files.createDirectory(folder.resolve("other")),
                        Map.of("log.retention.ms", "-1"))) {
            KafkaBroker kept = broker;
            broker = other;
            broker.createTopic("painted", 1);
            announce("painted", 0, BEFORE);
            Collected before = new Collected();
            JobClient interrupted = start("painted", before, null);
            await(interrupted, before, BEFORE);
            Path savepoint = Path.of(URI.create(stop(interrupted)));
            broker = kept;
            Files.copy(
                    savepoint.resolve("_metadata"),
                    made.resolve("_metadata"),
                    StandardCopyOption.REPLACE_EXISTING);
            for (String sink : SINKS) {
                List<String> toCome = new ArrayList<>(whole.lines(sink));
                before.lines(sink).forEach(toCome::remove);
                Files.write(made.resolve(sink + ".jsonl"), toCome);
            }
        }
    }

    /**
     * Poses that the files of an earlier build do not have yet, one kind of them until it has put
     * thirty checkpoints together, come out of the sinks that this build makes.
     */
    @Test
    void sinksOfABuildThatCountedThemAreRestored() throws Exception {
        broker.createTopic("counted", 1);
        announce("counted", 0, BEFORE);
        Collected collected = new Collected();
        Path lines = folder.resolve("lines");
        Path columns = folder.resolve("columns");
        GaitSinks others = collected.sinks();
        List<PlacedSink<HorsePose>> poses = new ArrayList<>();
        poses.addAll(
                Destinations.of(
                                ConfigurationReader.read(
                                        null,
                                        List.of(
                                                "source.path=x",
                                                String.format(
                                                        Locale.ROOT,
                                                        "sinks.poses=[{kind: jsonl, path: %s}, {kind: parquet, path: %s}]",
                                                        lines,
                                                        columns))))
                        .sinks("r")
                        .poses());
        poses.addAll(others.poses());
        GaitSinks sinks =
                new GaitSinks(
                        poses,
                        others.gait(),
                        others.strides(),
                        others.coverage(),
                        others.deadLetters());
        JobClient counted = start("counted", sinks, null, true);
        await(counted, collected, BEFORE);
        String savepoint = stop(counted);
        assertThat(ArchiveFiles.complete(columns)).isEmpty();
        announce("counted", BEFORE, PaintedHorse.SEGMENTS);

        JobClient job = start("counted", sinks, savepoint, false);
        await(job, collected, PaintedHorse.SEGMENTS);
        stop(job, true);
        job.getJobExecutionResult().get(2, TimeUnit.MINUTES);

        List<String> expected = collected.lines("poses");
        assertThat(expected).isNotEmpty();
        List<String> written = new ArrayList<>();
        for (Path file : ArchiveFiles.complete(lines)) {
            written.addAll(Files.readAllLines(file));
        }
        assertThat(written).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(ArchiveFiles.poses(columns)).isEqualTo(expected);
    }

    private static void count(StreamNode node, GaitSinks sinks) throws Exception {
        String uid = String.valueOf(node.getTransformationUID());
        List<String> ids =
                SinkIds.of(
                        ResultKind.POSES, sinks.poses().stream().map(PlacedSink::place).toList());
        for (int i = 0; i < ids.size(); i++) {
            if (uid.contains(ids.get(i))) {
                Method set =
                        StreamNode.class.getDeclaredMethod("setTransformationUID", String.class);
                set.setAccessible(true);
                set.invoke(node, uid.replace(ids.get(i), SinkIds.former(ResultKind.POSES, i)));
                node.setUserHash(null);
            }
        }
    }

    /** A line without the members that the kept one does not have: a schema may grow. */
    private static String known(String line, String kept) throws IOException {
        ObjectNode json = (ObjectNode) MAPPER.readTree(line);
        return retain(json, MAPPER.readTree(kept)) ? json.toString() : line;
    }

    private static boolean retain(ObjectNode json, JsonNode kept) {
        boolean grown = json.properties().removeIf(member -> !kept.has(member.getKey()));
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            if (member.getValue() instanceof ObjectNode group) {
                grown |= retain(group, kept.get(member.getKey()));
            }
        }
        return grown;
    }

    private static void announce(String topic, int from, int to) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.address()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (int sequence = from; sequence < to; sequence++) {
                for (String camera : CAMERAS) {
                    VideoSegment segment = PaintedHorse.segment(camera, sequence);
                    byte[] line = SegmentLine.write(segment).getBytes(StandardCharsets.UTF_8);
                    producer.send(
                                    new ProducerRecord<>(
                                            topic, null, segment.startUs() / 1000, null, line))
                            .get();
                }
            }
        }
    }

    private static JobClient start(String topic, Collected into, String savepoint)
            throws Exception {
        return start(topic, into.sinks(), savepoint, false);
    }

    /**
     * @param counted whether sinks get the ids of builds that knew them by their order
     */
    private static JobClient start(String topic, GaitSinks into, String savepoint, boolean counted)
            throws Exception {
        JobConfiguration configuration =
                ConfigurationReader.read(
                        null,
                        List.of(
                                "source.kind=kafka",
                                "source.kafka.topic=" + topic,
                                "source.kafka.start=earliest",
                                "source.kafka.roots=[/painted]",
                                "source.kafka.silence=1h",
                                "kafka.brokers=" + broker.address(),
                                "run.parallelism=2"));
        ConfiguredStages stages = new ConfiguredStages(configuration);
        GaitJob job =
                new GaitJob(
                        new VideoTracks(
                                new KafkaSegments(
                                        KafkaConnection.of(configuration.kafka()),
                                        configuration.source().kafka()),
                                new HorseDetectionFunction(
                                        stages.detectionSettings(),
                                        PaintedHorse::detector,
                                        PaintedHorse::obtain,
                                        PaintedHorse::decoder),
                                new RtmPoseFunction(PaintedHorse::poseModel)),
                        stages.gaitSettings(),
                        into,
                        configuration.run());
        Configuration settings = job.flinkSettings();
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
        settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        // All of a savepoint in one file.
        settings.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ofMebiBytes(1));
        if (savepoint != null) {
            settings.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        }
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(settings);
        StreamGraph graph = job.graph(env, topic);
        if (counted) {
            for (StreamNode node : graph.getStreamNodes()) {
                count(node, into);
            }
        }
        return env.executeAsync(graph);
    }

    /** Returns when so many segments of each camera have been decoded. */
    private static void await(JobClient job, Collected collected, int segments) throws Exception {
        CompletableFuture<JobExecutionResult> result = job.getJobExecutionResult();
        try {
            collected.await(
                    segments + " segments of each camera",
                    () -> collected.decoded() == (long) segments * CAMERAS.size(),
                    () -> !result.isDone());
        } catch (AssertionError e) {
            if (result.isCompletedExceptionally()) {
                result.get();
            }
            throw e;
        }
    }

    /** Stops with a savepoint, before which everything that was read has been written. */
    private static String stop(JobClient job) throws Exception {
        return stop(job, false);
    }

    /**
     * Throws what made the job fail where it did: its savepoint only tells that it was given up.
     */
    private static String stop(JobClient job, boolean drain) throws Exception {
        CompletableFuture<JobExecutionResult> result = job.getJobExecutionResult();
        try {
            return job.stopWithSavepoint(
                            drain,
                            folder.resolve("savepoints").toUri().toString(),
                            SavepointFormatType.CANONICAL)
                    .get(2, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            try {
                result.get(1, TimeUnit.MINUTES);
            } catch (ExecutionException failure) {
                failure.addSuppressed(e);
                throw failure;
            } catch (TimeoutException runs) {
                e.addSuppressed(runs);
            }
            throw e;
        }
    }
}
