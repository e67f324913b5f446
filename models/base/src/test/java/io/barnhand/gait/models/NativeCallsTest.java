package io.barnhand.gait.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NativeCallsTest {

    private final NativeCalls calls = new NativeCalls();

    @Test
    void theEndWaitsForTheCallThatRuns() throws Exception {
        NativeCalls.NativeCall call = calls.enter();
        CompletableFuture<Boolean> none = new CompletableFuture<>();
        Thread end = new Thread(() -> none.complete(calls.end(Duration.ofSeconds(50))));
        end.start();
        awaitState(end, Thread.State.TIMED_WAITING);
        assertThat(none).isNotDone();

        call.close();

        assertThat(none.get()).isTrue();
    }

    @Test
    void theEndDoesNotWaitForEver() {
        calls.enter();

        assertThat(calls.end(Duration.ofMillis(1))).isFalse();
    }

    @Test
    void noCallBeginsAfterTheEnd() throws Exception {
        assertThat(calls.end(Duration.ofSeconds(50))).isTrue();
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread late =
                new Thread(
                        () -> {
                            try {
                                calls.enter();
                            } catch (CancellationException e) {
                                failure.complete(e);
                            }
                        });
        late.start();
        awaitState(late, Thread.State.WAITING);

        late.interrupt();

        assertThat(failure.get()).hasMessage("The process ends");
    }

    @Test
    void aThreadThatWasInterruptedBeginsNone() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(calls::enter).isInstanceOf(CancellationException.class);

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aThreadThatIsRefusedBeginsNoneWithoutItsInterrupt() {
        calls.refuse(Thread.currentThread());

        assertThatThrownBy(calls::enter).isInstanceOf(CancellationException.class);

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    private static void awaitState(Thread thread, Thread.State state) {
        while (thread.getState() != state) {
            Thread.onSpinWait();
        }
    }
}
