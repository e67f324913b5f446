package io.barnhand.gait.operators.video.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.barnhand.gait.models.testing.Slow;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.TimeRange;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.VideoSpan;
import io.barnhand.gait.operators.video.container.SeekableVideo;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.container.VideoLimits;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Slow
class VideoReaderTest {

    private static final int WIDTH = 160;
    private static final int HEIGHT = 96;
    private static final VideoLimits LIMITS = VideoLimits.DEFAULT;

    @TempDir Path folder;

    private VideoSegment segment(Path file) {
        return segment(file.toString(), -1, null);
    }

    private static VideoSegment segment(String uri, long bytes, String sha256) {
        return new VideoSegment(
                "cam",
                "rec",
                0,
                "unit",
                uri,
                5_000_000,
                ClockStatus.KNOWN,
                true,
                null,
                bytes,
                sha256);
    }

    private Path steadyMp4(int frames) {
        return Clips.mpeg4(
                folder.resolve("steady.mp4"),
                "mp4",
                WIDTH,
                HEIGHT,
                30,
                Clips.steady(frames, 30),
                i -> Clips.pattern(WIDTH, HEIGHT, i));
    }

    private static VideoException failure(VideoSegment segment, VideoLimits limits) {
        return catchThrowableOfType(
                VideoException.class,
                () -> Clips.readAll(VideoReader.open(segment, limits, time -> true)));
    }

    /** Frames before the fault, and the fault. */
    private static VideoException fault(Path file, List<VideoFrame> before) {
        try (VideoReader reader = VideoReader.open(file, LIMITS)) {
            return catchThrowableOfType(
                    VideoException.class,
                    () -> {
                        for (VideoFrame frame; (frame = reader.next()) != null; ) {
                            before.add(frame);
                        }
                    });
        }
    }

    private static void cut(Path file, double share) throws IOException {
        try (RandomAccessFile f = new RandomAccessFile(file.toFile(), "rw")) {
            f.setLength((long) (f.length() * share));
        }
    }

    @Test
    void losslessFramesComeBackToTheBit() throws Exception {
        Path file =
                Clips.lossless(
                        folder.resolve("a.avi"),
                        WIDTH,
                        HEIGHT,
                        12,
                        i -> Clips.pattern(WIDTH, HEIGHT, i));

        List<VideoFrame> frames = Clips.readAll(VideoReader.open(file, LIMITS));

        assertThat(frames).hasSize(12);
        for (int i = 0; i < 12; i++) {
            assertThat(frames.get(i).image().pixels()).isEqualTo(Clips.pattern(WIDTH, HEIGHT, i));
            assertThat(frames.get(i).timeUs()).isEqualTo(Math.round(i * 1e6 / 30));
        }
    }

