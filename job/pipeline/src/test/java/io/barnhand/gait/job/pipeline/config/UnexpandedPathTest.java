package io.barnhand.gait.job.pipeline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnexpandedPathTest {

    @ParameterizedTest
    @ValueSource(strings = {"~", "$HOME", "${HOME}"})
    void aHomeIsNamed(String home) {
        String here = System.getProperty("user.home");
        assertThat(UnexpandedPath.advice(home).orElseThrow()).startsWith("give " + here + ",");
        assertThat(UnexpandedPath.advice(home + "/a b/c").orElseThrow())
                .startsWith("give " + here + "/a b/c,");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "~anna/footage",
                "/mnt/${DISK}/clips",
                "$OUT/gait",
                "s3://barn/${YEAR}",
                "%USERPROFILE%/clips"
            })
    void anotherHomeAndVariablesAreRefused(String path) {
        assertThat(UnexpandedPath.advice(path)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "footage/",
                "./~",
                "/mnt/a~b/~",
                "clips~",
                "/mnt/cam{1,2}/*.mp4",
                "/mnt/$RECYCLE.BIN/a.mp4",
                "/mnt/5$/a",
                "s3://barn/100 %/a%20b",
                "50% off/50%"
            })
    void otherNamesAreLeftAlone(String path) {
        assertThat(UnexpandedPath.advice(path)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "source.path",
                "source.kafka.roots",
                "kafka.properties",
                "detector.model",
                "pose.model",
                "run.checkpoints"
            })
    void everyKeyOfAPathRefusesIt(String key) {
        assertThatThrownBy(() -> ConfigurationReader.read(null, List.of(key + "=\"~/x\"")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(key)
                .hasMessageContaining("~/x")
                .hasMessageContaining(System.getProperty("user.home") + "/x");
    }

    @Test
    void foldersOfSinksLikewise() {
        assertThatThrownBy(() -> ConfigurationReader.read(null, List.of("sinks.gait.path=~/g")))
                .hasMessageContaining(System.getProperty("user.home") + "/g");
        assertThatThrownBy(
                        () ->
                                ConfigurationReader.read(
                                        null,
                                        List.of(
                                                "sinks.poses={kind: parquet, path: \"${HOME}/p\"}")))
                .hasMessageContaining("sinks.poses")
                .hasMessageContaining(System.getProperty("user.home") + "/p");
    }
}
