package io.barnhand.gait.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar for the cluster holds what a job may load for itself, and nothing native. */
class ClusterJarITCase {

    private static final List<String> CONNECTORS =
            List.of(
                    "org/apache/flink/connector/jdbc/",
                    "org/apache/flink/connector/kafka/",
                    "org/apache/flink/streaming/connectors/kafka/",
                    "org/apache/flink/streaming/util/serialization/");

    private static final List<String> SHADED =
            List.of("parquet", "hadoop-client", "aircompressor", "jts-core");

    @TempDir private Path folder;

    private static List<String> entries() throws IOException {
        try (JarFile jar =
                new JarFile(Path.of(System.getProperty("barnhand.clusterJar")).toFile())) {
            return jar.stream().map(ZipEntry::getName).toList();
        }
    }

    @Test
    void holdsTheJobItsOperatorsAndJackson() throws IOException {
        assertThat(entries())
                .contains(
                        "io/barnhand/gait/job/pipeline/GaitJob.class",
                        "io/barnhand/gait/operators/records/HorsePose.class",
                        "io/barnhand/gait/operators/gait/estimate/GaitEstimator.class",
                        "io/barnhand/gait/operators/video/VideoSegment.class",
                        "io/barnhand/gait/operators/stages/detection/HorseDetectionFunction.class",
                        "com/fasterxml/jackson/databind/json/JsonMapper.class");
    }

    @Test
    void holdsTheConnectorsAndTheClientsOfKafka() throws IOException {
        assertThat(entries())
                .contains(
                        "org/apache/flink/connector/jdbc/core/datastream/sink/JdbcSink.class",
                        "org/apache/flink/connector/kafka/sink/KafkaSink.class",
                        "org/apache/kafka/clients/producer/KafkaProducer.class");
    }

    @Test
    void holdsNoModelsNoEngineAndNoNatives() throws IOException {
        assertThat(entries())
                .noneMatch(name -> name.startsWith("ai/djl/"))
                .noneMatch(name -> name.startsWith("ai/onnxruntime/"))
                .noneMatch(name -> name.startsWith("org/bytedeco/"))
                .noneMatch(name -> name.startsWith("io/barnhand/gait/models/"))
                .noneMatch(name -> name.startsWith("META-INF/services/ai.djl"))
                .noneMatch(name -> name.startsWith("org/postgresql/"))
                .filteredOn(name -> name.startsWith("org/apache/flink/") && name.endsWith(".class"))
                .allMatch(name -> CONNECTORS.stream().anyMatch(name::startsWith));
        assertThat(entries()).noneMatch(name -> name.endsWith(".so") || name.endsWith(".dylib"));
    }

    /** Parquet, and of Hadoop what it names, come from the jar alone. */
    @Test
    void writesAndReadsKeypointFiles() throws Exception {
        List<URL> path = new ArrayList<>();
        path.add(Path.of(System.getProperty("barnhand.clusterJar")).toUri().toURL());
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (SHADED.stream().noneMatch(entry::contains)) {
                path.add(Path.of(entry).toUri().toURL());
            }
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader cluster =
                new URLClassLoader(
                        path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(cluster);
            Class<?> roundTrip = cluster.loadClass(KeypointFileRoundTrip.class.getName());

            Object read =
                    roundTrip
                            .getMethod("rowsReadBack", String.class)
                            .invoke(null, folder.resolve("a.parquet").toString());

            assertThat(read).isEqualTo(KeypointFileRoundTrip.ROWS);
            Class<?> writer = cluster.loadClass("org.apache.parquet.hadoop.ParquetWriter");
            assertThat(writer.getProtectionDomain().getCodeSource().getLocation())
                    .isEqualTo(path.get(0));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void holdsNoSyntheticHorses() throws IOException {
        assertThat(entries())
                .noneMatch(name -> name.startsWith("io/barnhand/gait/operators/synthetic/"));
    }

    @Test
    void startsTheGaitJob() throws IOException {
        try (JarFile jar =
                new JarFile(Path.of(System.getProperty("barnhand.clusterJar")).toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo(GaitJob.class.getName());
        }
    }
}
