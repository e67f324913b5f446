package io.barnhand.gait.operators.stages.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserFolderTest {

    @TempDir private Path shared;

    @Test
    void itBelongsToItsUserAlone() throws IOException {
        Path folder = UserFolder.of(shared, "attempts");

        assertThat(folder.getFileName()).hasToString("attempts-" + System.getProperty("user.name"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(UserFolder.of(shared, "attempts")).isEqualTo(folder);
        assertThat(Files.list(shared)).containsExactly(folder);
    }

    @Test
    void aLinkThatWasPutThereIsNotFollowed(@TempDir Path elsewhere) throws IOException {
        Path folder = UserFolder.of(shared, "attempts");
        Files.delete(folder);
        Files.createSymbolicLink(folder, elsewhere);

        assertThatThrownBy(() -> UserFolder.of(shared, "attempts"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder + " is no folder of this user alone");
    }

    @Test
    void aFolderThatOthersCanWriteIntoIsNotUsed() throws IOException {
        Path folder = UserFolder.of(shared, "attempts");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> UserFolder.of(shared, "attempts"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("rwxrwxrwx");
    }
}
