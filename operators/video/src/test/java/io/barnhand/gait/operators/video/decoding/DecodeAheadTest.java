package io.barnhand.gait.operators.video.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.container.VideoException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DecodeAheadTest {

    /** Counts what is read of it and notes that it was closed. */
    private static class Counting implements FrameSource {
        final AtomicInteger read = new AtomicInteger();
        final AtomicBoolean closed = new AtomicBoolean();
        final int frames;

        Counting(int frames) {
            this.frames = frames;
        }

        @Override
        public VideoFrame next() {
            int i = read.getAndIncrement();
            return i < frames ? new VideoFrame(i, new BgrImage(2, 2, new byte[12])) : null;
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }

    private static DecodeAhead ahead(
            FrameSource source, String name, int maxFrames, long maxBytes) {
        return new DecodeAhead(
                (segment, wanted) -> source, null, time -> true, name, maxFrames, maxBytes);
    }

    private static boolean isCancelled(DecodeAhead ahead) {
        try {
            ahead.next();
            return false;
        } catch (CancellationException e) {
            return true;
        }
    }

    private static boolean alive(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals(name));
    }

    @Test
    void deliversAllFramesInOrderAndThenTheEnd() throws Exception {
        Counting source = new Counting(100);
        try (DecodeAhead ahead = ahead(source, "ahead-all", 4, 1 << 20)) {
            for (int i = 0; i < 100; i++) {
                assertThat(ahead.next().timeUs()).isEqualTo(i);
            }
            assertThat(ahead.next()).isNull();
            assertThat(ahead.next()).isNull();
        }
        assertThat(source.closed).isTrue();
        assertThat(alive("ahead-all")).isFalse();
    }

    @Test
    void readsNoFurtherAheadThanAllowed() throws Exception {
        Counting byFrames = new Counting(100);
        Counting byBytes = new Counting(100);
        try (DecodeAhead frames = ahead(byFrames, "ahead-frames", 3, 1 << 20);
                DecodeAhead bytes = ahead(byBytes, "ahead-bytes", 100, 24)) {
            for (int i = 0; i < 10; i++) {
                frames.next();
                bytes.next();
                // Those queued, one that waits for room, and those taken.
                assertThat(byFrames.read.get()).isLessThanOrEqualTo(3 + 1 + i + 1);
                assertThat(byBytes.read.get()).isLessThanOrEqualTo(2 + 1 + i + 1);
            }
        }
    }

    @Test
    void aFrameLargerThanTheBoundStillPasses() throws Exception {
        try (DecodeAhead ahead = ahead(new Counting(3), "ahead-one", 8, 1)) {
            assertThat(ahead.next()).isNotNull();
            assertThat(ahead.next()).isNotNull();
            assertThat(ahead.next()).isNotNull();
            assertThat(ahead.next()).isNull();
        }
    }

    @Test
    void closingBeforeTheEndJoinsTheThreadAndClosesTheSource() throws Exception {
        Counting source = new Counting(Integer.MAX_VALUE);
        DecodeAhead ahead = ahead(source, "ahead-early", 2, 1 << 20);
        ahead.next();
        ahead.close();

        assertThat(alive("ahead-early")).isFalse();
        assertThat(source.closed).isTrue();
    }

    @Test
    void framesBeforeAFaultAreDeliveredThenTheFault() throws Exception {
        Counting source =
                new Counting(10) {
                    @Override
                    public VideoFrame next() {
                        if (read.get() == 2) {
                            throw new VideoException(
                                    DeadLetterReason.TRUNCATED, 2L, "cut", "copy it again");
                        }
                        return super.next();
                    }
                };
        try (DecodeAhead ahead = ahead(source, "ahead-fault", 8, 1 << 20)) {
            assertThat(ahead.next().timeUs()).isZero();
            assertThat(ahead.next().timeUs()).isEqualTo(1);
            assertThatThrownBy(ahead::next)
                    .isInstanceOf(VideoException.class)
                    .hasMessage("cut; copy it again");
            assertThat(ahead.next()).isNull();
        }
        assertThat(source.closed).isTrue();
    }

    @Test
    void aFailureToOpenReachesTheReader() {
        try (DecodeAhead ahead =
                new DecodeAhead(
                        (segment, wanted) -> {
                            throw new VideoException(
                                    DeadLetterReason.MISSING, null, "gone", "check the path");
                        },
                        null,
                        time -> true,
                        "ahead-open",
                        8,
                        1 << 20)) {
            assertThatThrownBy(ahead::next).hasMessage("gone; check the path");
        }
        assertThat(alive("ahead-open")).isFalse();
    }

    @Test
    void anInterruptWhileWaitingCancelsAndStillJoins() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicBoolean cancelled = new AtomicBoolean();
        AtomicBoolean stillInterrupted = new AtomicBoolean();
        Counting source =
                new Counting(10) {
                    @Override
                    public VideoFrame next() {
                        boolean interrupted = false;
                        while (release.getCount() > 0) {
                            try {
                                release.await();
                            } catch (InterruptedException e) {
                                interrupted = true;
                            }
                        }
                        assertThat(interrupted).isFalse();
                        return super.next();
                    }
                };
        Thread reader =
                new Thread(
                        () -> {
                            try (DecodeAhead ahead = ahead(source, "ahead-cancel", 2, 1 << 20)) {
                                cancelled.set(isCancelled(ahead));
                            } catch (VideoException e) {
                                throw new IllegalStateException(e);
                            }
                            stillInterrupted.set(Thread.currentThread().isInterrupted());
                        });
        reader.start();
        await().pollInterval(Duration.ofMillis(1))
                .until(() -> reader.getState() == Thread.State.WAITING);
        reader.interrupt();
        await().untilTrue(cancelled);
        // The reader now waits for the decoding thread, which is in a native call, so to say.
        release.countDown();
        reader.join();

        assertThat(stillInterrupted).isTrue();
        assertThat(alive("ahead-cancel")).isFalse();
        assertThat(source.closed).isTrue();
    }
}
