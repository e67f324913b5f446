package io.barnhand.gait.job.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkFilesTest {

    private final FlinkFiles files = new FlinkFiles();

    @TempDir private Path folder;

    @Test
    void readsWhatFlinkKnows() throws Exception {
        URI file = Files.writeString(folder.resolve("a ü.mp4"), "video").toUri();

        assertThat(files.size(file)).isEqualTo(5);
        try (InputStream in = files.open(file)) {
            assertThat(in).hasContent("video");
        }
    }

    @Test
    void whatIsNoFileIsNotFound() {
        assertThatThrownBy(() -> files.size(folder.resolve("none").toUri()))
                .isInstanceOf(FileNotFoundException.class);
        assertThatThrownBy(() -> files.size(folder.toUri()))
                .isInstanceOf(FileNotFoundException.class);
    }

    /** Every segment would be lost: not the fault of one. */
    @Test
    void aStoreWithoutItsPluginFailsLoudly() {
        assertThatThrownBy(() -> files.size(URI.create("nostore://barn/1.mp4")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("nostore")
                .hasMessageContaining("plugins/");
    }
}
