package io.barnhand.gait.job.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.job.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSettingsFileTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "security.protocoll, security.protocol",
        "Security.Protocol, security.protocol",
        "security_protocol, security.protocol",
        "sasl.mechanisms, sasl.mechanism",
        "sasl.jaas.confg, sasl.jaas.config",
        "ssl.truststore.passwort, ssl.truststore.password",
        "max.request.sizes, max.request.size",
        "comression.type, compression.type",
        "lingerms, linger.ms"
    })
    void aTypoIsRefusedWithTheNearestName(String typo, String meant) throws IOException {
        refuses(typo + "=hush").contains("sets " + typo + ",").contains("give " + meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sasl.username", "sasl.password", "ssl.ca.location", "ssl.trust"})
    void anUnknownSettingOfSecurityIsRefused(String key) throws IOException {
        refuses(key + "=hush").contains("sets " + key + ",").contains("librdkafka");
    }

    @Test
    void aClassOfTheUserMayReadSettingsOfItsOwn() throws IOException {
        KafkaSettingsFile file =
                read(
                        "sasl.login.callback.handler.class=barn.Login\nsasl.barn.token=hush\n"
                                + "barn.stable=north\n");

        assertThat(file.settings()).containsEntry("sasl.barn.token", "hush");
        assertThat(file.notice().orElseThrow())
                .contains("sets barn.stable, sasl.barn.token")
                .doesNotContain("hush");
    }

    @Test
    void settingsOfOtherProgramsAreNamedAndKept() throws IOException {
        assertThat(read("schema.registry.url=http://hush\n").notice().orElseThrow())
                .contains("schema.registry.url")
                .contains("ignore it")
                .doesNotContain("hush");
        assertThat(
                        read("linger.ms=5\nconfig.providers=file\n"
                                        + "config.providers.file.class=F\n"
                                        + "metrics.context.barn=b\n"
                                        + "partition.discovery.interval.ms=1000\n")
                                .notice())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void aByteOrderMarkAndEveryLineEndAreRead(String lineEnd) throws IOException {
        assertThat(
                        read(String.join(
                                        lineEnd,
                                        "\uFEFFsecurity.protocol=SSL",
                                        "# linger.ms=1\\",
                                        "linger.ms = 5",
                                        "client.id=a\\",
                                        "  b"))
                                .settings())
                .isEqualTo(Map.of("security.protocol", "SSL", "linger.ms", "5", "client.id", "ab"));
    }

    @Test
    void aKeyGivenTwiceIsRefused() throws IOException {
        refuses("linger.ms=1\nsecurity.protocol=hush\nsecurity.protocol=SSL\n")
                .contains("sets security.protocol more than once");
    }

    @Test
    void aBackslashThatTakesTheNextSettingIsRefused() throws IOException {
        refuses("ssl.truststore.location=C:\\\\hush\\\r\nssl.truststore.password=hush\r\n")
                .contains("ends line 1 with a backslash")
                .contains("line 2 (ssl.truststore.password)");
        assertThat(
                        read("sasl.jaas.config=Login required \\\n username=\"a\" \\\n  password=\"b\";\n")
                                .settings())
                .containsEntry("sasl.jaas.config", "Login required username=\"a\" password=\"b\";");
        assertThat(read("client.id=a\\\\\nlinger.ms=5\n").settings())
                .containsEntry("client.id", "a\\");
        assertThat(read("client.id=a\\").settings()).containsEntry("client.id", "a");
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        refuses("a=" + "x".repeat(1 << 20)).contains("is 1048578 bytes long");
        Path utf16 = Files.write(folder.resolve("utf16"), new byte[] {-1, -2, 'a', 0});
        assertThatThrownBy(() -> KafkaSettingsFile.read(utf16.toString()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("cannot be read as a properties file in UTF-8");
        assertThatThrownBy(() -> KafkaSettingsFile.read(folder.toString()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("cannot be read");
    }

    private AbstractStringAssert<?> refuses(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("kafka.properties"), text);
        return assertThatThrownBy(() -> KafkaSettingsFile.read(file.toString()))
                .isInstanceOf(ConfigurationException.class)
                .message()
                .startsWith("kafka.properties is " + file + ", which ")
                .doesNotContain("hush");
    }

    private KafkaSettingsFile read(String text) throws IOException {
        return KafkaSettingsFile.read(
                Files.writeString(folder.resolve("kafka.properties"), text).toString());
    }
}
