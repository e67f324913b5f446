package io.barnhand.gait.job.analysis.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.clip.ClipWriter;
import io.barnhand.gait.operators.video.container.VideoLimits;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipReadingTest {

    private static final int SIDE = 64;

    @TempDir private Path folder;

    /** Two seconds before the jump, and two after it. */
    @Test
    void timeThatIsSkippedIsNamedAndNotLostFrames() throws Exception {
        Path file = folder.resolve("jump.mp4");
        try (ClipWriter writer = ClipWriter.open(file, SIDE, SIDE, 25, "")) {
            for (int i = 0; i < 100; i++) {
                byte[] pixels = new byte[3 * SIDE * SIDE];
                Arrays.fill(pixels, (byte) (40 + 5 * (i % 32)));
                writer.write(pixels, i * 40_000L + (i < 50 ? 0 : 60_000_000L));
            }
            writer.finish();
        }

        ClipFigures figures = read(file);

        assertThat(figures.fault()).isNull();
        assertThat(figures.notes())
                .containsExactly(
                        "The clip has time stamps that jump once, first 2.0 s after its start; what"
                                + " follows is a part of its own, flagged time_jump");
        assertThat(figures.timing().frames()).isEqualTo(100);
        assertThat(figures.timing().seconds()).isCloseTo(3.96, within(0.001));
        assertThat(figures.timing().lostShare()).isZero();
    }

    /** A single frame an hour ahead is left out; the frames after it are there. */
    @Test
    void aFrameWithoutAUsableTimeIsANote() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(frames(2, 0));
        bytes.write(frames(0.04, 3_600));
        bytes.write(frames(2, 2));

        ClipFigures figures = read(Files.write(folder.resolve("wild.ts"), bytes.toByteArray()));

        assertThat(figures.fault()).isNull();
        assertThat(figures.timing().frames()).isEqualTo(100);
        assertThat(figures.notes())
                .singleElement()
                .asString()
                .contains("1 that are not after the one before");
    }

    /** Of MPEG-TS at 25 a second. */
    private byte[] frames(double seconds, int fromSecond) throws Exception {
        Path part = folder.resolve("part.ts");
        String options =
                String.format(
                        Locale.ROOT,
                        "-v error -y -f lavfi -i testsrc=s=64x64:r=25:d=%s -c:v mpeg4"
                                + " -output_ts_offset %d",
                        seconds,
                        fromSecond);
        List<String> command = new ArrayList<>(List.of(Loader.load(ffmpeg.class)));
        command.addAll(List.of(options.split(" ")));
        command.add(part.toString());
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        return Files.readAllBytes(part);
    }

    private static ClipFigures read(Path file) {
        VideoSegment clip =
                new VideoSegment(
                        "cam",
                        "rec",
                        0,
                        "unit",
                        file.toUri().toString(),
                        0,
                        ClockStatus.KNOWN,
                        true,
                        null,
                        -1,
                        null);
        return ClipReading.of(clip, VideoLimits.DEFAULT, List.of());
    }
}
