package io.barnhand.gait.operators.stages;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class InheritedClassLoadersTest {

    @Test
    void onlyTheThreadsOfTheJobForgetTheirClassLoader() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (URLClassLoader job = new URLClassLoader(new URL[0]);
                URLClassLoader other = new URLClassLoader(new URL[0])) {
            Thread ofJob = started(job, end);
            Thread ofOther = started(other, end);

            InheritedClassLoaders.forget(job);

            assertThat(ofJob.getContextClassLoader()).isNotNull().isNotSameAs(job);
            assertThat(ofOther.getContextClassLoader()).isSameAs(other);
        } finally {
            end.countDown();
        }
    }

    private static Thread started(ClassLoader loader, CountDownLatch end) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                end.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        thread.setDaemon(true);
        thread.setContextClassLoader(loader);
        thread.start();
        return thread;
    }
}
