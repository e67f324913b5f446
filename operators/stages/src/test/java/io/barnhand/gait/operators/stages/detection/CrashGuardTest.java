package io.barnhand.gait.operators.stages.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.container.VideoLimits;
import io.barnhand.gait.operators.video.decoding.FrameSource;
import io.barnhand.gait.operators.video.decoding.VideoDecoder;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that dies is one whose guard is left as it is, with its files open. */
class CrashGuardTest {

    @TempDir Path folder;

    private final List<String> decoded = new ArrayList<>();

    /** The fault that the isolated decoder dies of; null where it does not. */
    private DeadLetterReason fatal;

    private CrashGuard guard() {
        return guard(folder.resolve("markers"));
    }

    private CrashGuard guard(Path markers) {
        return new CrashGuard(
                decoder("usual", null),
                decoder("isolated", fatal),
                new AttemptMarkers(new org.apache.flink.core.fs.Path(markers.toUri())));
    }

    private VideoDecoder decoder(String name, DeadLetterReason reason) {
        return (file, segment, limits, wanted) -> {
            decoded.add(name + " " + segment.sequence());
            return new TwoFrames(reason);
        };
    }

    /** A frame, and then another one or a fault. */
    private static final class TwoFrames implements FrameSource {
        private final DeadLetterReason reason;
        private int next;

        TwoFrames(DeadLetterReason reason) {
            this.reason = reason;
        }

        @Override
        public VideoFrame next() {
            if (next == 1 && reason != null) {
                throw new VideoException(reason, 1L, "of the second frame", "convert it");
            }
            return next++ < 2 ? new VideoFrame(next, new BgrImage(1, 1, new byte[3])) : null;
        }

        @Override
        public void close() {}
    }

    private static VideoSegment segment(long sequence) {
        return new VideoSegment(
                "cam",
                "rec",
                sequence,
                "unit",
                "/footage/" + sequence + ".mp4",
                0,
                ClockStatus.KNOWN,
                false,
                null,
                -1,
                null);
    }

    private static FrameSource open(CrashGuard guard, long sequence) {
        return guard.open(Path.of("any"), segment(sequence), VideoLimits.DEFAULT, time -> true);
    }

    /** Frames of a segment, to its end. */
    private static int decode(CrashGuard guard, long sequence) {
        int frames = 0;
        try (FrameSource source = open(guard, sequence)) {
            while (source.next() != null) {
                frames++;
            }
        }
        return frames;
    }

    private void dieIn(long sequence) {
        open(guard(), sequence).next();
    }

    private List<String> markers() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("markers"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void aSegmentHasAMarkerWhileItIsDecoded() throws Exception {
        CrashGuard guard = guard();
        try (FrameSource source = open(guard, 7)) {
            source.next();

            assertThat(markers()).hasSize(1);
            assertThat(Files.readString(folder.resolve("markers").resolve(markers().get(0))))
                    .contains("/footage/7.mp4");
        }

        assertThat(markers()).isEmpty();
    }

    @Test
    void whatWasDecodedWhenAProcessDiedIsIsolatedOnce() throws Exception {
        dieIn(7);
        decoded.clear();

        CrashGuard restarted = guard();
        assertThat(decode(restarted, 6)).isEqualTo(2);
        assertThat(decode(restarted, 7)).isEqualTo(2);
        assertThat(decode(guard(), 7)).isEqualTo(2);

        assertThat(decoded).containsExactly("usual 6", "isolated 7", "usual 7");
        assertThat(markers()).isEmpty();
    }

    @Test
    void whatKillsTheIsolatedProcessStaysSuspected() throws Exception {
        for (DeadLetterReason reason :
                List.of(
                        DeadLetterReason.DECODER_CRASHED,
                        DeadLetterReason.DECODER_HUNG,
                        DeadLetterReason.DECODER_MEMORY)) {
            decoded.clear();
            fatal = null;
            dieIn(8);
            fatal = reason;

            for (int i = 0; i < 2; i++) {
                CrashGuard restarted = guard();
                VideoException e =
                        catchThrowableOfType(VideoException.class, () -> decode(restarted, 8));
                assertThat(e.reason()).isEqualTo(reason);
            }

            assertThat(decoded).containsExactly("usual 8", "isolated 8", "isolated 8");
            fatal = null;
            decode(guard(), 8);
        }
    }

    @Test
    void anotherFaultInIsolationProvesItInnocent() throws Exception {
        dieIn(7);
        fatal = DeadLetterReason.TRUNCATED;

        CrashGuard restarted = guard();
        catchThrowableOfType(VideoException.class, () -> decode(restarted, 7));

        assertThat(markers()).isEmpty();
    }

    @Test
    void whatThreeProcessesDiedWithIsNotDecoded() throws Exception {
        dieIn(7);
        dieIn(7);
        dieIn(7);
        decoded.clear();

        VideoException e = catchThrowableOfType(VideoException.class, () -> open(guard(), 7));

        assertThat(e.reason().key()).isEqualTo("decoder_crashed");
        assertThat(e.timeUs()).isNull();
        assertThat(e).hasMessageContaining("3 processes").hasMessageContaining("/footage/7.mp4");
        assertThat(decoded).isEmpty();
        assertThat(e).hasMessageContaining(markers().get(0));
    }

    @Test
    void aCancelledJobLeavesNoSuspicionButKeepsOneThatWasThere() throws Exception {
        dieIn(8);
        CrashGuard restarted = guard();
        Thread.currentThread().interrupt();

        open(restarted, 7).close();
        open(restarted, 8).close();

        assertThat(Thread.interrupted()).isTrue();
        decoded.clear();
        CrashGuard again = guard();
        decode(again, 7);
        decode(again, 8);
        assertThat(decoded).containsExactly("usual 7", "isolated 8");
    }

    @Test
    void aProcessThatIsAskedToEndLeavesNoSuspicion() throws Exception {
        CrashGuard guard = guard();
        FrameSource source = open(guard, 7);
        source.next();

        guard.leave();

        assertThat(markers()).isEmpty();
        assertThatThrownBy(() -> open(guard, 8)).isInstanceOf(CancellationException.class);
        source.close();
        assertThat(markers()).isEmpty();
    }

    @Test
    void whatDoesNotStopWhenItsJobIsCancelledIsSuspected() throws Exception {
        CrashGuard guard = guard();
        CountDownLatch opened = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        Thread decoding =
                new Thread(
                        () -> {
                            try (FrameSource source = open(guard, 7)) {
                                opened.countDown();
                                hang(released);
                            } catch (VideoException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        decoding.start();
        opened.await();
        decoding.interrupt();

        guard.leave();

        assertThat(markers()).hasSize(1);
        released.countDown();
        decoding.join();
    }

    /** Like native code, it ignores the interrupt. */
    private static void hang(CountDownLatch released) {
        while (released.getCount() > 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aStoreThatFailsDoesNotKeepFromDecoding() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "no folder");

        assertThat(decode(guard(file), 7)).isEqualTo(2);

        assertThat(file).hasContent("no folder");
    }
}
