package io.barnhand.gait.job.pipeline;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.runtime.ObjectMethods;

/**
 * A leak of Java 17: the method handles from which it makes {@code equals}, {@code hashCode} and
 * {@code toString} remember the type that they were last adapted to, and with it the class loader
 * of a job that is gone. From Java 18 on they remember it softly.
 */
final class RecordLinkage {

    private RecordLinkage() {}

    /** Has them remember a type of Java's own. */
    static void forget() {
        MethodHandle component = MethodHandles.identity(String.class);
        try {
            for (String method : new String[] {"equals", "hashCode", "toString"}) {
                ObjectMethods.bootstrap(
                        MethodHandles.lookup(),
                        method,
                        MethodHandle.class,
                        String.class,
                        "value",
                        component);
            }
        } catch (Throwable e) {
            throw new IllegalStateException("Java does not link the methods of records", e);
        }
    }
}
