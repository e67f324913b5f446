package io.barnhand.gait.models.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DevicePermitsTest {

    @Test
    void noMoreCallsRunThanThereArePermits() throws Exception {
        DevicePermits permits = new DevicePermits(2);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger max = new AtomicInteger();
        List<FutureTask<Void>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(
                    start(
                            () -> {
                                for (int call = 0; call < 200; call++) {
                                    try (DevicePermits.Permit permit = permits.acquire()) {
                                        max.accumulateAndGet(running.incrementAndGet(), Math::max);
                                        Thread.yield();
                                        running.decrementAndGet();
                                    }
                                }
                            }));
        }
        for (FutureTask<Void> call : calls) {
            call.get();
        }
        assertThat(max).hasValueBetween(1, 2);
    }

    @Test
    void aThreadThatWaitsIsCountedAndGoesOnWhenAPermitComesBack() throws Exception {
        DevicePermits permits = new DevicePermits(1);
        DevicePermits.Permit first = permits.acquire();
        FutureTask<Void> second = start(() -> permits.acquire().close());
        awaitWaiting(permits, 1);
        assertThat(second.isDone()).isFalse();

        first.close();

        second.get();
        assertThat(permits.waiting()).isZero();
    }

    @Test
    void aWaitingThreadThatIsInterruptedLeavesAndTakesNothing() throws Exception {
        DevicePermits permits = new DevicePermits(1);
        DevicePermits.Permit held = permits.acquire();
        FutureTask<Void> cancelled =
                new FutureTask<>(
                        () -> {
                            permits.acquire();
                            return null;
                        });
        Thread thread = new Thread(cancelled);
        thread.start();
        awaitWaiting(permits, 1);

        thread.interrupt();

        assertThatThrownBy(cancelled::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        held.close();
        permits.acquire().close();
    }

    @Test
    void aPermitComesBackOnceHoweverOftenItIsClosed() throws Exception {
        DevicePermits permits = new DevicePermits(1);
        DevicePermits.Permit first = permits.acquire();
        first.close();
        first.close();
        try (DevicePermits.Permit only = permits.acquire()) {
            FutureTask<Void> other = start(() -> permits.acquire().close());
            awaitWaiting(permits, 1);
            assertThat(other.isDone()).isFalse();
        }
    }

    private static void awaitWaiting(DevicePermits permits, int threads) {
        await().pollInterval(Duration.ofMillis(1)).until(() -> permits.waiting() == threads);
    }

    private static FutureTask<Void> start(Interruptible work) {
        FutureTask<Void> task =
                new FutureTask<>(
                        () -> {
                            work.run();
                            return null;
                        });
        new Thread(task).start();
        return task;
    }

    private interface Interruptible {
        void run() throws InterruptedException;
    }
}
