package io.barnhand.gait.operators.video.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.TimeRange;
import io.barnhand.gait.operators.video.container.SeekableVideo;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.container.VideoHeader;
import io.barnhand.gait.operators.video.container.VideoLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that say at which rate their pictures were captured. */
class CaptureRateTest {

    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;
    private static final int FRAMES = 90;

    @TempDir Path folder;

    private Path stored(String format, double fps, String capture) {
        return TaggedClips.write(
                folder.resolve("clip." + format),
                format,
                WIDTH,
                HEIGHT,
                Clips.steady(FRAMES, fps),
                "com.android.capture.fps",
                capture,
                false);
    }

    private static List<VideoFrame> read(Path file, TimeRange range) {
        return Clips.readAll(
                VideoReader.open(file, 1_000, range, VideoLimits.DEFAULT, time -> true));
    }

    @ParameterizedTest
    @CsvSource({"mp4, 120", "mov, 120", "matroska, 120", "mp4, 60", "mp4, 15"})
    void slowMotionHasTheTimesOfItsRecording(String format, double captured) {
        Path file = stored(format, 30, String.valueOf(captured));

        List<VideoFrame> frames = read(file, TimeRange.ALL);

        assertThat(frames).hasSize(FRAMES);
        for (int i = 0; i < FRAMES; i++) {
            // The clips are stored in whole ms.
            assertThat((double) frames.get(i).timeUs())
                    .isCloseTo(1_000 + i * 1e6 / captured, offset(1 + 1_000 * 30 / captured));
        }
        assertThat(frames).allMatch(f -> f.conditions().equals(Set.of(FrameCondition.TIME_SCALED)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "matroska"})
    void aPartOfItHasTheSameFramesAndTimes(String format) {
        Path file =
                TaggedClips.write(
                        folder.resolve("long." + format),
                        format,
                        WIDTH,
                        HEIGHT,
                        Clips.steady(600, 30),
                        "com.android.capture.fps",
                        "120",
                        false);
        List<VideoFrame> all = read(file, TimeRange.ALL);
        TimeRange part = new TimeRange(3_001_000, 4_001_000);

        List<VideoFrame> frames =
                Clips.readAll(
                        VideoReader.open(file, 1_000, part, VideoLimits.DEFAULT, part::contains));

        List<VideoFrame> same = all.stream().filter(f -> part.contains(f.timeUs())).toList();
        assertThat(same).hasSize(120);
        assertThat(frames).hasSize(same.size());
        IntStream.range(0, same.size())
                .forEach(
                        i -> {
                            assertThat(frames.get(i).timeUs()).isEqualTo(same.get(i).timeUs());
                            assertThat(frames.get(i).image().pixels())
                                    .isEqualTo(same.get(i).image().pixels());
                        });
    }

    @Test
    void itsHeaderHasTheDurationOfTheRecording() {
        VideoHeader header =
                VideoHeader.read(stored("mp4", 30, "120").toUri(), null, VideoLimits.DEFAULT);

        assertThat(header.durationUs()).isBetween(740_000L, 760_000L);
        assertThat(header.notes())
                .singleElement(STRING)
                .contains("120 pictures")
                .contains("stored at 30;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "matroska"})
    void anArchiveCutsItByTheDurationOfTheRecording(String format) {
        Path file = stored(format, 30, "120");

        assertThat(SeekableVideo.durationUs(file.toUri(), null).orElseThrow())
                .isBetween(740_000L, 760_000L);
    }

    @Test
    void sonysMetadataAreRead() throws Exception {
        Path file = stored("mp4", 30, "30");
        String xml =
                "<?xml version=\"1.0\"?><NonRealTimeMeta><VideoFormat><VideoFrame"
                        + " videoCodec=\"AVC_1920_1080_HP@L41\" captureFps=\"119.88p\""
                        + " formatFps=\"29.97p\"/></VideoFormat><RecordingMode"
                        + " type=\"slowAndQuickMotion\" cacheRec=\"false\"/></NonRealTimeMeta>";
        byte[] tagged = TaggedClips.asXavc(Files.readAllBytes(file), xml);
        Files.write(file, tagged);

        List<VideoFrame> frames = read(file, TimeRange.ALL);

        assertThat(frames).hasSize(FRAMES);
        assertThat(frames.get(80).timeUs()).isBetween(667_000L, 669_000L);
    }

    @Test
    void timeLapseIsHeldAgainstTheLimitOfDuration() {
        Path file = stored("mp4", 30, "1");
        VideoLimits minute = new VideoLimits(1 << 20, Duration.ofMinutes(1), 1 << 30);

        assertThatThrownBy(() -> VideoReader.open(file, minute))
                .isInstanceOfSatisfying(
                        VideoException.class,
                        e -> assertThat(e.reason()).isEqualTo(DeadLetterReason.TOO_LONG));
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "29.97"})
    void equalRatesLeaveTimesAlone(String captured) {
        List<VideoFrame> frames = read(stored("mp4", 30, captured), TimeRange.ALL);

        assertThat(frames.get(60).timeUs()).isEqualTo(2_001_000);
        assertThat(frames).allMatch(frame -> frame.conditions().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-60", "nan", "fast", "1e9", "1000000000"})
    void aRateThatIsNoneIsReportedAndNotObeyed(String captured) {
        Path file = stored("mp4", 30, captured);

        List<VideoFrame> frames = read(file, TimeRange.ALL);

        assertThat(frames.get(60).timeUs()).isEqualTo(2_001_000);
        assertThat(frames)
                .allMatch(f -> f.conditions().contains(FrameCondition.CAPTURE_RATE_INVALID));
        try (VideoReader reader = VideoReader.open(file, VideoLimits.DEFAULT)) {
            assertThat(reader.notes()).singleElement(STRING).contains("no rate");
        }
    }

    @Test
    void soundAtNormalSpeedIsRefused() {
        Path file =
                TaggedClips.write(
                        folder.resolve("sound.mp4"),
                        "mp4",
                        WIDTH,
                        HEIGHT,
                        Clips.steady(FRAMES, 30),
                        "com.android.capture.fps",
                        "120",
                        true);

        assertThatThrownBy(() -> VideoReader.open(file, VideoLimits.DEFAULT))
                .isInstanceOfSatisfying(
                        VideoException.class,
                        e -> assertThat(e.reason()).isEqualTo(DeadLetterReason.CONTRADICTORY_RATE))
                .hasMessageContaining("sound.mp4")
                .hasMessageContaining("120")
                .hasMessageContaining("sound");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "matroska"})
    void aRampIsRefused(String format) {
        long[] times = new long[FRAMES];
        for (int i = 1; i < FRAMES; i++) {
            times[i] = times[i - 1] + (i < FRAMES / 2 ? 16_000 : 33_000);
        }
        Path file =
                TaggedClips.write(
                        folder.resolve("ramp." + format),
                        format,
                        WIDTH,
                        HEIGHT,
                        times,
                        "com.android.capture.fps",
                        "60",
                        false);

        assertThatThrownBy(() -> VideoReader.open(file, VideoLimits.DEFAULT))
                .isInstanceOfSatisfying(
                        VideoException.class,
                        e -> assertThat(e.reason()).isEqualTo(DeadLetterReason.CONTRADICTORY_RATE))
                .hasMessageContaining("changes within the file");
    }
}
