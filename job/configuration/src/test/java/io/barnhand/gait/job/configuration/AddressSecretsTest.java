package io.barnhand.gait.job.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.job.configuration.text.StoreAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressSecretsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://KEY:hush@barn/out",
                "s3a://KEY:hush@barn",
                "s3://KEY:hu/sh+hush=@barn/out",
                "s3://KEY:1234hush@barn/out",
                "s3p://:hush@barn/out"
            })
    void aSecretIsRefusedWhereverAnAddressIsGivenAndNotRepeated(String address) {
        for (String setting :
                List.of(
                        "source.path=%s",
                        "source.kafka.roots=['/var/footage', '%s']",
                        "run.checkpoints=%s",
                        "sinks.poses={kind: parquet, path: '%s'}",
                        "sinks.gait={kind: jsonl, path: '%s'}",
                        "sinks.gait={kind: none, path: '%s'}",
                        "sinks.gait=[{kind: jsonl, path: out}, {kind: jsonl, path: '%s'}]")) {
            assertThatThrownBy(() -> read(setting.replace("%s", address)))
                    .as(setting)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("AWS_SECRET_ACCESS_KEY")
                    .hasMessageContaining("://…@barn")
                    .message()
                    .doesNotContain("hush", "KEY:");
        }
        assertThat(StoreAddress.hasSecret(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "sinks.gait=%s",
                "sinks.gait={kind: jsonl, path: %s",
                "source.limits=%s",
                "source.nothing=%s",
                "source.kind=%s"
            })
    void itIsNotRepeatedWhereNoAddressIsExpected(String setting) {
        assertThatThrownBy(() -> read(setting.replace("%s", "s3://KEY:hush@barn/out")))
                .isInstanceOf(ConfigurationException.class)
                .message()
                .doesNotContain("hush");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://barn/a:b@c",
                "s3://barn/Stall 3/a@b",
                "hdfs://master:8020/out/a@b",
                "hdfs://master:8020",
                "abfss://barn@account.dfs.core.windows.net/out",
                "/var/a:b@c",
                "out/a:b@c"
            })
    void otherAddressesAreTaken(String address) {
        assertThat(read("source.path='" + address + "'").source().path()).isEqualTo(address);
        assertThat(StoreAddress.hasSecret(address)).isFalse();
    }

    @Test
    void aMessageKeepsTheRest() {
        assertThat(
                        new ConfigurationException(
                                "s3://K:hush@barn and s3://a/b:c@d", "see hdfs://h:1/"))
                .hasMessage("s3://…@barn and s3://a/b:c@d; see hdfs://h:1/");
    }

    private static JobConfiguration read(String setting) {
        return ConfigurationReader.read(null, List.of(setting));
    }
}
