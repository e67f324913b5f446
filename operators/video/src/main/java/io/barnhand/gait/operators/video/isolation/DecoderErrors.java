package io.barnhand.gait.operators.video.isolation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Drains the standard error of a process, so that writing never blocks it, and keeps the beginning,
 * which names the signal of a crash. Its thread ends with the process.
 */
final class DecoderErrors implements AutoCloseable {

    private static final int KEPT = 4096;
    private static final int LINE = 200;

    /** Begins the line in which Java names the signal of a crash. */
    private static final String SIGNAL = "#  SIG";

    private final InputStream in;
    private final Thread thread;
    private final byte[] kept = new byte[KEPT];
    private int length;

    DecoderErrors(Process process) {
        in = process.getErrorStream();
        thread = new Thread(this::drain, "errors of decoder " + process.pid());
        thread.setDaemon(true);
        thread.start();
    }

    private void drain() {
        byte[] chunk = new byte[1024];
        try (in) {
            for (int read; (read = in.read(chunk)) >= 0; ) {
                keep(chunk, read);
            }
        } catch (IOException e) {
            // The process is gone.
        }
    }

    private synchronized void keep(byte[] chunk, int read) {
        int room = Math.min(read, KEPT - length);
        System.arraycopy(chunk, 0, kept, length, room);
        length += room;
    }

    synchronized String text() {
        return new String(kept, 0, length, StandardCharsets.UTF_8).strip();
    }

    /** Why the process ended, in one line: the signal of a crash, else the first line. */
    Optional<String> fault() {
        String text = text();
        return text.lines()
                .filter(line -> line.startsWith(SIGNAL))
                .findFirst()
                .or(() -> text.lines().findFirst())
                .map(line -> line.substring(0, Math.min(line.length(), LINE)))
                .map(line -> line.replaceAll("^[# ]+", ""));
    }

    /** Waits until the last output of an ended process is read. */
    @Override
    public void close() {
        try {
            thread.join(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
