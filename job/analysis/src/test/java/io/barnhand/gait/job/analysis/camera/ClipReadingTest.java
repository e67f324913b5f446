package io.barnhand.gait.job.analysis.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.clip.ClipWriter;
import io.barnhand.gait.operators.video.container.VideoLimits;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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

        ClipFigures figures = ClipReading.of(clip, VideoLimits.DEFAULT, List.of());

        assertThat(figures.fault()).isNull();
        assertThat(figures.notes())
                .containsExactly(
                        "The clip has time stamps that jump once, first 2.0 s after its start; what"
                                + " follows is a part of its own, flagged time_jump");
        assertThat(figures.timing().frames()).isEqualTo(100);
        assertThat(figures.timing().seconds()).isCloseTo(3.96, within(0.001));
        assertThat(figures.timing().lostShare()).isZero();
    }
}
