package io.barnhand.gait.job.pipeline.inference;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedModelsTest {

    private static final String JOB = "io.barnhand.gait.job.pipeline.";
    private static final String MODELS = "io.barnhand.gait.models.";

    @Test
    void modelsThatTheClusterLoadedAreShared() throws Exception {
        try (JobClassLoader loader = new JobClassLoader(JOB)) {
            assertThatCode(loader::requireOwnClassLoader).doesNotThrowAnyException();
        }
    }

    @Test
    void modelsThatTheJobBroughtAreAnErrorThatSaysWhereTheyBelong() throws Exception {
        try (JobClassLoader loader = new JobClassLoader(JOB, MODELS)) {
            assertThatThrownBy(loader::requireOwnClassLoader)
                    .cause()
                    .hasMessageContaining("The class loader of this job has loaded the models")
                    .hasMessageContaining("into the lib/ folder of every TaskManager")
                    .hasMessageContaining("classloader.parent-first-patterns.additional");
        }
    }

    @Test
    void anEmbeddedFlinkHasOneClassLoaderForAll() {
        assertThatCode(SharedModels::requireOwnClassLoader).doesNotThrowAnyException();
    }

    /** Loads the given packages itself, as Flink's does with what is in a job's jar. */
    private static final class JobClassLoader extends URLClassLoader {

        private final List<String> own;

        JobClassLoader(String... own) throws IOException {
            super(classPath(), SharedModelsTest.class.getClassLoader());
            this.own = List.of(own);
        }

        void requireOwnClassLoader() throws ReflectiveOperationException {
            Method method =
                    loadClass(SharedModels.class.getName())
                            .getDeclaredMethod("requireOwnClassLoader");
            method.setAccessible(true);
            method.invoke(null);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (own.stream().noneMatch(name::startsWith)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }

        private static URL[] classPath() throws MalformedURLException {
            List<URL> urls = new ArrayList<>();
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                urls.add(new File(entry).toURI().toURL());
            }
            return urls.toArray(URL[]::new);
        }
    }
}
