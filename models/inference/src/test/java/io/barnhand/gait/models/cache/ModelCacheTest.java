package io.barnhand.gait.models.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.barnhand.gait.models.ModelException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
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
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class ModelCacheTest {

    private static final ModelKey<Weights> KEY = key("a.onnx", "cpu");

    private static final Duration LONG = Duration.ofDays(1);

    /** Keeps nothing that is not used. */
    private final ModelCache cache = new ModelCache(LONG, 0);

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
                                            throw new ModelException(
                                                    "a.onnx is damaged", "copy it again");
                                        }));
        loading.await();
        Waiter other = new Waiter(() -> cache.acquire(KEY, Weights::new));
        other.awaitBlocked();
        mayFinish.countDown();

        assertThatThrownBy(first::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(ModelException.class)
                .hasMessage("a.onnx is damaged; copy it again");
        assertThatThrownBy(other::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(ModelException.class)
                .hasMessage("a.onnx is damaged; copy it again");
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
                .hasMessageContaining("The loader returned null");
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
    void anUnusedModelIsFoundAgainUntilItsTimeIsOver() {
        ModelCache lingering = new ModelCache(LONG, 1);
        Lease<Weights> first = lingering.acquire(KEY, Weights::new);
        Weights weights = first.model();
        first.close();

        assertThat(weights.closed).hasValue(0);
        try (Lease<Weights> second = lingering.acquire(KEY, Weights::new)) {
            assertThat(second.model()).isSameAs(weights);
        }
        assertThat(lingering.loads()).isEqualTo(1);
    }

    @Test
    void anUnusedModelIsClosedWhenItsTimeIsOver() {
        ModelCache brief = new ModelCache(Duration.ofMillis(1), 1);
        Lease<Weights> lease = brief.acquire(KEY, Weights::new);
        Weights weights = lease.model();
        lease.close();

        await().until(() -> weights.closed.get() > 0);
        assertThat(brief.statistics("cpu")).isEqualTo(new CacheStatistics(1, 0, 1, 0, 0, 0));
    }

    @Test
    void aModelThatIsTakenUpAgainOutlivesItsTime() throws Exception {
        ModelCache brief = new ModelCache(Duration.ofMillis(1), 2);
        for (int i = 0; i < 200; i++) {
            try (Lease<Weights> lease = brief.acquire(KEY, Weights::new)) {
                brief.acquire(key("other.onnx", "cpu"), Weights::new).close();
                assertThat(lease.model().closed).hasValue(0);
            }
        }
    }

    @Test
    void theLongestUnusedModelMakesRoomAndOneInUseNever() {
        ModelCache small = new ModelCache(LONG, 2);
        Lease<Weights> used = small.acquire(key("used", "cpu"), Weights::new);
        List<Weights> unused = new ArrayList<>();
        for (String file : List.of("a", "b", "c")) {
            Lease<Weights> lease = small.acquire(key(file, "cpu"), Weights::new);
            unused.add(lease.model());
            lease.close();
        }

        assertThat(unused).extracting(weights -> weights.closed.get()).containsExactly(1, 0, 0);
        assertThat(used.model().closed).hasValue(0);
    }

    @Test
    void countsWhatItHoldsAndDidForADevice() {
        ModelCache counting = new ModelCache(LONG, 1);
        counting.acquire(key("a", "cpu"), Weights::new).close();
        counting.acquire(key("b", "cpu"), Weights::new).close();
        Lease<Weights> first = counting.acquire(key("c", "cpu"), Weights::new);
        Lease<Weights> second = counting.acquire(key("c", "cpu"), Weights::new);
        Lease<Weights> elsewhere = counting.acquire(key("c", "gpu0"), Weights::new);

        CacheStatistics cpu = counting.statistics("cpu");
        assertThat(cpu).isEqualTo(new CacheStatistics(3, 1, 1, 1, 1, 2));
        assertThat(cpu.cached()).isEqualTo(2);
        assertThat(counting.statistics("gpu0")).isEqualTo(new CacheStatistics(1, 0, 0, 1, 0, 1));
        assertThat(counting.statistics("gpu1")).isEqualTo(new CacheStatistics(0, 0, 0, 0, 0, 0));
        assertThat(counting.loads()).isEqualTo(4);
        List.of(first, second, elsewhere).forEach(Lease::close);
    }

    @Test
    void aModelThatFailsToCloseDoesNotFailWhoLetsGoOfIt() {
        ModelKey<AutoCloseable> key =
                new ModelKey<>(AutoCloseable.class, Path.of("stuck"), 1, 2, "", "cpu");
        AutoCloseable stuck =
                () -> {
                    throw new IOException("stuck");
                };

        cache.acquire(key, () -> stuck).close();

        assertThat(cache.statistics("cpu").cached()).isZero();
    }

    /** Loaded by its own class loader as a job is, it leaves with it, though its model stays. */
    @Test
    void keepsNothingOfTheJobThatLetGoOfAModel() throws Exception {
        ModelCache lingering = new ModelCache(LONG, 1);

        WeakReference<ClassLoader> job = runAsJob(lingering);

        assertThat(lingering.statistics("cpu").idle()).isEqualTo(1);
        await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> {
                            System.gc();
                            return job.get() == null;
                        });
    }

    private static WeakReference<ClassLoader> runAsJob(ModelCache cache) throws Exception {
        URL[] classes = {CachingJob.class.getProtectionDomain().getCodeSource().getLocation()};
        try (URLClassLoader loader = new JobClassLoader(classes)) {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(loader);
            try {
                Class<?> job = loader.loadClass(CachingJob.class.getName());
                assertThat(job.getClassLoader()).isSameAs(loader);
                @SuppressWarnings("unchecked")
                Consumer<ModelCache> run =
                        (Consumer<ModelCache>) job.getConstructor().newInstance();
                run.accept(cache);
            } finally {
                thread.setContextClassLoader(before);
            }
            return new WeakReference<>(loader);
        }
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

    /** What a job does with the cache. */
    public static final class CachingJob implements Consumer<ModelCache> {

        @Override
        public void accept(ModelCache cache) {
            cache.acquire(
                            new ModelKey<>(AutoCloseable.class, Path.of("m"), 1, 2, "", "cpu"),
                            () -> new ByteArrayInputStream(new byte[0]))
                    .close();
        }
    }

    /** Loads the job itself, and all else parent-first. */
    private static final class JobClassLoader extends URLClassLoader {

        JobClassLoader(URL[] classes) {
            super(classes, ModelCacheTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            return name.equals(CachingJob.class.getName())
                    ? findClass(name)
                    : super.loadClass(name, resolve);
        }
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
            await().pollInterval(Duration.ofMillis(1))
                    .until(() -> thread.getState() == Thread.State.WAITING);
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
