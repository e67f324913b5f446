package io.barnhand.gait.operators.video.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.barnhand.gait.models.testing.Slow;
import io.barnhand.gait.operators.video.decoding.Clips;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is announced is held against the limits before anything is decoded to learn more. */
@Slow
class VideoHeaderTest {

    private static final int WIDTH = 160;
    private static final int HEIGHT = 96;

    @TempDir Path folder;

    private Path clip(String format) {
        return Clips.mpeg4(
                folder.resolve("clip." + format),
                format,
                WIDTH,
                HEIGHT,
                30,
                Clips.steady(60, 30),
                i -> Clips.pattern(WIDTH, HEIGHT, i));
    }

    private static VideoException refused(Path file, VideoLimits limits) {
        return catchThrowableOfType(
                VideoException.class, () -> VideoHeader.read(file.toUri(), null, limits));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "matroska", "avi", "mpegts"})
    void aHeaderWithinTheLimitsIsRead(String format) throws Exception {
        VideoHeader header =
                VideoHeader.read(clip(format).toUri(), null, limits(WIDTH * HEIGHT, 3));

        assertThat(header.codec()).isEqualTo("mpeg4");
        assertThat(header.width()).isEqualTo(WIDTH);
        assertThat(header.height()).isEqualTo(HEIGHT);
        assertThat(header.durationUs()).isBetween(1_900_000L, 2_100_000L);
    }

    /** MPEG-TS announces no size: it is learnt by decoding, under the limit. */
    @ParameterizedTest
    @ValueSource(strings = {"mp4", "matroska", "avi", "mpegts"})
    void framesLargerThanTheLimitAreRefused(String format) {
        VideoException e = refused(clip(format), limits(WIDTH * HEIGHT - 1, 3));

        assertThat(e.reason().key()).isEqualTo("too_many_pixels");
        assertThat(e).hasMessageContaining("160 x 96").hasMessageContaining("15359");
    }

    @Test
    void aHeaderThatAnnouncesBillionsOfPixelsIsRefused() throws Exception {
        Path file = clip("avi");
        byte[] bytes = Files.readAllBytes(file);
        int format = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("strf") + 8;
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(format + 4, 60_000)
                .putInt(format + 8, 60_000);
        Files.write(file, bytes);

        VideoException e = refused(file, VideoLimits.DEFAULT);

        assertThat(e.reason().key()).isEqualTo("too_many_pixels");
        assertThat(e).hasMessageContaining("60000 x 60000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "matroska", "avi"})
    void aVideoLongerThanTheLimitIsRefused(String format) {
        assertThat(refused(clip(format), limits(WIDTH * HEIGHT, 1)).reason().key())
                .isEqualTo("too_long");
    }

    @Test
    void aScriptThatNamesOtherFilesIsNotFollowed() throws Exception {
        Path target = clip("mp4");
        Path file =
                Files.writeString(
                        folder.resolve("files.mp4"),
                        "ffconcat version 1.0\nfile '" + target.getFileName() + "'\n");

        assertThat(refused(file, VideoLimits.DEFAULT).reason().key()).isEqualTo("forbidden_format");
    }

    @Test
    void aHeaderWithoutItsIndexIsUnreadable() throws IOException {
        Path file = clip("mp4");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));

        assertThat(refused(file, VideoLimits.DEFAULT).reason().key()).isEqualTo("unreadable");
    }

    private static VideoLimits limits(long pixels, int seconds) {
        return new VideoLimits(pixels, Duration.ofSeconds(seconds), 1 << 30);
    }
}
