package io.barnhand.gait.job.cli.fetch;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.OptionalLong;

/** Shows on a terminal how far a download has come; says nothing where there is no terminal. */
final class TransferProgress implements AutoCloseable {

    private static final String CLEAR = "\r\u001b[K";
    private static final long BETWEEN_NANOS = 200_000_000;
    private static final int BAR = 30;
    private static final double MEGABYTE = 1e6;

    private final PrintWriter err;
    private final boolean terminal = System.console() != null;
    private OptionalLong total = OptionalLong.empty();
    private long beginBytes;
    private long beginNanos;
    private long shownNanos;
    private boolean shown;

    TransferProgress(PrintWriter err) {
        this.err = err;
    }

    /** From here on the rate is measured. */
    void begin(long bytes, OptionalLong ofTotal) {
        total = ofTotal;
        beginBytes = bytes;
        beginNanos = System.nanoTime();
        shownNanos = beginNanos;
    }

    void at(long bytes) {
        long now = System.nanoTime();
        if (terminal && now - shownNanos >= BETWEEN_NANOS) {
            err.print(CLEAR + line(bytes, total, bytes - beginBytes, (now - beginNanos) / 1e9));
            err.flush();
            shownNanos = now;
            shown = true;
        }
    }

    /**
     * A line such as {@code [##### ] 50 % of 3.7 MB, 1.2 MB/s}.
     *
     * @param bytes of the file so far
     * @param fresh of them those of this download
     * @param seconds that these took
     */
    static String line(long bytes, OptionalLong total, long fresh, double seconds) {
        String rate = String.format(Locale.ROOT, "%.1f MB/s", fresh / MEGABYTE / seconds);
        if (total.isEmpty() || total.getAsLong() == 0) {
            return String.format(Locale.ROOT, "%.1f MB, %s", bytes / MEGABYTE, rate);
        }
        double share = Math.min(1, (double) bytes / total.getAsLong());
        int full = (int) (share * BAR);
        return String.format(
                Locale.ROOT,
                "[%s%s] %3d %% of %.1f MB, %s",
                "#".repeat(full),
                " ".repeat(BAR - full),
                (int) (100 * share),
                total.getAsLong() / MEGABYTE,
                rate);
    }

    @Override
    public void close() {
        if (shown) {
            err.print(CLEAR);
            err.flush();
        }
    }
}
