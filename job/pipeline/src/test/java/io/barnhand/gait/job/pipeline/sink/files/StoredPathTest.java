package io.barnhand.gait.job.pipeline.sink.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.job.configuration.ConfigurationException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredPathTest {

    @Test
    void anAddressIsShownAsItIsWritten() {
        StoredPath path = StoredPath.of("s3://barn/out/Stall 3 öst/").resolve("gait/run=a#1");

        assertThat(path).hasToString("s3://barn/out/Stall 3 öst/gait/run=a#1");
        assertThat(path.uri())
                .isEqualTo(URI.create("s3://barn/out/Stall%203%20öst/gait/run=a%231"));
        assertThat(path.isOnDisk()).isFalse();
        assertThat(path.name()).isEqualTo("run=a#1");
        assertThat(path.parent()).map(StoredPath::text).hasValue("s3://barn/out/Stall 3 öst/gait");
    }

    @Test
    void aBucketIsTheTopOfItsStore() {
        StoredPath bucket = StoredPath.of("s3://barn");

        assertThat(bucket.parent()).isEmpty();
        assertThat(bucket.resolve("gait")).hasToString("s3://barn/gait");
        assertThat(bucket.resolve("gait").uri()).isEqualTo(URI.create("s3://barn/gait"));
    }

    @Test
    void aPathIsShownAsItIsWritten() {
        StoredPath path = StoredPath.of("out/").resolve("gait/run=a");

        assertThat(path).hasToString("out/gait/run=a");
        assertThat(path.isOnDisk()).isTrue();
        assertThat(path.uri()).isEqualTo(Path.of("out/gait/run=a").toAbsolutePath().toUri());
    }

    @Test
    void aFolderHasItsNameWhetherItExistsOrNot(@TempDir Path folder) throws IOException {
        Path there = Files.createDirectories(folder.resolve("out/day=1"));

        assertThat(StoredPath.of(there).name()).isEqualTo("day=1");
        assertThat(StoredPath.of(there).parent()).map(StoredPath::name).hasValue("out");
        assertThat(StoredPath.of(folder.resolve("day=2")).name()).isEqualTo("day=2");
    }

    @Test
    void whatIsNotThereHoldsNothing(@TempDir Path folder) throws IOException {
        StoredPath absent = StoredPath.of(folder.resolve("none"));

        assertThat(absent.isFolder()).isFalse();
        assertThat(absent.isFile()).isFalse();
        assertThat(absent.list()).isEmpty();
        assertThat(below(absent)).isEmpty();
    }

    @Test
    void linksAndWhatIsHiddenAreNoRecords(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("run=a/day=1"));
        Path file = Files.writeString(folder.resolve("run=a/day=1/a b#c.jsonl"), "{}\n");
        Files.writeString(folder.resolve("run=a/.part"), "{}\n");
        Files.writeString(folder.resolve("run=a/_run=a.json"), "{}\n");
        Files.createSymbolicLink(folder.resolve("run=a/link.jsonl"), file);

        assertThat(below(StoredPath.of(folder.resolve("run=a"))))
                .extracting(StoredPath::text)
                .containsExactly(file.toString());
    }

    /** It is listed several times, to keep few names. */
    @Test
    void aFolderMayHoldMoreThanIsKept(@TempDir Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        for (int i = 10; i < 31; i++) {
            Path parent = Files.createDirectories(folder.resolve("day=" + i % 2));
            names.add(Files.createFile(parent.resolve("part-" + i)).toString());
        }
        names.sort(null);
        Files.createSymbolicLink(folder.resolve("day=0/again"), folder);

        for (int kept = 1; kept < 13; kept++) {
            List<String> found = new ArrayList<>();
            FinishedFiles.forEach(
                    StoredPath.of(folder), true, kept, file -> found.add(file.text()));
            assertThat(found).as(kept + " kept").isEqualTo(names);
        }
    }

    @Test
    void aStoreWithoutAPluginIsReportedWithWhatToDo() {
        assertThatThrownBy(() -> StoredPath.of("nowhere://barn/out").isFolder())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("plugin");
    }

    private static List<StoredPath> below(StoredPath folder) {
        List<StoredPath> files = new ArrayList<>();
        FinishedFiles.forEach(folder, files::add);
        return files;
    }
}
