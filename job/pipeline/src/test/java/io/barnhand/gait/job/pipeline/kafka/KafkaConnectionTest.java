package io.barnhand.gait.job.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.KafkaOptions;
import io.barnhand.gait.models.testing.Slow;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Slow
class KafkaConnectionTest {

    @TempDir private Path folder;

    @Test
    void holdsTheBrokersAndWhatTheFileSays() throws IOException {
        Path file = write("security.protocol=SASL_SSL\nsasl.mechanism = PLAIN\n");

        assertThat(connection(file).properties())
                .containsOnly(
                        Map.entry("bootstrap.servers", "b:9092"),
                        Map.entry("security.protocol", "SASL_SSL"),
                        Map.entry("sasl.mechanism", "PLAIN"));
    }

    @Test
    void withoutBrokersItSaysWhatToSet() {
        assertThatThrownBy(() -> KafkaConnection.of(new KafkaOptions(null, null, "barnhand-runs")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("kafka.brokers is not given")
                .hasMessageContaining("broker1:9092");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bootstrap.servers",
                "group.id",
                "transactional.id",
                "acks",
                "isolation.level"
            })
    void settingsOfTheJobItselfAreRefusedByName(String key) throws IOException {
        Path file = write("ssl.protocol=TLSv1.3\n" + key + "=hush\n");

        assertThatThrownBy(() -> connection(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("sets " + key + ";")
                .message()
                .doesNotContain("hush");
    }

    @Test
    void aMissingOrBrokenFileIsNamed() throws IOException {
        assertThatThrownBy(() -> connection(folder.resolve("none.properties")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("none.properties, but there is no such file");
        Path broken = write("sasl.jaas.config=\\uhush");
        assertThatThrownBy(() -> connection(broken))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("cannot be read as a properties file")
                .message()
                .doesNotContain("hush");
    }

    @Test
    void valuesAreNotShown() throws IOException {
        assertThat(connection(write("ssl.key.password=hush")).toString()).doesNotContain("hush");
    }

    @Test
    void aSettingThatKafkaRefusesIsNamedWithoutItsValue() throws IOException {
        KafkaConnection connection = connection(write("security.protocol=hush"));

        assertThatThrownBy(() -> KafkaTopics.require(connection, List.of("gait")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("b:9092")
                .message()
                .contains("security.protocol")
                .doesNotContain("hush");
    }

    @Test
    void brokersThatDoNotAnswerAreReported() throws IOException {
        String nobody;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = "127.0.0.1:" + closed.getLocalPort();
        }
        KafkaConnection connection =
                KafkaConnection.of(new KafkaOptions(nobody, null, "barnhand-runs"));

        assertThatThrownBy(() -> KafkaTopics.require(connection, List.of("gait")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(nobody + " did not answer within 20 s")
                .hasMessageContaining("check kafka.brokers");
    }

    private static KafkaConnection connection(Path file) {
        return KafkaConnection.of(new KafkaOptions("b:9092", file.toString(), "barnhand-runs"));
    }

    private Path write(String properties) throws IOException {
        return Files.writeString(folder.resolve("kafka.properties"), properties);
    }
}
