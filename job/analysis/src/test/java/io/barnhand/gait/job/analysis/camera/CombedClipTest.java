package io.barnhand.gait.job.analysis.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.clip.ClipWriter;
import io.barnhand.gait.operators.video.container.VideoLimits;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CombedClipTest {

    private static final int WIDTH = 160;
    private static final int HEIGHT = 96;

    @TempDir Path folder;

    /** A dark bar on grey, which moves by some px between the fields and from frame to frame. */
    private ClipFigures read(int betweenFields) throws Exception {
        Path file = folder.resolve("clip.mp4");
        try (ClipWriter writer = ClipWriter.open(file, WIDTH, HEIGHT, 25, "")) {
            for (int i = 0; i < 12; i++) {
                byte[] bgr = new byte[3 * WIDTH * HEIGHT];
                Arrays.fill(bgr, (byte) 150);
                for (int y = 0; y < HEIGHT; y++) {
                    int left = 10 + 10 * i + (y % 2) * betweenFields;
                    int at = 3 * (y * WIDTH + left);
                    Arrays.fill(bgr, at, at + 3 * 16, (byte) 40);
                }
                writer.write(bgr, 40_000L * i);
            }
            writer.finish();
        }
        VideoSegment clip =
                new VideoSegment(
                        "aisle",
                        "clip",
                        0,
                        VideoSegment.unitOf("aisle", "clip"),
                        file.toUri().toString(),
                        0,
                        ClockStatus.UNKNOWN,
                        true,
                        null,
                        -1,
                        null);
        return ClipReading.of(clip, VideoLimits.DEFAULT, List.of());
    }

    @Test
    void combsOfAVideoThatIsNotMarkedAsInterlacedAreNoted() throws Exception {
        assertThat(read(5).notes()).singleElement(STRING).contains("interlaced").contains("bwdif");
    }

    @Test
    void aProgressiveVideoHasNoNotes() throws Exception {
        assertThat(read(0).notes()).isEmpty();
    }
}