    @Test
    void rowsAreNotPaddedWhateverTheWidth() throws Exception {
        Path file =
                Clips.lossless(
                        folder.resolve("odd.avi"), 150, 50, 2, i -> Clips.pattern(150, 50, i));

        assertThat(Clips.readAll(VideoReader.open(file, LIMITS)).get(1).image().pixels())
                .isEqualTo(Clips.pattern(150, 50, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "matroska", "mpegts", "mov"})
    void variableFrameRateKeepsItsTimes(String format) throws Exception {
        long[] steps = {0, 40, 80, 200, 240, 300, 1000, 1040, 1100};
        long[] times = LongStream.of(steps).map(ms -> ms * 1000).toArray();
        Path file =
                Clips.mpeg4(
                        folder.resolve("vfr." + format),
                        format,
                        WIDTH,
                        HEIGHT,
                        50,
                        times,
                        i -> Clips.pattern(WIDTH, HEIGHT, i));

        List<VideoFrame> frames =
                Clips.readAll(VideoReader.open(segment(file), LIMITS, time -> true));

        assertThat(frames)
                .extracting(VideoFrame::timeUs)
                .containsExactly(
                        LongStream.of(times).mapToObj(t -> t + 5_000_000).toArray(Long[]::new));
    }

    /** A key frame comes every ten frames; the part begins far from the file's beginning. */
    @ParameterizedTest
    @ValueSource(strings = {"mp4", "mov", "matroska", "mpegts", "avi"})
    void aPartOfAFileHasTheFramesAndTimesOfTheWholeFile(String format) throws Exception {
        Path file = clip(format, 300);
        TimeRange part = new TimeRange(9_012_345, 11_000_001);
        List<VideoFrame> whole = Clips.readAll(VideoReader.open(segment(file), LIMITS, t -> true));
        List<Long> asked = new ArrayList<>();

        List<VideoFrame> frames =
                Clips.readAll(
                        VideoReader.open(
                                part(file, part),
                                LIMITS,
                                time -> {
                                    asked.add(time);
                                    return part.contains(time);
                                }));

        List<VideoFrame> expected =
                whole.stream().filter(frame -> part.contains(frame.timeUs())).toList();
        assertThat(frames).hasSameSizeAs(expected).hasSizeBetween(58, 61);
        for (int i = 0; i < frames.size(); i++) {
            assertThat(frames.get(i).timeUs()).isEqualTo(expected.get(i).timeUs());
            assertThat(frames.get(i).image().pixels()).isEqualTo(expected.get(i).image().pixels());
        }
        assertThat(asked.get(0)).isBetween(7_000_000L, 8_012_345L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "mov", "matroska", "avi"})
    void aFileWithAnIndexTellsHowLongItIs(String format) {
        assertThat(SeekableVideo.durationUs(clip(format, 90).toUri(), null).orElseThrow())
                .isBetween(2_950_000L, 3_050_000L);
    }

    @Test
    void whatHasNoIndexOrIsNoVideoTellsNothing() throws IOException {
        Path text = Files.writeString(folder.resolve("text.mp4"), "no video");

        assertThat(SeekableVideo.durationUs(clip("mpegts", 90).toUri(), null)).isEmpty();
        assertThat(SeekableVideo.durationUs(text.toUri(), null)).isEmpty();
    }

    @Test
    void theLastPartOfAFileIsWholeAndThatOfACutFileIsTruncated() throws Exception {
        Path file = clip("matroska", 300);
        TimeRange part = new TimeRange(13_000_000, Long.MAX_VALUE);

        assertThat(Clips.readAll(VideoReader.open(part(file, part), LIMITS, part::contains)))
                .hasSizeBetween(59, 61);

        cut(file, 0.5);
        VideoException fault =
                catchThrowableOfType(
                        VideoException.class,
                        () ->
                                Clips.readAll(
                                        VideoReader.open(
                                                part(file, part), LIMITS, part::contains)));
        assertThat(fault.reason()).isEqualTo(DeadLetterReason.TRUNCATED);
    }

    /** The frame at 2.5 s of the file, 7.5 s of event time, is damaged. */
    @Test
    void damageIsReportedByThePartThatItIsIn() throws Exception {
        Path file =
                Clips.lossless(
                        folder.resolve("damaged.avi"),
                        WIDTH,
                        HEIGHT,
                        150,
                        i -> Clips.pattern(WIDTH, HEIGHT, i));
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int at = text.indexOf("movi");
        for (int frame = 0; frame <= 75; frame++) {
            at = text.indexOf("00dc", at + 4);
        }
        Arrays.fill(bytes, at + 8, at + 2000, (byte) 0xff);
        Files.write(file, bytes);

        VideoException fault = failure(part(file, new TimeRange(6_500_000, 8_000_000)), LIMITS);

        assertThat(fault.reason().key()).isEqualTo("corrupt");
        assertThat(fault.timeUs()).isBetween(7_400_000L, 7_500_000L);
        for (TimeRange other :
                List.of(
                        new TimeRange(Long.MIN_VALUE, 7_000_000),
                        new TimeRange(8_200_000, Long.MAX_VALUE))) {
            assertThat(Clips.readAll(VideoReader.open(part(file, other), LIMITS, t -> true)))
                    .isNotEmpty();
        }
    }

    private Path clip(String format, int frames) {
        return Clips.mpeg4(
                folder.resolve("clip." + format),
                format,
                WIDTH,
                HEIGHT,
                30,
                Clips.steady(frames, 30),
                i -> Clips.pattern(WIDTH, HEIGHT, i));
    }

    private VideoSegment part(Path file, TimeRange decoded) {
        return segment(file).within(new VideoSpan(5_000_000, decoded, decoded));
    }

    @Test
    void decimationConvertsTheFirstFrameAtOrAfterEachPointOfTheGrid() throws Exception {
        VideoSegment segment = segment(steadyMp4(60));
        FrameDecimation grid = new FrameDecimation(5_000_000, 10, null);

        List<VideoFrame> frames = Clips.readAll(VideoReader.open(segment, LIMITS, grid));

        assertThat(frames).hasSize(20);
        assertThat(frames).extracting(f -> (f.timeUs() - 5_000_000) % 100_000).containsOnly(0L);
    }

    @Test
    void aFileUriIsReadLikeAPath() throws Exception {
        VideoSegment segment = segment(steadyMp4(3).toUri().toString(), -1, null);

        assertThat(Clips.readAll(VideoReader.open(segment, LIMITS, t -> true))).hasSize(3);
    }

    @Test
    void aNameWithLettersOutsideAsciiIsRead() throws Exception {
        Path file = Files.move(steadyMp4(3), folder.resolve("Stall Süd #1 %41.mp4"));

        assertThat(Clips.readAll(VideoReader.open(segment(file), LIMITS, t -> true))).hasSize(3);
    }

    @Test
    void aQuarterTurnInTheContainerIsHonoured() throws Exception {
        byte[] left = new byte[3 * WIDTH * HEIGHT];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH / 2; x++) {
                left[3 * (y * WIDTH + x) + 1] = (byte) 200;
            }
        }
        Path file = Clips.rotated(folder.resolve("phone.mp4"), WIDTH, HEIGHT, -90, left);

