package io.barnhand.gait.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.config.ConfigurationReader;
import io.barnhand.gait.operators.gait.DutyCalibration;
import io.barnhand.gait.operators.gait.GaitClass;
import io.barnhand.gait.operators.gait.GaitSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfiguredStagesTest {

    @Test
    void theGaitStageIsToldTheCalibrationOfEveryGaitThatHasOne() {
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

    private static GaitSettings gait(String... settings) {
        return new ConfiguredStages(ConfigurationReader.read(null, List.of(settings)))
                .gaitSettings();
    }
}
