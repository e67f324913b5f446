package io.barnhand.gait.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.settings.DutyCalibration;
import io.barnhand.gait.operators.gait.settings.GaitSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfiguredStagesTest {

    @Test
    void theGaitStageGetsTheCalibrationOfEveryGaitThatHasOne() {
        GaitSettings settings =
                gait(
                        "gait.duty-calibration.trot={fore: 0.02, hind: -0.03, error: 0.01}",
                        "gait.duty-calibration.gallop_left={fore: 0, hind: 0, error: 0}");

        assertThat(settings.dutyCalibration())
                .isEqualTo(
                        Map.of(
                                GaitClass.TROT,
                                new DutyCalibration(0.02, -0.03, 0.01),
                                GaitClass.GALLOP_LEFT,
                                new DutyCalibration(0, 0, 0)));
    }

    @Test
    void noGaitIsCalibratedByDefault() {
        assertThat(gait().dutyCalibration()).isEmpty();
    }

    @Test
    void segmentsFromKafkaNeedBrokersRootsAndAStream() {
        assertThatThrownBy(() -> kafka().source())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("kafka.brokers is not given");
        assertThatThrownBy(() -> kafka("kafka.brokers=b:9092", "run.mode=batch").source())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("run.mode is batch");
        assertThatThrownBy(
                        () -> kafka("kafka.brokers=b:9092", "source.kafka.roots=[s3:x]").source())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("source.kafka.roots: s3:x is no absolute URI");
        assertThat(kafka("kafka.brokers=b:9092").source().bounded()).isFalse();
    }

    @Test
    void silenceEndsTracksOfLiveCamerasOnly() {
        assertThat(kafka("source.kafka.silence=45s").detectionSettings().silence())
                .isEqualTo(Duration.ofSeconds(45));
        assertThat(
                        new ConfiguredStages(ConfigurationReader.read(null, List.of()))
                                .detectionSettings()
                                .silence())
                .isNull();
    }

    private static ConfiguredStages kafka(String... more) {
        List<String> settings =
                new ArrayList<>(List.of("source.kind=kafka", "source.kafka.roots=[/footage]"));
        settings.addAll(List.of(more));
        return new ConfiguredStages(ConfigurationReader.read(null, settings));
    }

    private static GaitSettings gait(String... settings) {
        return new ConfiguredStages(ConfigurationReader.read(null, List.of(settings)))
                .gaitSettings();
    }
}
