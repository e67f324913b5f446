package io.barnhand.gait.operators.video.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureTagTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "240|240",
                "240.000000|240",
                "59,940000|59.94",
                "119.88p|119.88",
                "59.94i|29.97",
                "120 fps|120",
                "60000/1001|59.94005994005994",
                "0.5|0.5"
            })
    void ratesAreReadHoweverTheyAreWritten(String value, double fps) {
        assertThat(CaptureTag.of(value).fps()).isEqualTo(fps);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "0.000000",
                "-60",
                "nan",
                "inf",
                "Infinity",
                "1e9",
                "1000000000",
                "60/0",
                "0/0",
                "high",
                "",
                "0x3c",
                "60 60",
                "0.0001"
            })
    void whatIsNoRateIsKeptAsText(String value) {
        CaptureTag tag = CaptureTag.of(value);

        assertThat(tag.fps()).isNull();
        assertThat(tag.text()).isEqualTo(value);
    }

    @Test
    void textIsMadeFitForAMessage() {
        assertThat(CaptureTag.of("6\u001b[0" + "9".repeat(100)).text())
                .startsWith("6?[09")
                .hasSize(41);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.android.capture.fps",
                "COM.ANDROID.CAPTURE.FPS",
                "captureFps",
                "com.example.capture_frame_rate",
                "CaptureFrameRate",
                "capture-rate"
            })
    void keysOfSeveralWritersAreKnown(String key) {
        assertThat(CaptureTag.of(Map.of(key, "60"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.apple.quicktime.full-frame-rate-playback-intent",
                "com.android.version",
                "captured",
                "recapturefps",
                "encoder"
            })
    void otherKeysAreNot(String key) {
        assertThat(CaptureTag.of(Map.of(key, "60"))).isEmpty();
    }
}
