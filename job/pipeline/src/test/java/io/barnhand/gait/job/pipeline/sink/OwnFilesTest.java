package io.barnhand.gait.job.pipeline.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.job.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnFilesTest {

    @TempDir private Path temporary;
    private Path folder;
    private Path kept;

    @BeforeEach
    void make() throws IOException {
        folder = Files.createDirectories(temporary.resolve("sink"));
        kept = Files.createDirectories(temporary.resolve("other")).resolve("kept");
        Files.writeString(kept, "kept");
    }

    @Test
    void aFolderIsRemovedAndWhatItsLinksLeadToIsNot() throws IOException {
        Path run = Files.createDirectories(folder.resolve("run=a/camera=b"));
        Files.writeString(run.resolve("part"), "");
        Files.createSymbolicLink(run.resolve("folder"), kept.getParent());
        Files.createSymbolicLink(run.resolve("file"), kept);
        Files.createSymbolicLink(run.resolve("nothing"), folder.resolve("gone"));

        delete(folder, "run=a");

        assertThat(folder).isEmptyDirectory();
        assertThat(kept).hasContent("kept");
        delete(folder, "run=a");
    }

    @Test
    void aLinkInPlaceOfTheFolderIsRemovedItself() throws IOException {
        Files.createSymbolicLink(folder.resolve("run=a"), kept.getParent());

        delete(folder, "run=a");

        assertThat(folder).isEmptyDirectory();
        assertThat(kept).exists();
    }

    @Test
    void aLinkOnTheWayIsRefused() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("run=a"), kept.getParent());

        assertThatThrownBy(() -> delete(folder, "run=a/kept"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        link
                                + " is a link, and none is followed below "
                                + folder
                                + "; remove it, or put what it leads to in its place");
        assertThat(kept).exists();
    }

    @Test
    void theFolderItselfMayBeALink() throws IOException {
        Path linked = Files.createSymbolicLink(temporary.resolve("linked"), folder);
        Files.writeString(folder.resolve("part"), "");

        assertThat(OwnFiles.link(linked, linked.resolve("part"))).isEmpty();
        delete(linked, "part");

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatLiesElsewhereIsRefused() {
        assertThatThrownBy(() -> delete(folder, "run=a/../../other/kept"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("does not lie below " + folder);
        assertThat(kept).exists();
    }

    private static void delete(Path folder, String below) throws IOException {
        OwnFiles.delete(
                new org.apache.flink.core.fs.Path(folder.toString()),
                new org.apache.flink.core.fs.Path(folder + "/" + below));
    }
}
