package io.barnhand.gait.operators.video.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FfmpegVersionsTest {

    /** The version of FFmpeg's presets ends in that of the JavaCPP they were made for. */
    @ParameterizedTest
    @ValueSource(strings = {"ffmpeg", "javacv"})
    void thePresetsAreMadeForThisJavaCpp(String artifact) throws IOException {
        assertThat(Loader.getVersion("org.bytedeco", artifact)).endsWith(Loader.getVersion());
    }
}
