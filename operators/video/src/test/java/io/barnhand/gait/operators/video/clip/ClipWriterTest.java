package io.barnhand.gait.operators.video.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.models.testing.Slow;
import io.barnhand.gait.operators.video.container.VideoLimits;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import io.barnhand.gait.operators.video.decoding.VideoReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Slow
class ClipWriterTest {

    private static final int WIDTH = 160;
    private static final int HEIGHT = 96;

    @TempDir private Path folder;

    @Test
    void aSteadyRateComesBackToTheMicrosecond() throws Exception {
        long[] times = LongStream.range(0, 45).map(i -> Math.round(i * 1e6 / 29.97)).toArray();

        Path clip = write(folder.resolve("steady.mp4"), times, 29.97);

        assertThat(read(clip)).extracting(VideoFrame::timeUs).containsExactly(boxed(times));
    }

    @Test
    void aVariableRateComesBackToTheMicrosecond() throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        long[] times = new long[60];
        for (int i = 1; i < times.length; i++) {
            times[i] = times[i - 1] + random.nextLong(9_001, 120_001);
        }

        Path clip = write(folder.resolve("variable.mp4"), times, 30);

        assertThat(read(clip)).extracting(VideoFrame::timeUs).containsExactly(boxed(times));
    }

    @Test
    void timeCountsFromTheFirstFrame() throws Exception {
        long start = 1_767_254_400_000_000L;
        long[] times = {start, start + 33_334, start + 80_000};

        Path clip = write(folder.resolve("absolute.mp4"), times, 30);

        assertThat(read(clip)).extracting(VideoFrame::timeUs).containsExactly(0L, 33_334L, 80_000L);
    }

    @Test
    void thePictureIsTheOneThatWasWritten() throws Exception {
        Path clip = write(folder.resolve("picture.mp4"), steady(10), 30);

        List<VideoFrame> frames = read(clip);
        for (int i = 0; i < frames.size(); i++) {
            BgrImage image = frames.get(i).image();
            assertThat(image.width()).isEqualTo(WIDTH);
            assertThat(image.height()).isEqualTo(HEIGHT);
            assertThat(meanDifference(image.pixels(), picture(i))).isLessThan(4);
            assertThat(meanDifference(image.pixels(), picture(i + 5))).isGreaterThan(8);
        }
    }

    @Test
    void theIndexStandsBeforeThePicturesSoThatBrowsersStartAtOnce() throws Exception {
        Path clip = write(folder.resolve("web.mp4"), steady(10), 30);

        assertThat(boxes(clip)).startsWith("ftyp", "moov").contains("mdat");
        assertThat(new String(Files.readAllBytes(clip), StandardCharsets.ISO_8859_1))
                .contains("avc1")
                .contains("made for a test");
    }

    @Test
    void theSameFramesGiveTheSameBytes() throws Exception {
        Path one = write(folder.resolve("one.mp4"), steady(10), 30);
        Path other = write(folder.resolve("other.mp4"), steady(10), 30);

        assertThat(other).hasSameBinaryContentAs(one);
    }

    @Test
    void nothingIsLeftOfAClipThatIsNotFinished() throws Exception {
        Path clip = folder.resolve("broken-off.mp4");
        try (ClipWriter writer = ClipWriter.open(clip, WIDTH, HEIGHT, 30, "")) {
            writer.write(picture(0), 0);
        }

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anEarlierClipStaysUntilTheNewOneIsWhole() throws Exception {
        Path clip = Files.writeString(folder.resolve("clip.mp4"), "earlier");
        try (ClipWriter writer = ClipWriter.open(clip, WIDTH, HEIGHT, 30, "")) {
            writer.write(picture(0), 0);
            assertThat(clip).hasContent("earlier");
            writer.finish();
        }

        assertThat(read(clip)).hasSize(1);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(clip);
        }
    }

    @Test
    void oddSizesAreRefused() {
        assertThatThrownBy(() -> ClipWriter.open(folder.resolve("a.mp4"), 161, 96, 30, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("161 x 96")
                .hasMessageContaining("even sizes");
    }

    @Test
    void aFolderThatCannotBeCreatedIsReported() throws IOException {
        Path file = Files.writeString(folder.resolve("a-file"), "");

        assertThatThrownBy(() -> ClipWriter.open(file.resolve("a.mp4"), WIDTH, HEIGHT, 30, ""))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a-file")
                .hasMessageContaining("check the path");
    }

    @Test
    void aNameThatCannotBeWrittenIsReported() throws IOException {
        Files.createDirectory(folder.resolve(".a.mp4.part"));

        assertThatThrownBy(() -> ClipWriter.open(folder.resolve("a.mp4"), WIDTH, HEIGHT, 30, ""))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a.mp4 cannot be written")
                .hasMessageContaining("check that the folder");
    }

    @Test
    void timesThatDoNotRiseAreRefused() throws Exception {
        try (ClipWriter writer = ClipWriter.open(folder.resolve("a.mp4"), WIDTH, HEIGHT, 30, "")) {
            writer.write(picture(0), 1000);
            assertThatThrownBy(() -> writer.write(picture(1), 1000))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("give increasing times");
        }
    }

    private static Path write(Path file, long[] times, double fps) throws IOException {
        try (ClipWriter writer = ClipWriter.open(file, WIDTH, HEIGHT, fps, "made for a test")) {
            for (int i = 0; i < times.length; i++) {
                writer.write(picture(i), times[i]);
            }
            writer.finish();
        }
        return file;
    }

    private static long[] steady(int frames) {
        return LongStream.range(0, frames).map(i -> i * 1_000_000 / 30).toArray();
    }

    private static Long[] boxed(long[] times) {
        return Arrays.stream(times).boxed().toArray(Long[]::new);
    }

    private static List<VideoFrame> read(Path file) throws Exception {
        List<VideoFrame> frames = new ArrayList<>();
        try (VideoReader reader = VideoReader.open(file, VideoLimits.DEFAULT)) {
            for (VideoFrame frame; (frame = reader.next()) != null; ) {
                frames.add(frame);
            }
        }
        return frames;
    }

    /** A soft slope of grey that moves. */
    private static byte[] picture(int i) {
        byte[] bgr = new byte[3 * WIDTH * HEIGHT];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                byte grey = (byte) (128 + 90 * Math.sin((x + 6 * i) / 15.0 + y / 20.0));
                Arrays.fill(bgr, 3 * (y * WIDTH + x), 3 * (y * WIDTH + x) + 3, grey);
            }
        }
        return bgr;
    }

    private static double meanDifference(byte[] a, byte[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs((a[i] & 0xFF) - (b[i] & 0xFF));
        }
        return sum / a.length;
    }

    /** Names of the outermost boxes of an MP4. */
    private static List<String> boxes(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        List<String> names = new ArrayList<>();
        while (bytes.remaining() >= 8) {
            int size = bytes.getInt(bytes.position());
            byte[] name = new byte[4];
            bytes.get(bytes.position() + 4, name);
            names.add(new String(name, StandardCharsets.ISO_8859_1));
            bytes.position(bytes.position() + Math.max(8, size));
        }
        return names;
    }
}
