package io.barnhand.gait.operators.video.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.barnhand.gait.models.testing.Slow;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.TimeRange;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.VideoSpan;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.container.VideoLimits;
import io.barnhand.gait.operators.video.decoding.Clips;
import io.barnhand.gait.operators.video.decoding.FrameDecimation;
import io.barnhand.gait.operators.video.decoding.FrameSource;
import io.barnhand.gait.operators.video.decoding.VideoDecoder;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Slow
class ProcessDecoderTest {

    private static final int WIDTH = 160;
    private static final int HEIGHT = 96;
    private static final VideoLimits LIMITS = VideoLimits.DEFAULT;

    @TempDir Path folder;

    private ProcessDecoder decoder = new ProcessDecoder(DecoderLimits.DEFAULT);

    @AfterEach
    void leaveNoProcess() {
        decoder.close();
        assertThat(children()).isEmpty();
    }

    /** What a decoder says of a file, to the bit. */
    private record Said(List<String> frames, String fault) {

        static Said by(
                VideoDecoder decoder,
                Path file,
                VideoLimits limits,
                Supplier<LongPredicate> wanted) {
            return by(decoder, file, segment(file), limits, wanted);
        }

        static Said by(
                VideoDecoder decoder,
                Path file,
                VideoSegment segment,
                VideoLimits limits,
                Supplier<LongPredicate> wanted) {
            List<String> frames = new ArrayList<>();
            try (FrameSource source = decoder.open(file, segment, limits, wanted.get())) {
                for (VideoFrame frame; (frame = source.next()) != null; ) {
                    frames.add(digest(frame));
                }
                return new Said(frames, null);
            } catch (VideoException e) {
                return new Said(
                        frames,
                        String.format(
                                Locale.ROOT,
                                "%s %s %s",
                                e.reason().key(),
                                e.timeUs(),
                                e.getMessage()));
            }
        }

        private static String digest(VideoFrame frame) {
            CRC32 digest = new CRC32();
            digest.update(frame.image().pixels());
            return String.format(
                    Locale.ROOT,
                    "%d µs, %d x %d px, %x %s",
                    frame.timeUs(),
                    frame.image().width(),
                    frame.image().height(),
                    digest.getValue(),
                    new TreeSet<>(frame.conditions()));
        }
    }

    private static VideoSegment segment(Path file) {
        return new VideoSegment(
                "cam",
                "rec",
                0,
                "unit",
                file.toString(),
                5_000_000,
                ClockStatus.KNOWN,
                true,
                null,
                -1,
                null);
    }

    private Said assertSame(Path file, VideoLimits limits, Supplier<LongPredicate> wanted) {
        Said said = Said.by(decoder, file, limits, wanted);
        assertThat(said).isEqualTo(Said.by(VideoDecoder.IN_PROCESS, file, limits, wanted));
        return said;
    }

    private Said assertSame(Path file) {
        return assertSame(file, LIMITS, () -> time -> true);
    }

    @Test
    void aPartOfAFileIsThatOfThisProcessAndTheNextFileFollows() throws Exception {
        Path file = clip("part.mp4", "mp4", Clips.steady(200, 50));
        TimeRange part = new TimeRange(7_000_000, 8_000_000);
        VideoSegment segment = segment(file).within(new VideoSpan(5_000_000, part, part));

        Said said = Said.by(decoder, file, segment, LIMITS, () -> part::contains);

        assertThat(said)
                .isEqualTo(
                        Said.by(
                                VideoDecoder.IN_PROCESS,
                                file,
                                segment,
                                LIMITS,
                                () -> part::contains));
        assertThat(said.frames()).hasSize(50);
        assertThat(assertSame(file).frames()).hasSize(200);
    }

    private Path clip(String name, String format, long[] timesUs) {
        return Clips.mpeg4(
                folder.resolve(name),
                format,
                WIDTH,
                HEIGHT,
                50,
                timesUs,
                i -> Clips.pattern(WIDTH, HEIGHT, i));
    }

    private Path clip(int frames) {
        return clip(frames + ".mp4", "mp4", Clips.steady(frames, 25));
    }

