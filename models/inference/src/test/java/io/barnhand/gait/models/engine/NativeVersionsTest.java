package io.barnhand.gait.models.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/**
 * DJL's Java part, its JNI library and PyTorch come as three artifacts whose versions Maven does
 * not tie together. If they disagree, DJL looks for another JNI library on the network.
 */
class NativeVersionsTest {

    private static final Properties ENGINE = read("/pytorch-engine.properties");
    private static final Properties JNI = read("/jnilib/pytorch.properties");
    private static final Properties NATIVE = read("/native/lib/pytorch.properties");
    private static final Properties API = read("/ai/djl/engine/api.properties");

    @Test
    void theJniLibraryIsBuiltForThisEngineAndThisPyTorch() {
        String pytorch = ENGINE.getProperty("pytorch_version");
        String djl = ENGINE.getProperty("djl_version");
        assertThat(JNI.getProperty("jni_version")).isEqualTo(pytorch + "-" + djl);
    }

    @Test
    void thePyTorchOnTheClassPathIsTheOneOfTheEngine() {
        // The native version carries the date of its build: 2.7.1-20250812.
        assertThat(NATIVE.getProperty("version").split("-")[0])
                .isEqualTo(ENGINE.getProperty("pytorch_version"));
    }

    @Test
    void theEngineIsOfTheSameReleaseAsTheApi() {
        assertThat(API.getProperty("djl_version")).isEqualTo(ENGINE.getProperty("djl_version"));
    }

    private static Properties read(String resource) {
        Properties properties = new Properties();
        try (InputStream in = NativeVersionsTest.class.getResourceAsStream(resource)) {
            assertThat(in).as(resource + " on the class path").isNotNull();
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