        VideoFrame frame = Clips.readAll(VideoReader.open(file, LIMITS)).get(0);

        assertThat(frame.image().width()).isEqualTo(HEIGHT);
        assertThat(frame.image().height()).isEqualTo(WIDTH);
        int top = frame.image().pixels()[3 * (10 * HEIGHT + 20) + 1] & 0xff;
        int bottom = frame.image().pixels()[3 * ((WIDTH - 10) * HEIGHT + 20) + 1] & 0xff;
        assertThat(top - bottom).isGreaterThan(100);
    }

    @Test
    void anAbsentFileIsMissing() {
        VideoException e = failure(segment(folder.resolve("none.mp4")), LIMITS);

        assertThat(e.reason().key()).isEqualTo("missing");
        assertThat(e).hasMessageContaining("none.mp4").hasMessageContaining("check the path");
    }

    @Test
    void aFolderIsNoVideo() {
        assertThat(failure(segment(folder), LIMITS).reason().key()).isEqualTo("not_video");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.invalid/a.mp4",
                "rtsp://example.invalid/a",
                "concat:a.mp4|b.mp4",
                "s3://bucket/a.mp4",
                "file://example.invalid/a.mp4",
                "file:%zz"
            })
    void addressesOtherThanLocalFilesAreNotOpened(String uri) {
        assertThat(failure(segment(uri, -1, null), LIMITS).reason().key())
                .isIn("forbidden_format", "missing");
    }

    @Test
    void aTextNamedMp4IsNoVideo() throws Exception {
        Path file = Files.writeString(folder.resolve("notes.mp4"), "These are notes. ".repeat(500));

        VideoException e = failure(segment(file), LIMITS);

        assertThat(e.reason().key()).isEqualTo("not_video");
        assertThat(e.timeUs()).isNull();
    }

    @Test
    void anEmptyFileIsNoVideo() throws Exception {
        Path file = Files.createFile(folder.resolve("empty.mp4"));

        assertThat(failure(segment(file), LIMITS).reason().key()).isEqualTo("not_video");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list.m3u8", "list.mp4", "list.ts"})
    void aPlaylistIsNotFollowedWhateverItIsCalled(String name) throws Exception {
        Path target = steadyMp4(5);
        Path file =
                Files.writeString(
                        folder.resolve(name),
                        "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n"
                                + target.toUri()
                                + "\n#EXT-X-ENDLIST\n");

        assertThat(failure(segment(file), LIMITS).reason().key())
                .isIn("forbidden_format", "not_video");
    }

    @ParameterizedTest
    @ValueSource(strings = {"files.ffconcat", "files.mp4"})
    void aConcatScriptIsForbidden(String name) throws Exception {
        Path target = steadyMp4(5);
        Path file =
                Files.writeString(
                        folder.resolve(name),
                        "ffconcat version 1.0\nfile '" + target.getFileName() + "'\n");

        assertThat(failure(segment(file), LIMITS).reason().key()).isEqualTo("forbidden_format");
    }

    @Test
    void anMp4CutBeforeItsIndexIsUnreadable() throws Exception {
        Path file = steadyMp4(60);
        cut(file, 0.5);

        assertThat(failure(segment(file), LIMITS).reason().key()).isEqualTo("unreadable");
    }

    @Test
    void anAviCutInTheMiddleDeliversWhatIsThereAndSaysWhereItEnds() throws Exception {
        Path file =
                Clips.lossless(
                        folder.resolve("cut.avi"),
                        WIDTH,
                        HEIGHT,
                        90,
                        i -> Clips.pattern(WIDTH, HEIGHT, i));
        cut(file, 0.5);
        List<VideoFrame> before = new ArrayList<>();

        VideoException e = fault(file, before);

        assertThat(before).hasSizeBetween(30, 60);
        assertThat(e.reason().key()).isEqualTo("truncated");
        assertThat(e.timeUs()).isGreaterThan(before.get(before.size() - 1).timeUs());
        assertThat(e.timeUs()).isLessThan(2_000_000);
    }

    @Test
    void aMatroskaCutInTheMiddleIsTruncated() throws Exception {
        Path file =
                Clips.mpeg4(
                        folder.resolve("cut.mkv"),
                        "matroska",
                        WIDTH,
                        HEIGHT,
                        30,
                        Clips.steady(90, 30),
                        i -> Clips.pattern(WIDTH, HEIGHT, i));
        cut(file, 0.5);
        List<VideoFrame> before = new ArrayList<>();

        VideoException e = fault(file, before);

        assertThat(before.size()).isBetween(20, 70);
        assertThat(e.reason().key()).isEqualTo("truncated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "matroska", "mpegts", "avi", "mov", "mpeg"})
    void aCompleteFileIsNotCalledTruncated(String format) throws Exception {
        int codecRate = 25;
        Path file =
                Clips.mpeg4(
                        folder.resolve("whole." + format),
                        format,
                        WIDTH,
                        HEIGHT,
                        codecRate,
                        Clips.steady(50, codecRate),
                        i -> Clips.pattern(WIDTH, HEIGHT, i));

        assertThat(Clips.readAll(VideoReader.open(file, LIMITS))).hasSize(50);
    }

    @Test
    void damageInTheMiddleIsReportedAfterTheFramesThatCanBeDecoded() throws Exception {
        Path file =
                Clips.lossless(
                        folder.resolve("damaged.avi"),
                        WIDTH,
                        HEIGHT,
                        60,
                        i -> Clips.pattern(WIDTH, HEIGHT, i));
        byte[] bytes = Files.readAllBytes(file);
        int middle = bytes.length / 2;
        for (int i = middle; i < middle + 3000; i++) {
            bytes[i] ^= (byte) (i * 31 + 7);
        }
        Files.write(file, bytes);
        List<VideoFrame> before = new ArrayList<>();

        VideoException e = fault(file, before);

        assertThat(e.reason().key()).isIn("corrupt", "truncated");
        assertThat(e.timeUs()).isBetween(300_000L, 1_700_000L);
        assertThat(before).hasSizeBetween(20, 59);
    }

    @Test
    void aDamagedFirstFrameDoesNotShiftTheTimesOfTheOthers() throws Exception {
        Path file =
                Clips.lossless(
                        folder.resolve("start.avi"),
                        WIDTH,
                        HEIGHT,
                        30,
                        i -> Clips.pattern(WIDTH, HEIGHT, i));
        byte[] bytes = Files.readAllBytes(file);
        int movi = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("movi");
        Arrays.fill(bytes, movi + 12, movi + 2000, (byte) 0xff);
        Files.write(file, bytes);
        List<VideoFrame> frames = new ArrayList<>();

        VideoException e = fault(file, frames);

        assertThat(e.reason().key()).isEqualTo("corrupt");
        assertThat(e.timeUs()).isZero();
        assertThat(frames.get(0).timeUs()).isPositive();
        for (VideoFrame frame : frames) {
            int i = (int) Math.round(frame.timeUs() * 30 / 1e6);
            assertThat(frame.image().pixels()).isEqualTo(Clips.pattern(WIDTH, HEIGHT, i));
        }
    }

    @Test
    void framesLargerThanTheLimitAreNotDecoded() {
        VideoLimits limits = new VideoLimits(WIDTH * HEIGHT - 1, Duration.ofHours(1), 1 << 30);

        VideoException e = failure(segment(steadyMp4(3)), limits);

        assertThat(e.reason().key()).isEqualTo("too_many_pixels");
        assertThat(e).hasMessageContaining("160 x 96").hasMessageContaining("15359");
    }

    @Test
    void aVideoLongerThanTheLimitIsNotDecoded() {
        VideoLimits limits = new VideoLimits(1 << 20, Duration.ofSeconds(1), 1 << 30);

        assertThat(failure(segment(steadyMp4(45)), limits).reason().key()).isEqualTo("too_long");
    }

    @Test
    void aFileLargerThanTheLimitIsNotOpened() {
        VideoLimits limits = new VideoLimits(1 << 20, Duration.ofHours(1), 100);

        assertThat(failure(segment(steadyMp4(3)), limits).reason().key())
                .isEqualTo("too_many_bytes");
    }

    @Test
    void sizeAndDigestMustBeTheAnnouncedOnes() throws Exception {
        Path file = steadyMp4(3);
        byte[] bytes = Files.readAllBytes(file);
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        String path = file.toString();

        assertThat(failure(segment(path, bytes.length, digest), LIMITS)).isNull();
        assertThat(failure(segment(path, bytes.length + 1, digest), LIMITS).reason().key())
                .isEqualTo("size_mismatch");
        assertThat(failure(segment(path, -1, digest.replace('a', 'b')), LIMITS).reason().key())
                .isEqualTo("digest_mismatch");
    }

    @Test
    void limitsSayWhatTheyAllow() {
        assertThat(
                        catchThrowableOfType(
                                IllegalArgumentException.class,
                                () -> new VideoLimits(0, Duration.ofHours(1), 1)))
                .hasMessageContaining("got 0");
        assertThat(Set.of(VideoLimits.DEFAULT.pixels(), VideoLimits.DEFAULT.bytes()))
                .containsExactlyInAnyOrder(33_177_600L, 64_000_000_000L);
    }

    @Test
    void openingAndClosingManyTimesDoesNotGrowNativeMemory() throws Exception {
        Path file =
                Clips.mpeg4(
                        folder.resolve("large.mp4"),
                        "mp4",
                        640,
                        480,
                        30,
                        Clips.steady(4, 30),
                        i -> Clips.pattern(640, 480, i));
        VideoSegment segment = segment(file);
        for (int i = 0; i < 50; i++) {
            Clips.readAll(VideoReader.open(segment, LIMITS, time -> false));
        }
        long before = residentKilobytes();
        for (int i = 0; i < 250; i++) {
            Clips.readAll(VideoReader.open(segment, LIMITS, time -> false));
        }
        // A decoder holds several pictures of 460 KB; no pixels come to the heap here.
        assertThat(residentKilobytes() - before).isLessThan(80_000);
    }

    private static long residentKilobytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                .findFirst()
                .orElse(0);
    }
}
