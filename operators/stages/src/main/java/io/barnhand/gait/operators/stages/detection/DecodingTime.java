package io.barnhand.gait.operators.stages.detection;

import io.barnhand.gait.operators.stages.monitoring.ThreadCpu;
import java.util.concurrent.atomic.AtomicLong;

/** Time of the decoding threads of a subtask: they add to it, the subtask takes it. */
final class DecodingTime {

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong cpuNanos = new AtomicLong();

    /** Counts what the calling thread does until this is closed. */
    Timing begin() {
        return new Timing(System.nanoTime(), ThreadCpu.nanos());
    }

    /** Time that was not taken yet, ns. */
    long takeNanos() {
        return nanos.getAndSet(0);
    }

    /** CPU time that was not taken yet, ns. */
    long takeCpuNanos() {
        return cpuNanos.getAndSet(0);
    }

    /** The time of one call of a decoding thread. */
    final class Timing implements AutoCloseable {

        private final long beginNanos;
        private final long beginCpuNanos;

        private Timing(long beginNanos, long beginCpuNanos) {
            this.beginNanos = beginNanos;
            this.beginCpuNanos = beginCpuNanos;
        }

        @Override
        public void close() {
            nanos.addAndGet(System.nanoTime() - beginNanos);
            cpuNanos.addAndGet(ThreadCpu.nanos() - beginCpuNanos);
        }
    }
}
