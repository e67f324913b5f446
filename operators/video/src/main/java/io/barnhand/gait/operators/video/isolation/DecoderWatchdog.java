package io.barnhand.gait.operators.video.isolation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Ends a process that takes longer than it may while somebody waits for it, that takes more memory
 * than it may, or whose waiting thread is interrupted. Its thread ends with the process.
 */
final class DecoderWatchdog {

    /** Why the process was ended; null where it was not. */
    enum KillReason {
        SLOW,
        LARGE,
        UNWANTED
    }

    private static final long LOOK_MS = 50;

    private final Process process;
    private final long memory;
    private final Path status;

    private Thread waiting;
    private long sinceNanos;
    private long waitedNanos;
    private long mostNanos;
    private long mostInAllNanos;
    private KillReason verdict;

    DecoderWatchdog(Process process, long memory) {
        this.process = process;
        this.memory = memory;
        this.status = Path.of("/proc", Long.toString(process.pid()), "status");
    }

    void start() {
        Thread thread = new Thread(this::look, "watch decoder " + process.pid());
        thread.setDaemon(true);
        thread.start();
    }

    /** A file begins, whose frames may be waited for so long in all. */
    synchronized void begin(Duration most) {
        waitedNanos = 0;
        mostInAllNanos = most.toNanos();
    }

    /** The calling thread waits for the process, at most so long. */
    synchronized void waits(Duration most) {
        mostNanos = most.toNanos();
        waiting = Thread.currentThread();
        sinceNanos = System.nanoTime();
    }

    /** It no longer does. */
    synchronized void goesOn() {
        waiting = null;
        waitedNanos += System.nanoTime() - sinceNanos;
    }

    synchronized KillReason verdict() {
        return verdict;
    }

    private void look() {
        try {
            while (!process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS)) {
                long resident = residentBytes();
                synchronized (this) {
                    judge(resident);
                }
            }
        } catch (InterruptedException e) {
            process.toHandle().destroyForcibly();
        }
    }

    private void judge(long resident) {
        if (verdict == null) {
            verdict = verdict(resident);
            if (verdict != null) {
                process.toHandle().destroyForcibly();
            }
        }
    }

    private KillReason verdict(long resident) {
        if (resident > memory) {
            return KillReason.LARGE;
        }
        if (waiting == null) {
            return null;
        }
        if (waiting.isInterrupted()) {
            return KillReason.UNWANTED;
        }
        long nanos = System.nanoTime() - sinceNanos;
        boolean slow = nanos > mostNanos || waitedNanos + nanos > mostInAllNanos;
        return slow ? KillReason.SLOW : null;
    }

    /** 0 where the system does not tell. */
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
