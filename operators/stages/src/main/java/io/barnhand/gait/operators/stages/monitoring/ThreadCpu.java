package io.barnhand.gait.operators.stages.monitoring;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * CPU time of the calling thread. Unlike wall-clock time, it measures the cost of work also where
 * more threads run than there are cores. A call takes well under a microsecond.
 */
public final class ThreadCpu {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final boolean SUPPORTED = THREADS.isCurrentThreadCpuTimeSupported();

    private ThreadCpu() {}

    /** CPU time since an arbitrary time, ns; always 0 where Java cannot measure it. */
    public static long nanos() {
        return SUPPORTED ? THREADS.getCurrentThreadCpuTime() : 0;
    }
}
