package io.barnhand.gait.job.cli.ending;

import io.barnhand.gait.models.NativeCalls;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Ends the program on Ctrl-C (SIGINT), SIGTERM and a closed terminal (SIGHUP).
 *
 * <p>The first signal interrupts the command, which stops its job and removes its temporary files;
 * then a line says what is kept, and the process exits, after its native calls, with 128 and the
 * number of the signal. What takes too long is left: the system ends the process by that signal,
 * which a shell reports as the same exit code. So does a second signal, at once. Java's own ways to
 * end, {@link Runtime#halt} too, would run the destructors of native libraries while their calls
 * still run, and crash.
 */
public final class EndSignals {

    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

    /** After that long without an end, a line asks for patience. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** How long a command may take to end. */
    private static final Duration COMMAND = Duration.ofSeconds(15);

    /** How long Flink's folders and native calls may take then. */
    private static final Duration HOOKS = Duration.ofSeconds(10);

    /** Signals as close as that are one: terminals and other programs send two at a time. */
    private static final Duration ONE = Duration.ofMillis(500);

    /** Name of the threads by which Flink's actors notice the end. */
    private static final String FLINKS_HOOK = "flink-shutdown-hook";

    private static final String CLEAR = "\r\u001b[K";

    private final ShellLine call;
    private final PrintStream err;
    private final Thread command = Thread.currentThread();
    private final CountDownLatch ended = new CountDownLatch(1);
    private Signal received;
    private boolean done;

    private EndSignals(ShellLine call, PrintStream err) {
        this.call = call;
        this.err = err;
    }

    /**
     * Takes the signals of this process, whose command runs on the calling thread.
     *
     * @param arguments of the program
     * @param err gets what is kept
     */
    public static EndSignals watch(List<String> arguments, PrintStream err) {
        EndSignals signals = new EndSignals(ShellLine.barnhand(arguments), err);
        for (String name : NAMES) {
            handle(name, signals::receive);
        }
        return signals;
    }

    /** A signal that this process was started to ignore stays ignored. */
    private static void handle(String name, SignalHandler handler) {
        try {
            Signal.handle(new Signal(name), handler);
        } catch (IllegalArgumentException e) {
            // This system does not have it, or Java runs with -Xrs.
        }
    }

    /** Whether a signal ends the command. */
    public synchronized boolean received() {
        return received != null;
    }

    /** Ends the process, unless a signal already does; does not return. */
    public void exit(int code) {
        synchronized (this) {
            done = received == null || code == 0;
        }
        ended.countDown();
        if (done) {
            Thread.setDefaultUncaughtExceptionHandler(EndSignals::uncaught);
            System.exit(code);
        }
        while (true) {
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                // It came late.
            }
        }
    }

    /**
     * Flink closes the class loader of its actors while their hook may still have to run, which
     * then finds no class: all is done by then, and nobody can act on it.
     */
    private static void uncaught(Thread thread, Throwable failure) {
        if (!(failure instanceof LinkageError && thread.getName().startsWith(FLINKS_HOOK))) {
            failure.printStackTrace();
        }
    }

    private void receive(Signal signal) {
        synchronized (this) {
            if (received != null) {
                return;
            }
            received = signal;
        }
        try {
            end(signal);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nothing interrupts this thread", e);
        }
    }

    private void end(Signal signal) throws InterruptedException {
        NativeCalls.cancel(command);
        ended.await(ONE.toNanos(), TimeUnit.NANOSECONDS);
        // From now on the system ends the process.
        NAMES.forEach(name -> handle(name, SignalHandler.SIG_DFL));
        if (!ended.await(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
            say("Ending; a second signal ends it at once, without cleaning up.");
            ended.await(COMMAND.minus(PATIENCE).toNanos(), TimeUnit.NANOSECONDS);
        }
        synchronized (this) {
            if (!done) {
                say(
                        String.format(
                                Locale.ROOT,
                                "Interrupted (SIG%s). %s",
                                signal.getName(),
                                KeptWork.line(call)));
                // Waits for native calls, in a hook of theirs.
                Thread exit = new Thread(() -> System.exit(128 + signal.getNumber()), "exit");
                exit.setDaemon(true);
                exit.start();
            }
        }
        Thread.sleep(HOOKS.toMillis());
        endAtOnce(signal);
    }

    private void say(String line) {
        err.println((System.console() == null ? "" : CLEAR) + line);
        err.flush();
    }

    /**
     * Neither Java nor a native library does anything more; Java cannot send itself this signal.
     */
    private static void endAtOnce(Signal signal) throws InterruptedException {
        long pid = ProcessHandle.current().pid();
        try {
            new ProcessBuilder("sh", "-c", "kill -s " + signal.getName() + " " + pid)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            Runtime.getRuntime().halt(128 + signal.getNumber());
        }
    }
}
