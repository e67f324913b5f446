package io.barnhand.gait.operators.stages.monitoring;

import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Counter;

/** Counts time in whole milliseconds and keeps the rest for later. Not thread-safe. */
public final class ElapsedMs {

    private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Counter counter;
    private long rest;

    /**
     * @param counter of milliseconds
     */
    public ElapsedMs(Counter counter) {
        this.counter = counter;
    }

    /**
     * @param nanos time that passed, ns
     */
    public void add(long nanos) {
        rest += nanos;
        counter.inc(rest / NANOS);
        rest %= NANOS;
    }
}
