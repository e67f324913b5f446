package io.barnhand.gait.job.inference;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedModelsTest {

    private static final String JOB = "io.barnhand.gait.job.";
    private static final String MODELS = "io.barnhand.gait.models.";

    @Test
    void refusesModelsThatCameInTheJobsJar() {
        assertThatThrownBy(() -> check(new JobClassLoader(List.of(JOB, MODELS))))
                .hasMessageContaining("The models were loaded by the class loader of this job")
                .hasMessageContaining("Put barnhand-gait-models with DJL")
                .hasMessageContaining("classloader.parent-first-patterns.additional");
    }

    @Test
    void takesModelsOfTheClusterInAJobsJar() {
        assertThatCode(() -> check(new JobClassLoader(List.of(JOB)))).doesNotThrowAnyException();
    }

    @Test
    void takesEverythingFromOneClassLoaderOutsideOfACluster() {
        assertThatCode(SharedModels::requireOwnClassLoader).doesNotThrowAnyException();
    }

    /** Runs the check as a job would whose class loader this is. */
    private static void check(ClassLoader job) throws Throwable {
        Method check =
                job.loadClass(SharedModels.class.getName())
                        .getDeclaredMethod("requireOwnClassLoader");
        check.setAccessible(true);
        try {
            check.invoke(null);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Has some packages in its own jar, as it were, and takes the rest from the cluster. */
    private static final class JobClassLoader extends ClassLoader {

        private final List<String> own;

        JobClassLoader(List<String> own) {
            super(SharedModelsTest.class.getClassLoader());
            this.own = own;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (own.stream().noneMatch(name::startsWith)) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            String file = name.replace('.', '/') + ".class";
            try (InputStream in = getParent().getResourceAsStream(file)) {
                byte[] code = in.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
