package io.barnhand.gait.models.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.models.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class ModelCacheTest {

    private static final ModelKey<Weights> KEY = key("a.onnx", "cpu");

    private final ModelCache cache = new ModelCache();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void sharesOneModelAndClosesItWithTheLastLease() {
        Lease<Weights> first = cache.acquire(KEY, Weights::new);
        Lease<Weights> second = cache.acquire(KEY, Weights::new);

        assertThat(second.model()).isSameAs(first.model());
        assertThat(cache.loads()).isEqualTo(1);
        Weights weights = first.model();
        first.close();
        assertThat(weights.closed).hasValue(0);
        second.close();
        assertThat(weights.closed).hasValue(1);
    }

    @Test
    void countsALeaseOnceHoweverOftenItIsClosed() {
        Lease<Weights> first = cache.acquire(KEY, Weights::new);
        Lease<Weights> second = cache.acquire(KEY, Weights::new);
        first.close();
        first.close();

        assertThat(second.model().closed).hasValue(0);
        assertThatThrownBy(first::model)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("This lease is closed");
    }

    @Test
    void loadsAgainAfterTheLastLease() {
        Lease<Weights> first = cache.acquire(KEY, Weights::new);
        Weights before = first.model();
        first.close();

        try (Lease<Weights> second = cache.acquire(KEY, Weights::new)) {
            assertThat(second.model()).isNotSameAs(before);
            assertThat(cache.loads()).isEqualTo(2);
        }
    }

    @Test
    void loadsOnceForThreadsThatAskAtTheSameTime() throws Exception {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch mayFinish = new CountDownLatch(1);
        Future<Lease<Weights>> first =
                threads.submit(() -> cache.acquire(KEY, () -> slow(loading, mayFinish)));
        loading.await();
        List<Waiter> others = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            others.add(new Waiter(() -> cache.acquire(KEY, Weights::new)));
        }
        for (Waiter other : others) {
            other.awaitBlocked();
        }
        mayFinish.countDown();

        Lease<Weights> lease = first.get();
        for (Waiter other : others) {
            assertThat(other.get().model()).isSameAs(lease.model());
        }
        assertThat(cache.loads()).isEqualTo(1);
        Weights weights = lease.model();
        lease.close();
        for (Waiter other : others) {
            assertThat(weights.closed).hasValue(0);
            other.get().close();
        }
        assertThat(weights.closed).hasValue(1);
    }

    @Test
    void doesNotHoldUpAnotherKey() throws Exception {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch mayFinish = new CountDownLatch(1);
        Future<Lease<Weights>> slow =
                threads.submit(() -> cache.acquire(KEY, () -> slow(loading, mayFinish)));
        loading.await();

        try (Lease<Weights> other = cache.acquire(key("b.onnx", "cpu"), Weights::new);
                Lease<Weights> device = cache.acquire(key("a.onnx", "gpu0"), Weights::new)) {
            assertThat(other.model()).isNotSameAs(device.model());
        }
        mayFinish.countDown();
        slow.get().close();
        assertThat(cache.loads()).isEqualTo(3);
    }

    @Test
    void reportsAFailedLoadToAllWhoWaitedAndForgetsIt() throws Exception {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch mayFinish = new CountDownLatch(1);
        Future<Lease<Weights>> first =
                threads.submit(
                        () ->
                                cache.acquire(
                                        KEY,
                                        () -> {
                                            slow(loading, mayFinish);
                                            throw new ModelException("a.onnx is damaged");
                                        }));
        loading.await();
        Waiter other = new Waiter(() -> cache.acquire(KEY, Weights::new));
        other.awaitBlocked();
        mayFinish.countDown();

        assertThatThrownBy(first::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(ModelException.class)
                .hasMessage("a.onnx is damaged");
        assertThatThrownBy(other::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(ModelException.class)
                .hasMessage("a.onnx is damaged");
        assertThat(cache.loads()).isZero();
        try (Lease<Weights> retry = cache.acquire(KEY, Weights::new)) {
            assertThat(retry.model().closed).hasValue(0);
        }
    }

    @Test
    void namesTheFileWhenALoaderFailsInAnotherWay() {
        assertThatThrownBy(
                        () ->
                                cache.acquire(
                                        KEY,
                                        () -> {
                                            throw new IOException("disk on fire");
                                        }))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("a.onnx")
                .hasMessageContaining("disk on fire");
        assertThatThrownBy(() -> cache.acquire(KEY, () -> null))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("gave no model");
    }

    @Test
    void passesAnErrorOnAndForgetsTheLoad() {
        assertThatThrownBy(
                        () ->
                                cache.acquire(
                                        KEY,
                                        () -> {
                                            throw new UnsatisfiedLinkError("no native");
                                        }))
                .isInstanceOf(UnsatisfiedLinkError.class);
        cache.acquire(KEY, Weights::new).close();
        assertThat(cache.loads()).isEqualTo(1);
    }

    @Test
    void anInterruptedWaiterKeepsNoShare() throws Exception {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch mayFinish = new CountDownLatch(1);
        Future<Lease<Weights>> first =
                threads.submit(() -> cache.acquire(KEY, () -> slow(loading, mayFinish)));
        loading.await();
        Waiter other = new Waiter(() -> cache.acquire(KEY, Weights::new));
        other.awaitBlocked();
        other.thread.interrupt();

        assertThatThrownBy(other::get)
                .cause()
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("Interrupted");
        mayFinish.countDown();
        Lease<Weights> lease = first.get();
        Weights weights = lease.model();
        lease.close();
        assertThat(weights.closed).hasValue(1);
    }

    @Test
    void neverHandsOutAClosedModelWhenManyComeAndGo() throws Exception {
        List<Weights> loaded = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> runs = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            runs.add(
                    threads.submit(
                            () -> {
                                start.await();
                                for (int i = 0; i < 2000; i++) {
                                    try (Lease<Weights> lease =
                                            cache.acquire(KEY, () -> remember(loaded))) {
                                        assertThat(lease.model().closed).hasValue(0);
                                    }
                                }
                                return null;
                            }));
        }
        start.countDown();
        for (Future<?> run : runs) {
            run.get();
        }
        assertThat(loaded)
                .hasSize((int) cache.loads())
                .allSatisfy(weights -> assertThat(weights.closed).hasValue(1));
    }

    @Test
    void tellsAReplacedFileApart(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("m.onnx"), "one");
        ModelKey<Weights> before = ModelKey.of(Weights.class, file, "", "cpu");
        assertThat(ModelKey.of(Weights.class, directory.resolve("./m.onnx"), "", "cpu"))
                .isEqualTo(before);
        Files.setLastModifiedTime(file, FileTime.fromMillis(before.modified() + 1000));
        assertThat(ModelKey.of(Weights.class, file, "", "cpu")).isNotEqualTo(before);
        Files.delete(file);

        assertThatThrownBy(() -> ModelKey.of(Weights.class, file, "", "cpu"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("m.onnx cannot be read");
    }

    private static Weights remember(List<Weights> loaded) {
        Weights weights = new Weights();
        synchronized (loaded) {
            loaded.add(weights);
        }
        return weights;
    }

    private static Weights slow(CountDownLatch loading, CountDownLatch mayFinish)
            throws InterruptedException {
        loading.countDown();
        mayFinish.await();
        return new Weights();
    }

    private static ModelKey<Weights> key(String file, String device) {
        return new ModelKey<>(Weights.class, Path.of(file), 1, 2, "", device);
    }

    /** A thread whose waiting inside the cache can be seen. */
    private static final class Waiter {
        private final FutureTask<Lease<Weights>> task;
        private final Thread thread;

        Waiter(Callable<Lease<Weights>> acquire) {
            task = new FutureTask<>(acquire);
            thread = new Thread(task);
            thread.setDaemon(true);
            thread.start();
        }

        void awaitBlocked() {
            while (thread.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }

        Lease<Weights> get() throws InterruptedException, ExecutionException {
            return task.get();
        }
    }

    private static final class Weights implements AutoCloseable {
        private final AtomicInteger closed = new AtomicInteger();

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }
}
