package io.barnhand.gait.operators.video.isolation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Kills a process that exceeds its time or its memory, or whose waiting thread is interrupted. Time
 * counts only while a thread waits for the process. The watchdog's thread ends with the process.
 */
final class DecoderWatchdog {

    /** Why the process was killed. */
    enum KillReason {
        TOO_SLOW,
        TOO_LARGE,
        INTERRUPTED
    }

    private static final long POLL_MS = 50;

    private final Process process;
    private final long memory;
    private final Path status;

    private Thread waiting;
    private long sinceNanos;
    private long waitedNanos;
    private long maxWaitNanos;
    private long maxTotalNanos;
    private KillReason killReason;

    DecoderWatchdog(Process process, long memory) {
        this.process = process;
        this.memory = memory;
        this.status = Path.of("/proc", Long.toString(process.pid()), "status");
    }

    void start() {
        Thread thread = new Thread(this::poll, "watch decoder " + process.pid());
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * A file begins.
     *
     * @param maxTotal longest wait for all of its frames
     */
    synchronized void beginFile(Duration maxTotal) {
        waitedNanos = 0;
        maxTotalNanos = maxTotal.toNanos();
    }

    /**
     * The calling thread begins to wait for the process.
     *
     * @param maxWait longest wait
     */
    synchronized void startWaiting(Duration maxWait) {
        maxWaitNanos = maxWait.toNanos();
        waiting = Thread.currentThread();
        sinceNanos = System.nanoTime();
    }

    /** The thread that waited continues. */
    synchronized void stopWaiting() {
        waiting = null;
        waitedNanos += System.nanoTime() - sinceNanos;
    }

    /** Why the process was killed; null if it was not. */
    synchronized KillReason killReason() {
        return killReason;
    }

    private void poll() {
        try {
            while (!process.waitFor(POLL_MS, TimeUnit.MILLISECONDS)) {
                long resident = residentBytes();
                synchronized (this) {
                    check(resident);
                }
            }
        } catch (InterruptedException e) {
            process.toHandle().destroyForcibly();
        }
    }

    private void check(long resident) {
        if (killReason == null) {
            killReason = killReason(resident);
            if (killReason != null) {
                process.toHandle().destroyForcibly();
            }
        }
    }

    private KillReason killReason(long resident) {
        if (resident > memory) {
            return KillReason.TOO_LARGE;
        }
        if (waiting == null) {
            return null;
        }
        if (waiting.isInterrupted()) {
            return KillReason.INTERRUPTED;
        }
        long nanos = System.nanoTime() - sinceNanos;
        boolean slow = nanos > maxWaitNanos || waitedNanos + nanos > maxTotalNanos;
        return slow ? KillReason.TOO_SLOW : null;
    }

    /** 0 if the system does not report it. */
    private long residentBytes() {
        try {
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("\\D+", "")) << 10;
                }
            }
            return 0;
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }
}
