package io.barnhand.gait.operators.video.opening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.container.VideoException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentRootsTest {

    @TempDir private Path folder;
    private Path footage;
    private SegmentRoots roots;

    @BeforeEach
    void lay() throws IOException {
        folder = folder.toRealPath();
        footage = Files.createDirectories(folder.resolve("footage"));
        Files.createDirectories(footage.resolve("aisle"));
        Files.writeString(footage.resolve("aisle/1 ä.mp4"), "inside");
        Files.createDirectories(folder.resolve("footage2"));
        Files.writeString(folder.resolve("footage2/1.mp4"), "outside");
        Files.writeString(folder.resolve("secret.mp4"), "outside");
        roots = new SegmentRoots(List.of(footage.toString(), "s3://barn/live/"));
    }

    @Test
    void whatLiesBelowARootIsFound() throws Exception {
        Path file = footage.resolve("aisle/1 ä.mp4");

        assertThat(Path.of(roots.resolve(file.toUri().toString()))).isEqualTo(file);
        assertThat(Path.of(roots.resolve(file.toUri().toASCIIString()))).isEqualTo(file);
        assertThat(roots.resolve("S3://barn/live/a%20b/1.mp4"))
                .isEqualTo(URI.create("s3://barn/live/a%20b/1.mp4"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://barn/other/1.mp4",
                "s3://barn/live",
                "s3://barn/live2/1.mp4",
                "s3://barn2/live/1.mp4",
                "s3://barn/live/../other/1.mp4",
                "s3://barn/live/./1.mp4",
                "s3://barn/live//1.mp4",
                "s3://barn/live/%2e%2e/other/1.mp4",
                "s3://barn/live/%2E%2e/other/1.mp4",
                "s3://barn/live/.%2e/other/1.mp4",
                "s3://barn/live/%252e%252e/other/1.mp4",
                "s3://barn/live/..%2fother/1.mp4",
                "s3://barn/live/..%5cother/1.mp4",
                "s3://barn/live/a%00.mp4",
                "s3://barn/live/1.mp4?versionId=3",
                "s3://barn/live/1.mp4#x",
                "s3://user:word@barn/live/1.mp4",
                "s3a://barn/live/1.mp4",
                "s3:live/1.mp4",
                "http://barn/live/1.mp4",
                "hdfs://barn/live/1.mp4",
                "concat:file:///etc/passwd",
                "data:video/mp4;base64,AAAA",
                "file:FOLDER/secret.mp4",
                "file://FOLDER/secret.mp4",
                "file://FOLDER/footage2/1.mp4",
                "file://FOLDER/footage",
                "file://FOLDER/footage/../secret.mp4",
                "file://FOLDER/footage/%2e%2e/secret.mp4",
                "file://host/FOLDER/footage/aisle/1.mp4",
                "file:///proc/self/environ",
                "FOLDER/footage/aisle/1.mp4",
                "footage/aisle/1.mp4",
                "s3://barn/live/\\..\\1.mp4",
                "",
                ":",
                "%"
            })
    void everythingElseIsForeign(String uri) {
        assertForeign(uri.replace("FOLDER", folder.toString()));
    }

    @Test
    void aLinkThatLeavesItsRootIsForeign() throws Exception {
        Files.createSymbolicLink(footage.resolve("link.mp4"), folder.resolve("secret.mp4"));
        Files.createSymbolicLink(footage.resolve("up"), folder);
        Files.createSymbolicLink(footage.resolve("same.mp4"), Path.of("aisle/1 ä.mp4"));

        assertForeign(footage.toUri() + "link.mp4");
        assertForeign(footage.toUri() + "up/secret.mp4");
        assertThat(Path.of(roots.resolve(footage.toUri() + "same.mp4")))
                .isEqualTo(footage.resolve("aisle/1 ä.mp4"));
    }

    @Test
    void aRootMayBeALinkItself() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("mounted"), footage);

        assertThat(
                        new SegmentRoots(List.of(link.toUri().toString()))
                                .resolve(link.toUri() + "aisle/1%20%C3%A4.mp4"))
                .isEqualTo(footage.resolve("aisle/1 ä.mp4").toUri());
    }

    @Test
    void aFileThatIsNotThereIsMissing() {
        VideoException e =
                catchThrowableOfType(
                        VideoException.class, () -> roots.resolve(footage.toUri() + "aisle/2.mp4"));

        assertThat(e.reason()).isEqualTo(DeadLetterReason.MISSING);
        assertThat(e).hasMessageContaining("aisle/2.mp4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"s3://barn/../x", "s3://barn/x?y", "file://host/x", "s3:x", "s3://b d/"})
    void aRootThatIsNoFolderIsRefused(String root) {
        assertThatThrownBy(() -> new SegmentRoots(List.of(root)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(root);
    }

    @Test
    void aWholeBucketMayBeARoot() throws Exception {
        assertThat(new SegmentRoots(List.of("s3://barn")).resolve("s3://barn/1.mp4"))
                .isEqualTo(URI.create("s3://barn/1.mp4"));
        assertThatThrownBy(() -> new SegmentRoots(List.of()))
                .hasMessageContaining("name the folders");
    }

    private void assertForeign(String uri) {
        VideoException e = catchThrowableOfType(VideoException.class, () -> roots.resolve(uri));

        assertThat(e).as(uri).isNotNull();
        assertThat(e.reason().key()).isEqualTo("foreign_root");
        assertThat(e).hasMessageContaining(uri).hasMessageContaining("source.kafka.roots");
    }
}
