package io.barnhand.gait.operators.stages.monitoring;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * CPU time of the calling thread. Other than the time of the day, it tells what work costs also
 * where more threads work than there are cores. Asking takes well under a microsecond.
 */
public final class ThreadCpu {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final boolean TOLD = THREADS.isCurrentThreadCpuTimeSupported();

    private ThreadCpu() {}

    /** Since an unknown time, ns; always the same where Java does not tell. */
    public static long nanos() {
        return TOLD ? THREADS.getCurrentThreadCpuTime() : 0;
    }
}
