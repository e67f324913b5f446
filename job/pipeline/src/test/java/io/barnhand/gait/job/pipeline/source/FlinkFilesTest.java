package io.barnhand.gait.job.pipeline.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.barnhand.gait.operators.video.container.RemoteFiles;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkFilesTest {

    private final FlinkFiles files = new FlinkFiles();

    @TempDir private Path folder;

    @Test
    void readsFilesOfFlinksFileSystems() throws Exception {
        URI file = Files.writeString(folder.resolve("a ü.mp4"), "video").toUri();

        assertThat(files.size(file)).isEqualTo(5);
        try (InputStream in = files.open(file)) {
            assertThat(in).hasContent("video");
        }
    }

    @Test
    void listsAFolderByAddressesThatCanBeRead() throws Exception {
        Files.writeString(folder.resolve("a #1%20 ü.mp4"), "video");
        Files.createDirectory(folder.resolve("b"));

        List<RemoteFiles.RemoteEntry> entries = files.list(folder.toUri());

        assertThat(entries)
                .extracting(entry -> Path.of(entry.address()), RemoteFiles.RemoteEntry::folder)
                .containsExactlyInAnyOrder(
                        tuple(folder.resolve("a #1%20 ü.mp4"), false),
                        tuple(folder.resolve("b"), true));
        RemoteFiles.RemoteEntry file = entries.stream().filter(e -> !e.folder()).findFirst().get();
        assertThat(file.bytes()).isEqualTo(5);
        assertThat(files.size(file.address())).isEqualTo(5);
        assertThatThrownBy(() -> files.list(folder.resolve("none").toUri()))
                .isInstanceOf(FileNotFoundException.class);
    }

    @Test
    void readsAFileFromAnywhereAndInTheRequestedOrder() throws Exception {
        byte[] content = new byte[300_000];
        new Random(7).nextBytes(content);
        URI file = Files.write(folder.resolve("a.mp4"), content).toUri();

        try (SeekableByteChannel channel = files.openSeekable(file)) {
            assertThat(channel.size()).isEqualTo(content.length);
            for (int from : new int[] {0, 299_990, 100_000, 5}) {
                channel.position(from);
                ByteBuffer read = ByteBuffer.allocate(200_000);
                while (read.hasRemaining() && channel.read(read) >= 0) {
                    assertThat(channel.position()).isEqualTo(from + read.position());
                }
                assertThat(Arrays.copyOf(read.array(), read.position()))
                        .isEqualTo(
                                Arrays.copyOfRange(
                                        content, from, Math.min(content.length, from + 200_000)));
            }
            channel.position(content.length + 1L);
            assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
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
