package io.barnhand.gait.operators.video.isolation;

import io.barnhand.gait.models.BarnhandException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/** A running decoding process, as its parent process sees it. Not thread-safe. */
final class DecoderProcess {

    /** It died while its parent was waiting for it. */
    static final class Died extends Exception {
        private static final long serialVersionUID = 1L;

        private final DecoderWatchdog.KillReason killReason;
        private final int exitCode;

        Died(
                DecoderWatchdog.KillReason killReason,
                int exitCode,
                String message,
                IOException cause) {
            super(message, cause);
            this.killReason = killReason;
            this.exitCode = exitCode;
        }

        /** Why it was killed; null if it ended by itself. */
        DecoderWatchdog.KillReason killReason() {
            return killReason;
        }

        /** Whether it took too much memory, by its own report or by that of the watchdog. */
        boolean isOutOfMemory() {
            return killReason == DecoderWatchdog.KillReason.TOO_LARGE
                    || exitCode == DecoderMain.OUT_OF_MEMORY;
        }
    }

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration CRASH = Duration.ofSeconds(3);
    private static final Duration EXIT = Duration.ofSeconds(10);

    private final Process process;
    private final DecoderWatchdog watchdog;
    private final DecoderErrors errors;
    private final DataOutputStream requests;
    private final DataInputStream replies;

    private DecoderProcess(Process process, long memory) {
        this.process = process;
        this.watchdog = new DecoderWatchdog(process, memory);
        this.errors = new DecoderErrors(process);
        this.requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        this.replies = new DataInputStream(new BufferedInputStream(process.getInputStream()));
    }

    /**
     * Starts it and waits until FFmpeg is loaded.
     *
     * @param memory maximum resident memory, bytes
     * @throws IllegalStateException if it cannot be started, which no video causes
     */
    static DecoderProcess start(ProcessBuilder command, long memory) {
        Process started;
        try {
            started = command.start();
        } catch (IOException e) {
            throw new IllegalStateException(
                    BarnhandException.message(
                            String.format(
                                    Locale.ROOT,
                                    "The decoding process cannot be started with %s",
                                    command.command().get(0)),
                            "permit child processes, or set decode.isolation to none if it is process"),
                    e);
        }
        DecoderProcess process = new DecoderProcess(started, memory);
        process.watchdog.start();
        process.watchdog.beginFile(START);
        try {
            DecoderReply reply = process.receive(START, 0);
            if (!(reply instanceof DecoderReply.Ready)) {
                throw process.misbehaved(reply);
            }
            return process;
        } catch (Died e) {
            process.kill();
            throw new IllegalStateException(
                    BarnhandException.message(
                            String.format(
                                    Locale.ROOT,
                                    "The decoding process does not start (%s)",
                                    e.getMessage()),
                            String.format(
                                    Locale.ROOT,
                                    "raise decode.memory, or set decode.isolation to none if it is process. Its output: %s",
                                    process.errors.text())),
                    e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The beginning of its standard error. */
    String errors() {
        return errors.text();
    }

    /**
     * Requests a file.
     *
     * @param maxTotal longest wait for all of its frames
     */
    void open(DecoderRequest request, Duration maxTotal) throws Died {
        watchdog.beginFile(maxTotal);
        send(request::write);
    }

    /** Answers whether the frame just decoded is wanted. */
    void answer(boolean wanted) throws Died {
        send(
                out -> {
                    out.write(wanted ? DecoderMain.WANTED : DecoderMain.UNWANTED);
                    out.flush();
                });
    }

    private interface Message {
        void write(DataOutputStream out) throws IOException;
    }

    private void send(Message message) throws Died {
        try {
            message.write(requests);
        } catch (IOException e) {
            throw died(e);
        }
    }

    /**
     * Waits for its next reply.
     *
     * @param maxWait longest wait
     * @param maxPixels largest frame, px
     * @throws CancellationException if the calling thread is interrupted; it stays interrupted
     */
    DecoderReply receive(Duration maxWait, long maxPixels) throws Died {
        watchdog.startWaiting(maxWait);
        try {
            return DecoderReply.read(replies, maxPixels);
        } catch (IOException e) {
            throw died(e);
        } finally {
            watchdog.stopWaiting();
        }
    }

    private Died died(IOException cause) {
        // Its pipes close before its exit code is known, and a crash is written where replies are.
        waitForExit(cause instanceof ProtocolException ? CRASH : EXIT);
        kill();
        DecoderWatchdog.KillReason killReason = watchdog.killReason();
        if (killReason == DecoderWatchdog.KillReason.INTERRUPTED) {
            throw new CancellationException("Interrupted while decoding");
        }
        int exitCode = process.isAlive() ? -1 : process.exitValue();
        String message =
                String.format(
                        Locale.ROOT,
                        "exit code %d, %s",
                        exitCode,
                        errors.fault().orElse("no message"));
        return new Died(killReason, exitCode, message, cause);
    }

    /** Kills it because of a reply that makes no sense at this point. */
    Died misbehaved(DecoderReply reply) {
        return died(new ProtocolException("an unexpected " + reply.getClass().getSimpleName()));
    }

    /** Kills it and waits until it has ended. */
    void kill() {
        // Process.destroyForcibly would close its standard error, which is still to be read.
        process.toHandle().destroyForcibly();
        waitForExit(EXIT);
        errors.close();
        close(process.getInputStream());
        close(process.getOutputStream());
    }

    /** Waits through an interrupt: leaving a process behind would be worse. */
    private void waitForExit(Duration maxWait) {
        boolean interrupted = false;
        long untilNanos = System.nanoTime() + maxWait.toNanos();
        for (long left; process.isAlive() && (left = untilNanos - System.nanoTime()) > 0; ) {
            try {
                process.waitFor(left, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(Closeable stream) {
        try {
            stream.close();
        } catch (IOException e) {
            // The data that could not be flushed was for a process that has ended.
        }
    }
}
