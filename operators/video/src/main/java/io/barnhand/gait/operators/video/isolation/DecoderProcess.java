package io.barnhand.gait.operators.video.isolation;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/** A running decoding process, seen from the one that started it. Not thread-safe. */
final class DecoderProcess {

    /** It died while it was waited for. */
    static final class Died extends Exception {
        private static final long serialVersionUID = 1L;

        private final DecoderWatchdog.KillReason verdict;
        private final int exitCode;

        Died(DecoderWatchdog.KillReason verdict, int exitCode, String message, IOException cause) {
            super(message, cause);
            this.verdict = verdict;
            this.exitCode = exitCode;
        }

        /** Why it was ended; null where it ended by itself. */
        DecoderWatchdog.KillReason verdict() {
            return verdict;
        }

        /** Whether it took too much memory, as it found itself or as was seen from outside. */
        boolean isOutOfMemory() {
            return verdict == DecoderWatchdog.KillReason.LARGE
                    || exitCode == DecoderMain.OUT_OF_MEMORY;
        }
    }

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration CRASH = Duration.ofSeconds(3);
    private static final Duration EXIT = Duration.ofSeconds(10);

    private final Process process;
    private final DecoderWatchdog watch;
    private final DecoderErrors errors;
    private final DataOutputStream requests;
    private final DataInputStream replies;

    private DecoderProcess(Process process, long memory) {
        this.process = process;
        this.watch = new DecoderWatchdog(process, memory);
        this.errors = new DecoderErrors(process);
        this.requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        this.replies = new DataInputStream(new BufferedInputStream(process.getInputStream()));
    }

    /**
     * Starts it and waits until FFmpeg is loaded.
     *
     * @param memory most resident memory, bytes
     * @throws IllegalStateException if it cannot be started: no fault of any video
     */
    static DecoderProcess start(ProcessBuilder command, long memory) {
        Process started;
        try {
            started = command.start();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "No process for decoding can be started with %s: let one be started, or set decode.isolation to none where it is process"
                            .formatted(command.command().get(0)),
                    e);
        }
        DecoderProcess process = new DecoderProcess(started, memory);
        process.watch.start();
        process.watch.begin(START);
        try {
            DecoderReply reply = process.receive(START, 0);
            if (!(reply instanceof DecoderReply.Ready)) {
                throw process.misbehaved(reply);
            }
            return process;
        } catch (Died e) {
            process.kill();
            throw new IllegalStateException(
                    "The process for decoding does not start (%s): raise decode.memory, or set decode.isolation to none where it is process%n%s"
                            .formatted(e.getMessage(), process.errors.text()),
                    e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What it wrote to standard error, the beginning of it. */
    String errors() {
        return errors.text();
    }

    /** Asks for a file, for whose frames is waited so long in all at most. */
    void open(DecoderRequest request, Duration most) throws Died {
        watch.begin(most);
        send(request::write);
    }

    /** Says whether the frame just decoded is wanted. */
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
     * Waits for what it says next.
     *
     * @param most longest wait
     * @param mostPixels largest frame, px
     * @throws CancellationException if the calling thread is interrupted; it stays interrupted
     */
    DecoderReply receive(Duration most, long mostPixels) throws Died {
        watch.waits(most);
        try {
            return DecoderReply.read(replies, mostPixels);
        } catch (IOException e) {
            throw died(e);
        } finally {
            watch.goesOn();
        }
    }

    private Died died(IOException cause) {
        // Its pipes close before its exit code is known, and a crash is written where replies are.
        waitForExit(cause instanceof ProtocolException ? CRASH : EXIT);
        kill();
        DecoderWatchdog.KillReason verdict = watch.verdict();
        if (verdict == DecoderWatchdog.KillReason.UNWANTED) {
            throw new CancellationException("Interrupted while decoding");
        }
        int exitCode = process.isAlive() ? -1 : process.exitValue();
        String message =
                "exit code %d, %s".formatted(exitCode, errors.fault().orElse("no message"));
        return new Died(verdict, exitCode, message, cause);
    }

    /** Ends it because it said what makes no sense at that point. */
    Died misbehaved(DecoderReply reply) {
        return died(new ProtocolException("an unexpected " + reply.getClass().getSimpleName()));
    }

    /** Ends it, whatever it does, and waits until it is gone. */
    void kill() {
        // Process.destroyForcibly would close what is to be read of its errors.
        process.toHandle().destroyForcibly();
        waitForExit(EXIT);
        errors.close();
        close(process.getInputStream());
        close(process.getOutputStream());
    }

    /** An interrupt waits too: leaving a process behind would be worse. */
    private void waitForExit(Duration most) {
        boolean interrupted = false;
        long untilNanos = System.nanoTime() + most.toNanos();
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
            // What could not be flushed was for a process that is gone.
        }
    }
}
