package io.barnhand.gait.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

class RecordLinkageTest {

    private static final int COLLECTIONS = 100;

    /** Its methods are linked by a class loader that is gone. */
    public record Plain(String text, Plain next) {}

    @Test
    void theClassLoaderOfARecordIsCollected() throws Exception {
        ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
        Reference<ClassLoader> loader = linkedElsewhere(collected);

        RecordLinkage.forget();

        boolean gone = false;
        for (int i = 0; i < COLLECTIONS && !gone; i++) {
            System.gc();
            gone = collected.remove(100) == loader;
        }
        assertThat(gone).isTrue();
    }

    private static Reference<ClassLoader> linkedElsewhere(ReferenceQueue<ClassLoader> collected)
            throws IOException, ReflectiveOperationException {
        URL classes = Plain.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
            Class<?> plain = loader.loadClass(Plain.class.getName());
            assertThat(plain).isNotEqualTo(Plain.class);
            Object one = plain.getConstructor(String.class, plain).newInstance("a", null);
            Object other = plain.getConstructor(String.class, plain).newInstance("a", one);
            assertThat(one.equals(other)).isFalse();
            assertThat(one.hashCode()).isNotEqualTo(other.hashCode());
            assertThat(one.toString()).isNotEqualTo(other.toString());
            return new PhantomReference<>(loader, collected);
        }
    }
}