    private static List<ProcessHandle> children() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .toList();
    }

    private static void signal(String name) throws IOException, InterruptedException {
        String pid = Long.toString(children().get(0).pid());
        assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "matroska", "mpegts", "mov"})
    void framesAndTimesAreThoseOfTheReader(String format) {
        long[] steps = {0, 40, 80, 200, 240, 300, 1000, 1040, 1100};
        long[] times = LongStream.of(steps).map(ms -> ms * 1000).toArray();

        Said said = assertSame(clip("vfr." + format, format, times));

        assertThat(said.fault()).isNull();
        assertThat(said.frames()).hasSize(9);
        assertThat(said.frames().get(6)).startsWith("6000000 µs");
    }

    /** Half of the frames are unwanted, those after the jump among them. */
    @Test
    void aJumpOfTimeStampsComesWithTheNextFrameThatIsWanted() {
        long[] times = LongStream.range(0, 50).map(i -> i * 40_000 + i / 20 * 30_000_000).toArray();
        Path file = clip("jumps.mp4", "mp4", times);

        Said said =
                assertSame(
                        file,
                        LIMITS,
                        () -> {
                            AtomicInteger asked = new AtomicInteger();
                            return time -> asked.getAndIncrement() % 2 == 1;
                        });

        assertThat(said.fault()).isNull();
        assertThat(said.frames()).hasSize(25);
        assertThat(said.frames().get(9)).endsWith("[]");
        assertThat(said.frames().get(10)).endsWith("[TIME_JUMP, AFTER_TIME_JUMP]");
        assertThat(said.frames().get(11)).endsWith("[AFTER_TIME_JUMP]");
        assertThat(said.frames().get(20)).endsWith("[TIME_JUMP, AFTER_TIME_JUMP]");
    }

    @Test
    void aTurnedVideoIsTurnedAlike() {
        Path file =
                Clips.rotated(
                        folder.resolve("phone.mp4"),
                        WIDTH,
                        HEIGHT,
                        -90,
                        Clips.pattern(WIDTH, HEIGHT, 0));

        assertThat(assertSame(file).frames()).hasSize(3).allMatch(f -> f.contains("96 x 160 px"));
    }

    @Test
    void onlyWantedFramesComeAcross() {
        Path file = clip(50);

        Said said = assertSame(file, LIMITS, () -> new FrameDecimation(5_000_000, 5, null));

        assertThat(said.frames()).hasSize(10);
    }

    @Test
    void faultsAndLimitsAreThoseOfTheReader() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.mp4"), "These are notes. ".repeat(500));
        Path playlist =
                Files.writeString(folder.resolve("list.ts"), "#EXTM3U\n#EXTINF:10,\na.ts\n");
        Path cut = clip("cut.mkv", "matroska", Clips.steady(100, 25));
        try (RandomAccessFile f = new RandomAccessFile(cut.toFile(), "rw")) {
            f.setLength(f.length() / 2);
        }

        assertThat(assertSame(text).fault()).startsWith("not_video");
        assertThat(assertSame(playlist).fault()).isNotNull();
        assertThat(assertSame(folder.resolve("none.mp4")).fault()).startsWith("missing");
        Said truncated = assertSame(cut);
        assertThat(truncated.frames()).hasSizeBetween(20, 80);
        assertThat(truncated.fault()).startsWith("truncated");
        VideoLimits small = new VideoLimits(WIDTH * HEIGHT - 1, Duration.ofHours(1), 1 << 30);
        assertThat(assertSame(clip(3), small, () -> time -> true).fault())
                .startsWith("too_many_pixels");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "matroska", "mpegts", "avi"})
    void ofDamagedFilesComesWhatTheReaderReads(String format) throws IOException {
        byte[] whole = Files.readAllBytes(clip("whole." + format, format, Clips.steady(10, 25)));
        Random random = new Random(5);
        for (int i = 0; i < 15; i++) {
            byte[] damaged = Arrays.copyOf(whole, whole.length - random.nextInt(whole.length / 4));
            for (int flips = random.nextInt(20); flips >= 0; flips--) {
                int near = random.nextBoolean() ? Math.min(2000, damaged.length) : damaged.length;
                damaged[random.nextInt(near)] = (byte) random.nextInt(256);
            }

            assertSame(Files.write(folder.resolve("damaged"), damaged));
        }
    }

    @Test
    void oneProcessServesOneFileAfterTheOther() {
        Path file = clip(3);
        assertSame(file);
        List<ProcessHandle> first = children();

        assertSame(file);

        assertThat(children()).hasSize(1).isEqualTo(first);
    }

    @Test
    void ofAFileThatCrashesTheDecoderTheFramesBeforeCount() throws Exception {
        List<VideoFrame> frames = new ArrayList<>();
        VideoException e;
        Path file = large();
        try (FrameSource source = decoder.open(file, segment(file), LIMITS, time -> true)) {
            frames.add(source.next());
            frames.add(source.next());
            signal("SEGV");
            e = rest(source, frames);
            assertThat(source.next()).isNull();
        }

        assertThat(e.reason().key()).isEqualTo("decoder_crashed");
        assertThat(e.timeUs()).isGreaterThan(frames.get(frames.size() - 1).timeUs());
        assertThat(e).hasMessageContaining(file.toString()).hasMessageContaining("SIGSEGV");
        assertThat(frames).hasSizeBetween(2, 5);
        assertThat(assertSame(clip(3)).fault()).isNull();
    }

    @Test
    void aDecoderThatHangsIsEndedAtItsDeadline() throws Exception {
        decoder = new ProcessDecoder(new DecoderLimits(Duration.ofSeconds(2), 2L << 30));
        List<VideoFrame> frames = new ArrayList<>();
        VideoException e;
        Path file = large();
        try (FrameSource source = decoder.open(file, segment(file), LIMITS, time -> true)) {
            frames.add(source.next());
            signal("STOP");
            e = rest(source, frames);
        }

        assertThat(e.reason().key()).isEqualTo("decoder_hung");
        assertThat(e).hasMessageContaining("2000 ms").hasMessageContaining("decode.timeout");
        assertThat(children()).isEmpty();
        assertThat(assertSame(clip(3)).fault()).isNull();
    }

    @Test
    void aDecoderThatTakesTooMuchMemoryIsEnded() throws Exception {
        Path file = large();
        try (FrameSource source = decoder.open(clip(3), segment(clip(3)), LIMITS, time -> true)) {
            source.next();
            long resident = residentKilobytes(children().get(0)) << 10;
            decoder = new ProcessDecoder(new DecoderLimits(Duration.ofMinutes(1), resident));
        }

        Said said = Said.by(decoder, file, LIMITS, () -> time -> true);

        assertThat(said.fault()).startsWith("decoder_memory").contains("decode.memory");
        assertThat(said.frames()).hasSizeLessThan(5);
    }

    @Test
    void anInterruptEndsTheWaitAndTheProcess() throws Exception {
        Path file = large();
        FrameSource source = decoder.open(file, segment(file), LIMITS, time -> true);
        source.next();
        signal("STOP");
        CompletableFuture<VideoFrame> read = new CompletableFuture<>();
        Thread reader =
                new Thread(
                        () -> {
                            try {
                                read.complete(source.next());
                            } catch (Throwable e) {
                                read.completeExceptionally(e);
                            }
                        });
        reader.start();

        reader.interrupt();

        assertThatThrownBy(() -> read.get(1, TimeUnit.MINUTES))
                .isInstanceOf(CancellationException.class);
        reader.join();
        assertThat(children()).isEmpty();
        source.close();
    }

    @Test
    void closingInTheMiddleOfAFileEndsItsProcess() throws Exception {
        Path file = clip(50);
        try (FrameSource source = decoder.open(file, segment(file), LIMITS, time -> true)) {
            source.next();
        }

        assertThat(children()).isEmpty();
        assertThat(assertSame(file).frames()).hasSize(50);
    }

    @Test
    void aDecoderThatHangsDoesNotOutliveAParentThatIsKilled() throws Exception {
        Path file = Files.copy(clip(50), folder.resolve("hang.mp4"));
        ProcessBuilder command = DecoderCommand.of(KilledParent.class, LIMITS);
        command.command().add(file.toString());
        Process parent = command.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (BufferedReader out = parent.inputReader(StandardCharsets.UTF_8)) {
            long pid = Long.parseLong(out.readLine());
            ProcessHandle child = ProcessHandle.of(pid).orElseThrow();

            parent.toHandle().destroyForcibly();

            child.onExit().get(1, TimeUnit.MINUTES);
        }
        parent.waitFor();
    }

    @Test
    void whatCannotBeStartedIsNoFaultOfTheFile() {
        ProcessDecoder absent =
                new ProcessDecoder(
                        DecoderLimits.DEFAULT, limits -> new ProcessBuilder("/no/such/java"));
        ProcessDecoder silent =
                new ProcessDecoder(
                        DecoderLimits.DEFAULT,
                        limits -> new ProcessBuilder("sh", "-c", "echo no room >&2; exit 7"));
        Path file = clip(3);

        assertThatThrownBy(() -> absent.open(file, segment(file), LIMITS, time -> true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("/no/such/java")
                .hasMessageContaining("decode.isolation");
        assertThatThrownBy(() -> silent.open(file, segment(file), LIMITS, time -> true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("exit code 7")
                .hasMessageContaining("no room");
    }

    @Test
    void aProcessThatTalksNonsenseIsEnded() {
        // "Ready", "opened", then a frame that nobody wanted.
        decoder =
                new ProcessDecoder(
                        DecoderLimits.DEFAULT,
                        limits ->
                                new ProcessBuilder(
                                        "sh",
                                        "-c",
                                        "printf '\\001\\002\\004'; head -c 100 /dev/zero; exec cat"));
        Path file = clip(3);

        Said said = Said.by(decoder, file, LIMITS, () -> time -> true);

        assertThat(said.frames()).isEmpty();
        assertThat(said.fault()).startsWith("decoder_crashed");
    }

    /** Frames of 6 MB, of which a pipe holds none. */
    private Path large() {
        return Clips.mpeg4(
                folder.resolve("large.mp4"),
                "mp4",
                1920,
                1080,
                25,
                Clips.steady(8, 25),
                i -> Clips.pattern(1920, 1080, i));
    }

    private static VideoException rest(FrameSource source, List<VideoFrame> into) {
        return catchThrowableOfType(
                VideoException.class,
                () -> {
                    for (VideoFrame frame; (frame = source.next()) != null; ) {
                        into.add(frame);
                    }
                });
    }

    private static long residentKilobytes(ProcessHandle process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                .findFirst()
                .orElseThrow();
    }
}
