package io.barnhand.gait.job.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A process of a Flink cluster or its client, which ends with this JVM at the latest. */
public final class FlinkProcess {

    private static final int TAIL = 6000;

    private final String name;
    private final Path log;
    private final Process process;

    private FlinkProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /**
     * @param name of the process and of its log
     * @param folder for the log
     * @param command without a shell between: the process started is the one to kill
     */
    public static FlinkProcess start(String name, Path folder, List<String> command)
            throws IOException {
        Path log = folder.resolve(name + ".log");
        return new FlinkProcess(
                name,
                log,
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start());
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** With which it ended. */
    public int exitCode() {
        return process.exitValue();
    }

    /** Its output so far. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The end of its output, for the message of a failure. */
    public String logTail() {
        String whole = log();
        return String.format(
                Locale.ROOT,
                "--- %s, %s%n%s",
                name,
                isAlive() ? "alive" : "ended",
                whole.substring(Math.max(0, whole.length() - TAIL)));
    }

    /** Kills it at once; returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        waitFor();
    }

    /** Asks it to end, and kills it if it does not. */
    public void stop() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private void waitFor() {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
