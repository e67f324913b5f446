package io.barnhand.gait.models;

import java.time.Duration;
import java.util.concurrent.CancellationException;

/**
 * Keeps a process from ending inside native code. As it ends, the C++ libraries free what their
 * calls still use: a call that runs then ends in a crash. So the end waits for the calls that run,
 * and none begins after it.
 */
public final class NativeCalls {

    /** Far longer than a call takes; whoever ends the process may not wait that long. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final NativeCalls PROCESS = new NativeCalls();

    static {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> PROCESS.end(LONGEST), "wait for native calls to end"));
    }

    private int running;
    private Thread cancelled;
    private boolean ended;

    NativeCalls() {}

    /** A call that runs. */
    @FunctionalInterface
    public interface NativeCall extends AutoCloseable {

        @Override
        void close();
    }

    /**
     * Begins a call of this process, which its thread ends by closing it.
     *
     * @throws CancellationException if the thread was interrupted, and stays so: what it computes
     *     is no longer wanted
     */
    public static NativeCall begin() {
        return PROCESS.enter();
    }

    /**
     * Interrupts a thread, which begins no call from now on: Java's own drawing of text takes an
     * interrupt for a fault of its file, and clears it.
     */
    public static void cancel(Thread thread) {
        PROCESS.refuse(thread);
        thread.interrupt();
    }

    synchronized void refuse(Thread thread) {
        cancelled = thread;
    }

    synchronized NativeCall enter() {
        if (Thread.currentThread().isInterrupted() || Thread.currentThread() == cancelled) {
            throw new CancellationException("Interrupted before a native call");
        }
        while (ended) {
            // What fails now would be reported as a failure, and is none.
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("The process ends");
            }
        }
        running++;
        return this::leave;
    }

    private synchronized void leave() {
        running--;
        notifyAll();
    }

    /**
     * From now on no call begins: a thread that would waits until it is interrupted.
     *
     * @param longest how long to wait for those that run
     * @return whether none runs
     */
    synchronized boolean end(Duration longest) {
        ended = true;
        long until = System.nanoTime() + longest.toNanos();
        try {
            for (long left = longest.toNanos();
                    running > 0 && left > 0;
                    left = until - System.nanoTime()) {
                wait(1 + left / 1_000_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return running == 0;
    }
}
