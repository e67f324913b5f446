package io.barnhand.gait.models.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceRequestTest {

    @Test
    void readsWhatAConfigurationMaySay() {
        assertThat(DeviceRequest.parse("auto")).isEqualTo(DeviceRequest.AUTO);
        assertThat(DeviceRequest.parse("cpu")).isEqualTo(DeviceRequest.CPU);
        assertThat(DeviceRequest.parse("gpu")).isEqualTo(DeviceRequest.GPU);
        assertThat(DeviceRequest.parse("gpu:12")).isEqualTo(DeviceRequest.gpu(12));
        assertThat(DeviceRequest.parse("gpu:12")).hasToString("gpu:12");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tpu",
                "GPU",
                "gpu:",
                "gpu:-1",
                "gpu:x",
                "gpu0",
                "gpu:1 ",
                "gpu:99999999999"
            })
    void refusesAllElse(String text) {
        assertThatThrownBy(() -> DeviceRequest.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must be auto, cpu, gpu or one GPU by its index, such as gpu:0");
    }
}
