package io.barnhand.gait.operators.gait.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.operators.records.Limb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DutyCalibrationTest {

    @Test
    void addsToForeAndHindLimbsWhatIsTheirs() {
        DutyCalibration calibration = new DutyCalibration(0.02, -0.03, 0.01);

        assertThat(calibration.offset(Limb.LF)).isEqualTo(0.02);
        assertThat(calibration.offset(Limb.RF)).isEqualTo(0.02);
        assertThat(calibration.offset(Limb.LH)).isEqualTo(-0.03);
        assertThat(calibration.offset(Limb.RH)).isEqualTo(-0.03);
    }

    @Test
    void takesTheEndsOfItsRanges() {
        assertThatCode(() -> new DutyCalibration(-0.3, 0.3, 0)).doesNotThrowAnyException();
        assertThatCode(() -> new DutyCalibration(0.3, -0.3, 0.2)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "0.31, 0, 0, fore, -0.3, 0.3, 0.31",
        "-0.31, 0, 0, fore, -0.3, 0.3, -0.31",
        "0, 0.31, 0, hind, -0.3, 0.3, 0.31",
        "0, 0, -0.01, error, 0.0, 0.2, -0.01",
        "0, 0, 0.21, error, 0.0, 0.2, 0.21",
        "0, NaN, 0, hind, -0.3, 0.3, NaN",
    })
    void refusesWhatNoHoofCouldBeOffBy(
            double fore,
            double hind,
            double error,
            String what,
            String low,
            String high,
            String got) {
        assertThatThrownBy(() -> new DutyCalibration(fore, hind, error))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The %s of a duty-factor calibration must lie between %s and %s, got %s",
                        what, low, high, got);
    }
}
