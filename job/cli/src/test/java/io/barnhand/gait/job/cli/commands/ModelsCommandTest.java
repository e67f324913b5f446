package io.barnhand.gait.job.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.testing.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {

    @TempDir private Path folder;

    @Test
    void listsWhatToGetAndWhereToPutIt() {
        Shell.Result result = Shell.barnhand("models", "list");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("rtmpose-m-ap10k", "yolox-nano", "Models are searched for in", "https://")
                .contains(
                        "7a041aa1_20230206.pth, 54721413 bytes, sha256 896e3665d849ef7eb9b6ec0995955796cc9810f024fa0aa0bdc18acb0d68bf52");
    }

    @Test
    void aFileThatTheCatalogueDoesNotKnowIsSaidToBeUnknown() throws IOException {
        Path file = Files.writeString(folder.resolve("yolox_nano.onnx"), "abc");

        Shell.Result result = Shell.barnhand("models", "verify", file.toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .contains("not in the catalogue")
                .contains("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
                .contains("file name of yolox-nano");
    }

    @Test
    void aNameThatIsNotInTheCatalogueIsNotFetched() {
        Shell.Result result = Shell.barnhand("models", "fetch", "yolox-nani");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .contains("use 'yolox-nano' or another of: ")
                .doesNotContain("\tat ");
    }

    @Test
    void aMissingFileIsNamed() {
        Shell.Result result = Shell.barnhand("models", "verify", folder.resolve("none").toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("none").doesNotContain("\tat ");
    }
}
