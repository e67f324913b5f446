package io.barnhand.gait.operators.video.opening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.container.VideoException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedCopiesTest {

    private final SharedCopies copies = new SharedCopies();
    private final AtomicInteger fetched = new AtomicInteger();

    @TempDir private Path folder;

    private SharedCopies.CopyKey key() {
        return new SharedCopies.CopyKey(URI.create("s3://barn/long.mp4"), 5, 10, folder);
    }

    private Path fetch() {
        try {
            return Files.writeString(folder.resolve("copy-" + fetched.incrementAndGet()), "video");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void oneCopyServesAllUntilTheLastOneClosesIt() throws Exception {
        SharedCopies.Copy first = copies.take(key(), this::fetch);
        SharedCopies.Copy second = copies.take(key(), this::fetch);

        assertThat(second.file()).isEqualTo(first.file()).hasContent("video");
        first.close();
        first.close();
        assertThat(second.file()).exists();
        second.close();
        assertThat(folder).isEmptyDirectory();

        try (SharedCopies.Copy again = copies.take(key(), this::fetch)) {
            assertThat(again.file()).hasContent("video");
        }
        assertThat(fetched).hasValue(2);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whoComesWhileItIsFetchedWaitsForIt() throws Exception {
        CountDownLatch may = new CountDownLatch(1);
        FutureTask<SharedCopies.Copy> first =
                new FutureTask<>(
                        () ->
                                copies.take(
                                        key(),
                                        () -> {
                                            await(may);
                                            return fetch();
                                        }));
        waiting(first);
        FutureTask<SharedCopies.Copy> second =
                new FutureTask<>(() -> copies.take(key(), this::fetch));
        waiting(second);
        may.countDown();

        first.get(1, TimeUnit.MINUTES).close();
        assertThat(second.get(1, TimeUnit.MINUTES).file()).hasContent("video");
        second.get().close();
        assertThat(fetched).hasValue(1);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFailureReachesAllWhoWaitAndTheNextOneTriesAgain() throws Exception {
        CountDownLatch may = new CountDownLatch(1);
        FutureTask<SharedCopies.Copy> first =
                new FutureTask<>(
                        () ->
                                copies.take(
                                        key(),
                                        () -> {
                                            await(may);
                                            throw new VideoException(
                                                    DeadLetterReason.UNREADABLE,
                                                    null,
                                                    "gone",
                                                    "try again");
                                        }));
        waiting(first);
        FutureTask<SharedCopies.Copy> second =
                new FutureTask<>(() -> copies.take(key(), this::fetch));
        waiting(second);
        may.countDown();

        for (FutureTask<SharedCopies.Copy> failed : List.of(first, second)) {
            assertThatThrownBy(() -> failed.get(1, TimeUnit.MINUTES))
                    .hasCauseInstanceOf(VideoException.class)
                    .hasMessageContaining("gone");
        }
        copies.take(key(), this::fetch).close();
        assertThat(fetched).hasValue(1);
        assertThat(folder).isEmptyDirectory();
    }

    /** Starts a task in a thread of its own and returns when that waits for something. */
    private static void waiting(FutureTask<?> task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        Awaitility.await()
                .pollInterval(Duration.ofMillis(1))
                .until(() -> thread.getState() == Thread.State.WAITING);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
