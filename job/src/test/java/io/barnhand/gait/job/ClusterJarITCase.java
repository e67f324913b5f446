package io.barnhand.gait.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The jar for the cluster holds what a job may load for itself, and nothing native. */
class ClusterJarITCase {

    private static final List<String> CONNECTORS =
            List.of(
                    "org/apache/flink/connector/jdbc/",
                    "org/apache/flink/connector/kafka/",
                    "org/apache/flink/streaming/connectors/kafka/",
                    "org/apache/flink/streaming/util/serialization/");

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
                        "io/barnhand/gait/job/GaitJob.class",
                        "io/barnhand/gait/operators/HorsePose.class",
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

    @Test
    void holdsNoMadeUpHorses() throws IOException {
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
