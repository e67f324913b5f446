package io.barnhand.gait.operators.video.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.barnhand.gait.operators.video.TimeRange;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.container.VideoHeader;
import io.barnhand.gait.operators.video.container.VideoLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeJumpTest {

    private static final int WIDTH = 160;
    private static final int HEIGHT = 96;
    private static final long FRAME = 40_000;
    private static final long S = 1_000_000;
    private static final VideoLimits LIMITS =
            new VideoLimits(1 << 20, Duration.ofHours(6), 1 << 30);

    @TempDir private Path folder;

    private int files;

    /** Frames at 25 per second whose pictures count from a number. */
    private Path part(String format, int first, long[] timesUs) {
        return Clips.mpeg4(
                folder.resolve(++files + "." + format),
                format,
                WIDTH,
                HEIGHT,
                25,
                timesUs,
                i -> Clips.pattern(WIDTH, HEIGHT, first + i));
    }

    private static long[] from(long fromUs, int frames) {
        return LongStream.range(0, frames).map(i -> fromUs + i * FRAME).toArray();
    }

    private static long[] joined(long[]... times) {
        return List.of(times).stream().flatMapToLong(LongStream::of).toArray();
    }

    /** MPEG-TS files one after the other, whose frames begin at these times. */
    private Path stream(int framesEach, long... fromUs) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int k = 0; k < fromUs.length; k++) {
            bytes.write(
                    Files.readAllBytes(
                            part("mpegts", k * framesEach, from(fromUs[k], framesEach))));
        }
        return Files.write(folder.resolve("stream.ts"), bytes.toByteArray());
    }

    private static List<VideoFrame> read(Path file) {
        return Clips.readAll(VideoReader.open(file, LIMITS));
    }

    private static List<Integer> jumps(List<VideoFrame> frames) {
        return IntStream.range(0, frames.size())
                .filter(i -> frames.get(i).conditions().contains(FrameCondition.TIME_JUMP))
                .boxed()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "mov", "matroska", "mpegts"})
    void afterAJumpForwardFramesKeepTheirTimes(String format) {
        long[] times = joined(from(0, 70), from(23 * S, 80), from(3_600 * S, 10));

        List<VideoFrame> frames = read(part(format, 0, times));

        assertThat(frames)
                .extracting(VideoFrame::timeUs)
                .containsExactly(LongStream.of(times).boxed().toArray(Long[]::new));
        assertThat(jumps(frames)).containsExactly(70, 150);
        assertThat(frames.get(69).conditions()).isEmpty();
        assertThat(frames.get(71).conditions()).containsExactly(FrameCondition.AFTER_TIME_JUMP);
        assertThat(frames.get(149).conditions()).containsExactly(FrameCondition.AFTER_TIME_JUMP);
        assertThat(frames.get(159).conditions()).containsExactly(FrameCondition.AFTER_TIME_JUMP);
    }

    /** Nothing is known of the time that passed: it continues by one frame. */
    @ParameterizedTest
    @CsvSource({"0,0", "5000,0", "0,90000", "1000,60000"})
    void afterAJumpBackOrBeyondTheLimitTimesContinue(long firstS, long secondS) throws Exception {
        List<VideoFrame> frames = read(stream(75, firstS * S, secondS * S));

        assertThat(frames).extracting(VideoFrame::timeUs).containsExactly(steady(150));
        assertThat(jumps(frames)).containsExactly(75);
        assertThat(frames.get(74).conditions()).isEmpty();
        assertThat(frames.subList(76, 150))
                .extracting(VideoFrame::conditions)
                .containsOnly(Set.of(FrameCondition.AFTER_TIME_JUMP));
        assertSamePictures(frames);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "mov", "matroska"})
    void aJumpBeyondTheLimitInAFileWithAnIndexContinues(String format) {
        List<VideoFrame> frames = read(part(format, 0, joined(from(0, 50), from(90_000 * S, 50))));

        assertThat(frames).extracting(VideoFrame::timeUs).containsExactly(steady(100));
        assertThat(jumps(frames)).containsExactly(50);
    }

    @Test
    void aPartOfAFileWhoseTimesJumpHasTheFramesOfTheWholeFile() throws Exception {
        for (Path file :
                List.of(
                        stream(75, 0, 0, 4_000 * S),
                        part("mp4", 0, joined(from(0, 70), from(90_000 * S, 80))),
                        part("mp4", 0, joined(from(0, 70), from(30 * S, 80))),
                        part("matroska", 0, joined(from(0, 70), from(30 * S, 80))))) {
            List<VideoFrame> whole = read(file);
            for (TimeRange range :
                    List.of(
                            new TimeRange(4_500_000, 5_500_000),
                            new TimeRange(26 * S, 31 * S),
                            new TimeRange(32_100_000, 4_100 * S))) {
                List<VideoFrame> frames =
                        Clips.readAll(VideoReader.open(file, 0, range, LIMITS, range::contains));

                List<VideoFrame> expected =
                        whole.stream().filter(f -> range.contains(f.timeUs())).toList();
                assertThat(frames).hasSameSizeAs(expected);
                for (int i = 0; i < frames.size(); i++) {
                    VideoFrame frame = frames.get(i);
                    assertThat(frame.timeUs()).isEqualTo(expected.get(i).timeUs());
                    assertThat(frame.conditions())
                            .as("%s from %d", file, range.fromUs())
                            .isEqualTo(
                                    isUnknown(file, range)
                                            ? Set.of()
                                            : expected.get(i).conditions());
                    assertThat(frame.image().pixels()).isEqualTo(expected.get(i).image().pixels());
                }
            }
        }
    }

    /** Decoding begins after the jump, of which no index tells. */
    private static boolean isUnknown(Path file, TimeRange part) {
        return file.toString().endsWith("matroska") && part.fromUs() > 32 * S;
    }

    /** FFmpeg counts on over the 33 bits of MPEG-TS. */
    @Test
    void timeStampsThatWrapDoNotJump() {
        long wrapUs = Math.round((1L << 33) / 0.09);

        List<VideoFrame> frames = read(part("mpegts", 0, from(wrapUs - 2 * S, 100)));

        assertThat(jumps(frames)).isEmpty();
        assertThat(frames).hasSize(100);
        assertThat(frames.get(99).timeUs()).isBetween(99 * FRAME - 100, 99 * FRAME + 100);
    }

    /** One frame an hour ahead, and one an hour back. */
    @ParameterizedTest
    @ValueSource(longs = {7_200, 0})
    void aSingleFrameFarAwayIsLeftOutWithAWord(long wildS) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(Files.readAllBytes(part("mpegts", 0, from(3_600 * S, 50))));
        bytes.write(Files.readAllBytes(part("mpegts", 50, from(wildS * S, 1))));
        bytes.write(Files.readAllBytes(part("mpegts", 51, from(3_600 * S + 51 * FRAME, 49))));
        Path file = Files.write(folder.resolve("wild.ts"), bytes.toByteArray());
        List<VideoFrame> frames = new ArrayList<>();

        VideoException fault = fault(file, LIMITS, frames);

        assertThat(frames).hasSize(99);
        assertThat(jumps(frames)).isEmpty();
        assertThat(frames.get(98).timeUs()).isEqualTo(99 * FRAME);
        assertThat(fault.reason().key()).isEqualTo("untimed_frames");
        assertThat(fault)
                .hasMessageContaining("0 frames without a time stamp")
                .hasMessageContaining("1 that are not after the one before")
                .hasMessageContaining("99 good ones");
        assertThat(fault.timeUs()).isEqualTo(49 * FRAME + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "matroska", "mpegts"})
    void whatIsTrulyTooLongIsRefusedBeforeItsFirstFrame(String format) {
        VideoLimits limits = new VideoLimits(1 << 20, Duration.ofSeconds(2), 1 << 30);
        List<VideoFrame> frames = new ArrayList<>();

        VideoException fault = fault(part(format, 0, from(0, 100)), limits, frames);

        assertThat(fault.reason().key()).isEqualTo("too_long");
        assertThat(frames).isEmpty();
    }

    /** The parts of a file count together. */
    @Test
    void partsThatAreTooLongTogetherEndAtTheLimit() throws Exception {
        VideoLimits limits = new VideoLimits(1 << 20, Duration.ofSeconds(5), 1 << 30);
        List<VideoFrame> frames = new ArrayList<>();

        VideoException fault = fault(stream(75, 0, 0), limits, frames);

        assertThat(fault.reason().key()).isEqualTo("too_long");
        assertThat(frames.size()).isBetween(124, 126);
    }

    @Test
    void aHeaderSaysWhereTimeStampsJumpAndHowLongTheContentIs() throws Exception {
        assertHeader(stream(75, 0, 0), "jump once, first 3.0 s after its start");
        assertHeader(stream(75, 5_000 * S, 0), "jump once, first 3.0 s after its start");
        assertHeader(stream(50, 0, 90_000 * S, 0), "jump 2 times, first 2.0 s after its start");
        for (String format : List.of("mp4", "mov", "matroska")) {
            assertHeader(
                    part(format, 0, joined(from(0, 50), from(22 * S, 100))),
                    "jump once, first 2.0 s after its start");
        }
        assertThat(header(part("mp4", 0, from(0, 150))).notes()).isEmpty();
        assertThat(header(part("mpegts", 0, from(0, 150))).notes()).isEmpty();
    }

    private static void assertHeader(Path file, String note) {
        VideoHeader header = header(file);

        assertThat(header.notes()).singleElement().asString().contains(note);
        assertThat(header.durationUs()).isBetween(150 * FRAME - 2, 150 * FRAME + 2);
    }

    private static VideoHeader header(Path file) {
        return VideoHeader.read(file.toUri(), null, LIMITS);
    }

    /** A camera that publishes its files announces what the next one follows. */
    @Test
    void theDurationIsThatOfTheTimesOfTheFrames() throws Exception {
        assertThat(durationUs(stream(75, 0, 0))).isEqualTo(150 * FRAME);
        assertThat(durationUs(stream(75, 0, 90_000 * S))).isEqualTo(150 * FRAME);
        assertThat(durationUs(stream(75, 0, 22 * S))).isEqualTo(22 * S + 75 * FRAME);
    }

    private static long durationUs(Path file) {
        try (VideoReader reader = VideoReader.open(file, LIMITS)) {
            return reader.durationUs();
        }
    }

    private static VideoException fault(Path file, VideoLimits limits, List<VideoFrame> before) {
        return catchThrowableOfType(
                VideoException.class,
                () -> {
                    try (VideoReader reader = VideoReader.open(file, limits)) {
                        for (VideoFrame frame; (frame = reader.next()) != null; ) {
                            before.add(frame);
                        }
                    }
                });
    }

    private static Long[] steady(int frames) {
        return LongStream.of(from(0, frames)).boxed().toArray(Long[]::new);
    }

    /** All pictures are there, each once, up to what coding changes. */
    private static void assertSamePictures(List<VideoFrame> frames) {
        for (int i = 0; i < frames.size(); i++) {
            byte[] seen = frames.get(i).image().pixels();
            byte[] drawn = Clips.pattern(WIDTH, HEIGHT, i);
            long difference = 0;
            for (int k = 2; k < seen.length; k += 3) {
                difference += Math.min(60, Math.abs((seen[k] & 0xff) - (drawn[k] & 0xff)));
            }
            assertThat(difference / (double) (seen.length / 3)).as("frame %d", i).isLessThan(25);
        }
    }
}
