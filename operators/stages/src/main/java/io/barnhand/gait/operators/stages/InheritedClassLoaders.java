package io.barnhand.gait.operators.stages;

import org.apache.flink.api.common.functions.RuntimeContext;

/**
 * Flink's threads that outlive the job that they were started by. A thread inherits the context
 * class loader of the one that starts it: those which read blocking exchanges for all batch jobs of
 * a TaskManager ({@code blocking-shuffle-io-thread}) keep that of the job that came first.
 */
public final class InheritedClassLoaders {

    private InheritedClassLoaders() {}

    /** Has the threads forget the job's class loader when the job leaves the TaskManager. */
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
