package io.barnhand.gait.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.pipeline.archive.Ledger;
import io.barnhand.gait.job.pipeline.archive.WorkList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraphHasherV2;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pixels must never cross a shuffle: the stages that handle them are one vertex. */
class JobGraphTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({"batch, 1", "batch, 3", "streaming, 1", "streaming, 3"})
    void detectionPoseAndSplitShareAVertexOfTheSetParallelism(String mode, int parallelism)
            throws IOException {
        List<JobVertex> vertices = vertices(mode, parallelism);

        JobVertex pixels = vertexWith(vertices, "HorseDetection");
        assertThat(pixels.getName()).contains("RtmPose").contains("SplitPoses");
        assertThat(pixels.getParallelism()).isEqualTo(parallelism);
        assertThat(vertices).filteredOn(v -> v.getName().contains("RtmPose")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"batch", "streaming"})
    void theGaitStageHasTheSetParallelismToo(String mode) throws IOException {
        assertThat(vertexWith(vertices(mode, 3), "GaitWindows").getParallelism()).isEqualTo(3);
    }

    /** Without one, building the graph fails. */
    @ParameterizedTest
    @CsvSource({"files", "kafka", "poses"})
    void everyOperatorHasAnIdThatDoesNotDependOnTheGraph(String kind) throws IOException {
        Files.writeString(folder.resolve("clip.mp4"), "never opened by planning");
        String topic = "{kind: kafka, topic: t, delivery: exactly-once}";
        String table = "{kind: postgres, url: 'jdbc:postgresql://127.0.0.1:1/none'}";
        JobConfiguration configuration =
                ConfigurationReader.read(
                        null,
                        List.of(
                                "source.kind=" + kind,
                                "source.path=" + folder,
                                "source.kafka.roots=[" + folder + "]",
                                "kafka.brokers=127.0.0.1:1",
                                "run.id=r",
                                "run.mode=streaming",
                                "sinks.poses=[" + topic + ", {path: " + folder + "}]",
                                "sinks.gait=[" + topic + ", " + table + "]",
                                "sinks.strides=" + table));
        GaitJob job = job(configuration);

        assertThat(job.flinkSettings().get(PipelineOptions.AUTO_GENERATE_UIDS)).isFalse();
        assertThat(vertices(job)).isNotEmpty();
    }

    /** In the order that the configuration has them, whatever parts Flink makes of a sink. */
    @Test
    void sinksAreAlsoKnownByTheIdsOfBuildsThatCountedThem() {
        JobConfiguration configuration =
                ConfigurationReader.read(
                        null,
                        List.of(
                                "source.kind=kafka",
                                "source.kafka.roots=[" + folder + "]",
                                "kafka.brokers=127.0.0.1:1",
                                "run.id=r",
                                "sinks.poses=[{kind: kafka, topic: t}, {kind: parquet, path: /p}]"));
        GaitJob job = job(configuration);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(job.flinkSettings());

        Map<String, String> hashes = new TreeMap<>();
        for (StreamNode node : job.graph(env, "r").getStreamNodes()) {
            if (String.valueOf(node.getTransformationUID()).contains("poses-sink ")) {
                hashes.put(node.getTransformationUID(), String.valueOf(node.getUserHash()));
            }
        }

        assertThat(hashes)
                .containsEntry("poses-sink kafka t", hash("pose-sink-0"))
                .containsEntry(
                        "Sink Committer: poses-sink kafka t", hash("Sink Committer: pose-sink-0"))
                .containsEntry("poses-sink parquet /p", hash("pose-sink-1"))
                .doesNotContainValue("null")
                .hasSizeGreaterThan(4);
    }

    private static String hash(String uid) {
        return HexFormat.of().formatHex(StreamGraphHasherV2.generateUserSpecifiedHash(uid));
    }

    /** No broker is asked before the job runs. */
    @Test
    void segmentsFromKafkaAreReadByOneSubtaskAndProcessedInTheSameVertex() {
        JobConfiguration configuration =
                ConfigurationReader.read(
                        null,
                        List.of(
                                "source.kind=kafka",
                                "source.kafka.roots=[" + folder + "]",
                                "kafka.brokers=127.0.0.1:1",
                                "run.parallelism=3"));
        GaitJob job = job(configuration);

        List<JobVertex> vertices = vertices(job);

        assertThat(job.flinkSettings().get(ExecutionOptions.RUNTIME_MODE))
                .isEqualTo(RuntimeExecutionMode.STREAMING);
        JobVertex pixels = vertexWith(vertices, "HorseDetection");
        assertThat(pixels.getName()).contains("RtmPose").contains("SplitPoses");
        assertThat(pixels.getParallelism()).isEqualTo(3);
        assertThat(vertexWith(vertices, "announced segments").getName())
                .contains("ParseSegments")
                .contains("segment time");
        assertThat(vertexWith(vertices, "announced segments").getParallelism()).isEqualTo(1);
    }

    /** A slot asks for a recording when the one before is in its files. */
    @Test
    void theFirstPhaseOfAnArchiveIsOneVertex() throws IOException {
        Files.writeString(folder.resolve("clip.mp4"), "never opened by planning");
        ConfiguredStages stages =
                new ConfiguredStages(
                        ConfigurationReader.read(null, List.of("source.path=" + folder)));
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(
                        FlinkSettings.of(RuntimeExecutionMode.STREAMING, 3));
        stages.keypointJob(
                        WorkList.of(stages.plan().segments()), new Ledger(folder.toString(), "r"))
                .build(env);

        List<JobVertex> vertices = vertices(env);

        assertThat(vertices).hasSize(1);
        assertThat(vertices.get(0).getParallelism()).isEqualTo(3);
        assertThat(vertices.get(0).getName())
                .contains("recordings", "HorseDetection", "RtmPose", "SplitPoses")
                .contains("keypoint files", "coverage files", "decode dead letter files")
                .contains("pose dead letter files");
        assertThat(env.getCheckpointConfig().isCheckpointingEnabled()).isFalse();
    }

    private static GaitJob job(JobConfiguration configuration) {
        ConfiguredStages stages = new ConfiguredStages(configuration);
        return new GaitJob(
                stages.source(),
                stages.gaitSettings(),
                Destinations.of(configuration).sinks("r"),
                configuration.run());
    }

    private List<JobVertex> vertices(String mode, int parallelism) throws IOException {
        Files.writeString(folder.resolve("clip.mp4"), "never opened by planning");
        JobConfiguration configuration =
                ConfigurationReader.read(
                        null,
                        List.of(
                                "source.path=" + folder,
                                "run.mode=" + mode,
                                "run.parallelism=" + parallelism,
                                "sinks.poses.path=" + folder.resolve("poses"),
                                "sinks.gait={kind: jsonl, path: " + folder.resolve("gait") + "}",
                                "sinks.strides.path=" + folder.resolve("strides"),
                                "sinks.coverage.path=" + folder.resolve("coverage"),
                                "sinks.dead-letter.path=" + folder.resolve("dead")));
        return vertices(GaitJob.of(configuration, "r"));
    }

    private static List<JobVertex> vertices(GaitJob job) {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(job.flinkSettings());
        job.build(env);
        return vertices(env);
    }

    private static List<JobVertex> vertices(StreamExecutionEnvironment env) {
        return StreamSupport.stream(
                        env.getStreamGraph().getJobGraph().getVertices().spliterator(), false)
                .toList();
    }

    private static JobVertex vertexWith(List<JobVertex> vertices, String operator) {
        return vertices.stream()
                .filter(vertex -> vertex.getName().contains(operator))
                .findFirst()
                .orElseThrow();
    }
}
