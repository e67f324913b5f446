package io.barnhand.gait.operators.video.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.models.testing.Slow;
import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.TimeRange;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.container.VideoLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pictures are those of the scene ABC / DEF, each letter an area of one colour. How a file of each
 * orientation stores it is written down as TIFF 6.0 shows it for the values of its tag 274.
 */
@Slow
class PictureGeometryTest {

    private static final int CELL = 16;

    /** Blue, green and red of each letter, 0 or 1; far apart also in compressed video. */
    private static final int[][] COLOURS = {
        {0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1, 1, 0}, {1, 1, 1}
    };

    private static final String UPRIGHT = "ABC/DEF";

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "ABC/DEF, 1 0 0 1",
        "CBA/FED, -1 0 0 1",
        "FED/CBA, -1 0 0 -1",
        "DEF/ABC, 1 0 0 -1",
        "AD/BE/CF, 0 1 1 0",
        "CF/BE/AD, 0 1 -1 0",
        "FC/EB/DA, 0 -1 -1 0",
        "DA/EB/FC, 0 -1 1 0"
    })
    void eachOfTheEightOrientationsGivesTheUprightPicture(String stored, String matrix)
            throws Exception {
        Path file = lossless(stored, 1);
        setMatrix(file, matrix);

        assertThat(frames(file)).hasSize(3).allSatisfy(PictureGeometryTest::isTheSceneToTheBit);
        // Matroska has no matrix but the pose of a projection.
        assertThat(frames(remuxed(file, "mkv")))
                .hasSize(3)
                .allSatisfy(PictureGeometryTest::isTheSceneToTheBit);
    }

    /** Flips, then turns anticlockwise, of the message "display orientation" of H.264, D.2.26. */
    @ParameterizedTest
    @CsvSource({
        "CBA/FED, true, false, 0",
        "FED/CBA, false, false, 180",
        "FED/CBA, true, true, 0",
        "DEF/ABC, false, true, 0",
        "AD/BE/CF, true, false, 90",
        "CF/BE/AD, false, false, 270",
        "FC/EB/DA, true, false, 270",
        "DA/EB/FC, false, false, 90"
    })
    void anOrientationInsideH264IsHonouredInEveryFrame(
            String stored, boolean mirror, boolean flip, int degrees) throws Exception {
        Path bare = h264(stored, 20, 1);
        writeOrientation(bare, mirror, flip, degrees, 2);

        assertThat(frames(remuxed(bare, "ts")))
                .hasSize(20)
                .allSatisfy(frame -> assertThat(letters(frame.image())).isEqualTo(UPRIGHT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "mkv", "avi", "flv"})
    void anOrientationInsideH264IsHonouredInEveryContainer(String format) throws Exception {
        Path bare = h264("CF/BE/AD", 20, 1);
        writeOrientation(bare, false, false, 270, 2);

        assertThat(frames(remuxed(bare, format)))
                .hasSize(20)
                .allSatisfy(frame -> assertThat(letters(frame.image())).isEqualTo(UPRIGHT));
    }

    @Test
    void anOrientationThatOnlyTheFirstKeyFrameCarriesIsKeptAndReported() throws Exception {
        Path bare = h264("FED/CBA", 60, 1);
        writeOrientation(bare, false, false, 180, 1);
        Path file = remuxed(bare, "ts");

        List<VideoFrame> all = frames(file);
        assertThat(all)
                .hasSize(60)
                .allSatisfy(frame -> assertThat(letters(frame.image())).isEqualTo(UPRIGHT));
        assertThat(all.subList(0, 10)).allMatch(frame -> frame.conditions().isEmpty());
        assertThat(all.subList(10, 60))
                .allMatch(frame -> frame.conditions().contains(FrameCondition.ORIENTATION_UNCLEAR));

        TimeRange end = new TimeRange(1_790_000, 2_000_000);
        List<VideoFrame> part =
                Clips.readAll(VideoReader.open(file, 0, end, VideoLimits.DEFAULT, end::contains));
        assertThat(part)
                .hasSize(6)
                .allSatisfy(frame -> assertThat(letters(frame.image())).isEqualTo(UPRIGHT))
                .allMatch(frame -> frame.conditions().contains(FrameCondition.ORIENTATION_UNCLEAR));
    }

    @Test
    void anOrientationInsideH264MayChangeInsideAFile() throws Exception {
        Path turned = h264("CF/BE/AD", 10, 1);
        writeOrientation(turned, false, false, 270, 1);
        byte[] first = Files.readAllBytes(turned);
        Path mirrored = h264("CBA/FED", 10, 1);
        writeOrientation(mirrored, true, false, 0, 1);
        byte[] second = Files.readAllBytes(mirrored);
        Path bare = h264(UPRIGHT, 10, 1);
        byte[] upright = Files.readAllBytes(bare);
        // The last picture has another size than the one before it, and no orientation.
        Files.write(bare, second);
        Files.write(bare, first, StandardOpenOption.APPEND);
        Files.write(bare, upright, StandardOpenOption.APPEND);

        assertThat(frames(remuxed(bare, "ts")))
                .hasSize(30)
                .allMatch(frame -> frame.conditions().isEmpty())
                .allSatisfy(frame -> assertThat(letters(frame.image())).isEqualTo(UPRIGHT));
    }

    @Test
    void theContainersOrientationGoesBeforeThePicturesAndTheContradictionIsReported()
            throws Exception {
        Path bare = h264("FED/CBA", 10, 1);
        writeOrientation(bare, false, false, 180, 1);
        Path file = remuxed(bare, "mp4");
        assertThat(frames(file)).allMatch(frame -> frame.conditions().isEmpty());

        setMatrix(file, "-1 0 0 -1");
        assertThat(frames(file))
                .allMatch(frame -> frame.conditions().isEmpty())
                .allSatisfy(frame -> assertThat(letters(frame.image())).isEqualTo(UPRIGHT));

        setMatrix(file, "1 0 0 -1");
        assertThat(frames(file))
                .allMatch(frame -> frame.conditions().contains(FrameCondition.ORIENTATION_UNCLEAR))
                .allSatisfy(frame -> assertThat(letters(frame.image())).isEqualTo("CBA/FED"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.7071 0.7071 -0.7071 0.7071",
                "1 0 1 0",
                "1 0 0.5 1",
                "1 0 0 0",
                "0 1 -2 0"
            })
    void aMatrixThatIsNoQuarterTurnIsRefused(String matrix) throws Exception {
        Path file = lossless(UPRIGHT, 1);
        setMatrix(file, matrix);

        VideoException refused = refusal(file, VideoLimits.DEFAULT);

        assertThat(refused.reason()).isEqualTo(DeadLetterReason.BAD_GEOMETRY);
        assertThat(refused.timeUs()).isNull();
        assertThat(refused)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("display matrix")
                .hasMessageContaining("ffmpeg -i FILE COPY");
    }

    @Test
    void anAngleInsideH264IsRefused() throws Exception {
        Path bare = h264(UPRIGHT, 10, 1);
        writeOrientation(bare, false, false, 45, 1);
        Path file = remuxed(bare, "ts");

        assertThat(refusal(file, VideoLimits.DEFAULT).reason())
                .isEqualTo(DeadLetterReason.BAD_GEOMETRY);
    }

    @Test
    void aMatrixOfZerosIsShownAsStoredAndReported() throws Exception {
        Path file = lossless(UPRIGHT, 1);
        setMatrix(file, "0 0 0 0");

        assertThat(frames(file))
                .hasSize(3)
                .allSatisfy(PictureGeometryTest::isTheSceneToTheBit)
                .allMatch(frame -> frame.conditions().contains(FrameCondition.ORIENTATION_UNCLEAR));
    }

    @Test
    void imagesHaveSquarePixels() throws Exception {
        assertThat(size(UPRIGHT, 2)).isEqualTo("96 x 32");
        assertThat(size(UPRIGHT, .5)).isEqualTo("48 x 64");
        assertThat(size(UPRIGHT, 136 / 135.)).isEqualTo("48 x 32");
    }

    @Test
    void theShapeOfPixelsTurnsWithThePicture() throws Exception {
        Path file = lossless("CF/BE/AD", 2);
        setMatrix(file, "0 1 -1 0");

        BgrImage image = frames(file).get(0).image();

        assertThat(image.width()).isEqualTo(48);
        assertThat(image.height()).isEqualTo(64);
        assertThat(letters(image)).isEqualTo(UPRIGHT);
    }

    /** QuickTime's way to stretch a picture before there were boxes for the shape of pixels. */
    @Test
    void aMatrixThatStretchesGivesTheShapeOfPixels() throws Exception {
        Path file = lossless(UPRIGHT, 1);
        setMatrix(file, "2 0 0 1");

        BgrImage image = frames(file).get(0).image();

        assertThat(image.width()).isEqualTo(96);
        assertThat(letters(image)).isEqualTo(UPRIGHT);
    }

    @Test
    void theShapeOfPixelsMayChangeInsideAFile() throws Exception {
        Path bare = h264(UPRIGHT, 10, 1);
        Path wide = Clips.h264(folder.resolve("wide.h264"), 48, 32, 10, 2, scene(UPRIGHT));
        Files.write(bare, Files.readAllBytes(wide), StandardOpenOption.APPEND);

        List<VideoFrame> all = frames(remuxed(bare, "ts"));

        assertThat(all).extracting(frame -> frame.image().width()).startsWith(48).endsWith(96);
        assertThat(all)
                .hasSize(20)
                .allSatisfy(frame -> assertThat(letters(frame.image())).isEqualTo(UPRIGHT));
    }

    @Test
    void theLimitOfPixelsHoldsForSquareOnes() {
        Path file = lossless(UPRIGHT, 2);

        VideoException refused =
                refusal(
                        file,
                        new VideoLimits(
                                96 * 32 - 1,
                                VideoLimits.DEFAULT.duration(),
                                VideoLimits.DEFAULT.bytes()));

        assertThat(refused.reason()).isEqualTo(DeadLetterReason.TOO_MANY_PIXELS);
        assertThat(refused).hasMessageContaining("pixels of 2:1, in square pixels 96 x 32 px");
    }

    @ParameterizedTest
    @ValueSource(doubles = {5, .1})
    void pixelsThatNoCameraHasAreRefused(double aspect) {
        VideoException refused = refusal(lossless(UPRIGHT, aspect), VideoLimits.DEFAULT);

        assertThat(refused.reason()).isEqualTo(DeadLetterReason.BAD_GEOMETRY);
        assertThat(refused)
                .hasMessageContaining(aspect > 1 ? "pixels of 5:1" : "pixels of 1:10")
                .hasMessageContaining("-aspect");
    }

    private String size(String stored, double aspect) {
        BgrImage image = frames(lossless(stored, aspect)).get(0).image();
        assertThat(letters(image)).isEqualTo(stored);
        return image.width() + " x " + image.height();
    }

    private static List<VideoFrame> frames(Path file) {
        return Clips.readAll(VideoReader.open(file, VideoLimits.DEFAULT));
    }

    private static VideoException refusal(Path file, VideoLimits limits) {
        return catchThrowableOfType(
                VideoException.class, () -> Clips.readAll(VideoReader.open(file, limits)));
    }

    private static void isTheSceneToTheBit(VideoFrame frame) {
        assertThat(frame.image().width()).isEqualTo(3 * CELL);
        assertThat(frame.image().pixels()).isEqualTo(scene(UPRIGHT));
    }

    private Path lossless(String stored, double aspect) {
        return Clips.lossless(
                folder.resolve("stored.mov"),
                CELL * stored.indexOf('/'),
                CELL * stored.split("/").length,
                3,
                aspect,
                scene(stored));
    }

    private Path h264(String stored, int frames, double aspect) {
        return Clips.h264(
                folder.resolve("stored.h264"),
                CELL * stored.indexOf('/'),
                CELL * stored.split("/").length,
                frames,
                aspect,
                scene(stored));
    }

    private static byte[] scene(String text) {
        String[] rows = text.split("/");
        int width = CELL * rows[0].length();
        ByteBuffer pixels = ByteBuffer.allocate(3 * width * CELL * rows.length);
        for (int y = 0; y < CELL * rows.length; y++) {
            for (int x = 0; x < width; x++) {
                for (int colour : COLOURS[rows[y / CELL].charAt(x / CELL) - 'A']) {
                    pixels.put((byte) (30 + 200 * colour));
                }
            }
        }
        return pixels.array();
    }

    /** The letters at the centres of the areas, which need not be as wide as high. */
    private static String letters(BgrImage image) {
        int rows = image.width() < image.height() ? 3 : 2;
        return image.height() == 64 && image.width() == 48
                ? letters(image, 2)
                : letters(image, rows);
    }

    private static String letters(BgrImage image, int rows) {
        int columns = 6 / rows;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            int x = (2 * (i % columns) + 1) * image.width() / (2 * columns);
            int y = (2 * (i / columns) + 1) * image.height() / (2 * rows);
            text.append(i > 0 && i % columns == 0 ? "/" : "");
            text.append(letter(image.pixels(), 3 * (y * image.width() + x)));
        }
        return text.toString();
    }

    private static char letter(byte[] pixels, int at) {
        for (int i = 0; i < COLOURS.length; i++) {
            boolean alike = true;
            for (int channel = 0; channel < 3; channel++) {
                boolean bright = (pixels[at + channel] & 0xff) > 128;
                alike &= bright == (COLOURS[i][channel] == 1);
            }
            if (alike) {
                return (char) ('A' + i);
            }
        }
        return '?';
    }

    /** Writes a, b, c and d into the header of a track (ISO 14496-12, 8.3.2). */
    private static void setMatrix(Path file, String matrix) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int at =
                new String(bytes, StandardCharsets.ISO_8859_1).indexOf("tkhd")
                        + "tkhd".length()
                        + 40;
        String[] numbers = matrix.split(" ");
        ByteBuffer into = ByteBuffer.wrap(bytes);
        for (int i = 0; i < 4; i++) {
            into.putInt(
                    at + (i < 2 ? 4 * i : 4 + 4 * i),
                    (int) Math.round(65536 * Double.parseDouble(numbers[i])));
        }
        Files.write(file, bytes);
    }

    /** Puts an SEI message before the first key frames of a bare stream. */
    private static void writeOrientation(
            Path bare, boolean mirror, boolean flip, int degrees, int keyFrames)
            throws IOException {
        // No cancelling, flips, angle, repetition period 1, no extension, bit equal to one.
        int payload =
                (mirror ? 1 << 22 : 0)
                        | (flip ? 1 << 21 : 0)
                        | (65536 * degrees / 360) << 5
                        | 0b010_0_1;
        byte[] message = {
            0,
            0,
            1,
            6,
            47,
            3,
            (byte) (payload >> 16),
            (byte) (payload >> 8),
            (byte) payload,
            (byte) 0x80
        };
        byte[] stream = Files.readAllBytes(bare);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int written = 0;
        for (int i = 0; i < stream.length; i++) {
            boolean starts =
                    i + 3 < stream.length
                            && stream[i] == 0
                            && stream[i + 1] == 0
                            && stream[i + 2] == 1;
            if (starts && (stream[i + 3] & 31) == 5 && written < keyFrames) {
                written++;
                out.write(message);
            }
            out.write(stream[i]);
        }
        assertThat(written).isEqualTo(keyFrames);
        Files.write(bare, out.toByteArray());
    }

    /** The same stream in another container. */
    private Path remuxed(Path file, String format) throws Exception {
        Path out = folder.resolve("remuxed." + format);
        List<String> command = new ArrayList<>();
        command.add(Loader.load(org.bytedeco.ffmpeg.ffmpeg.class));
        command.addAll(List.of("-nostdin", "-v", "error", "-y"));
        if (file.toString().endsWith(".h264")) {
            command.addAll(List.of("-framerate", "30"));
        }
        command.addAll(List.of("-i", file.toString(), "-c", "copy", out.toString()));
        Path log = folder.resolve("log");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        return out;
    }
}
