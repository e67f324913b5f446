package io.barnhand.gait.operators.stages;

import org.apache.flink.api.common.functions.RuntimeContext;

/**
 * Flink's threads that outlive the job that started them. A thread inherits the context class
 * loader of the thread that starts it: those that read blocking exchanges for all batch jobs of a
 * TaskManager ({@code blocking-shuffle-io-thread}) keep the class loader of the first job.
 */
public final class InheritedClassLoaders {

    private InheritedClassLoaders() {}

    /** Makes the threads forget the job's class loader when the job leaves the TaskManager. */
    public static void forgetWithJob(RuntimeContext context) {
        ClassLoader job = context.getUserCodeClassLoader();
        context.registerUserCodeClassLoaderReleaseHookIfAbsent(
                InheritedClassLoaders.class.getName(), () -> forget(job));
    }

    static void forget(ClassLoader job) {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getContextClassLoader() == job) {
                thread.setContextClassLoader(RuntimeContext.class.getClassLoader());
            }
        }
    }
}
