package io.barnhand.gait.operators.video.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.operators.video.decoding.Clips;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a file that announces more than is allowed is refused unread. */
class TimeScanTest {

    private static final int SIDE = 96;
    private static final long S = 1_000_000;

    @TempDir private Path folder;

    /**
     * Three seconds of plain pictures, and after a jump three of patterns, many times the bytes.
     */
    private Path file() {
        return Clips.mpeg4(
                folder.resolve("varies.ts"),
                "mpegts",
                SIDE,
                SIDE,
                25,
                LongStream.range(0, 150).map(i -> i * 40_000 + i / 75 * 1_000 * S).toArray(),
                i -> i < 75 ? new byte[3 * SIDE * SIDE] : Clips.pattern(SIDE, SIDE, i));
    }

    private static boolean isTooLong(Path file, int seconds, long maxBytes) {
        VideoLimits limits = new VideoLimits(1 << 20, Duration.ofSeconds(seconds), 1 << 30);
        try (VideoContainer container = VideoContainer.open(file)) {
            VideoStream stream = VideoStream.ofAnyLength(container, limits);
            assertThat(stream.durationUs()).isGreaterThan(1_000 * S);
            return TimeScan.isTooLong(container, stream, limits, maxBytes);
        }
    }

    @Test
    void whatWasNotReadIsNotHeldAgainstAFile() {
        Path file = file();
        long part = 300;
        TimeScan.TimeStamps seen =
                TimeScan.ofPackets(
                        file, new VideoLimits(1 << 20, Duration.ofHours(1), 1 << 30), part);

        assertThat(seen.complete()).isFalse();
        assertThat(seen.readUs()).isBetween(1L, 3 * S);
        assertThat(seen.contentUs()).isGreaterThan(7 * S);
        assertThat(isTooLong(file, 7, part)).isFalse();
        assertThat(isTooLong(file, 7, Long.MAX_VALUE)).isFalse();
    }

    @Test
    void whatWasReadIs() {
        assertThat(isTooLong(file(), 5, Long.MAX_VALUE)).isTrue();
    }
}
