package io.barnhand.gait.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDigestTest {

    @TempDir Path directory;

    @Test
    void isTheSha256OfTheContent() throws IOException {
        // The example of FIPS 180-2, appendix B.1.
        assertThat(FileDigest.sha256(Files.writeString(directory.resolve("abc"), "abc")))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void makesAnIdOfStemAndDigest() throws IOException {
        assertThat(FileDigest.modelId(Files.writeString(directory.resolve("a.b.onnx"), "abc")))
                .isEqualTo("a.b@ba7816bf");
        assertThat(FileDigest.modelId(Files.writeString(directory.resolve("plain"), "abc")))
                .isEqualTo("plain@ba7816bf");
    }

    @Test
    void saysWhichFileCannotBeRead() {
        assertThatThrownBy(() -> FileDigest.ofModel(directory.resolve("none.onnx")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("none.onnx")
                .hasMessageContaining("cannot be read");
    }
}
