package io.barnhand.gait.job.pipeline.archive;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** The progress of a first phase, from its ledger. */
public final class ArchiveProgress {

    private static final double HOUR_US = 3.6e9;
    private static final double GB = 1e9;

    private final Ledger ledger;
    private final List<ArchiveUnit> left;
    private final int units;
    private final long bytes;
    private long bytesDone;
    private long decodedUs;

    /**
     * @param work the units to process
     */
    public ArchiveProgress(WorkList work, Ledger ledger) {
        this.ledger = ledger;
        left = new ArrayList<>(work.units());
        units = left.size();
        bytes = left.stream().mapToLong(ArchiveUnit::bytes).sum();
    }

    /** Reads from the ledger which units are done. */
    public void update() throws IOException {
        for (Iterator<ArchiveUnit> units = left.iterator(); units.hasNext(); ) {
            ArchiveUnit unit = units.next();
            if (ledger.isDone(unit)) {
                bytesDone += unit.bytes();
                decodedUs +=
                        ledger.decoded(unit).stream()
                                .mapToLong(span -> span.endUs() - span.startUs())
                                .sum();
                units.remove();
            }
        }
    }

    /** How many units were done at the last update. */
    public int done() {
        return units - left.size();
    }

    /** The decoded footage of these units, µs. */
    public long decodedUs() {
        return decodedUs;
    }

    /**
     * For example {@code 3 of 12 recordings and spans, 1.50 h at 2.1 times real time, 4.50 of 18.00
     * GB, 2.1 h left}; the time left is estimated from bytes.
     *
     * @param worked time spent so far
     */
    public String summary(Duration worked) throws IOException {
        update();
        double hours = worked.toMillis() / 3.6e6;
        String done =
                String.format(
                        Locale.ROOT,
                        "%d of %d recordings and spans, %.2f h at %.1f times real time, %.2f of %.2f GB",
                        done(),
                        units,
                        decodedUs / HOUR_US,
                        decodedUs / HOUR_US / hours,
                        bytesDone / GB,
                        bytes / GB);
        return bytesDone == 0 || left.isEmpty()
                ? done
                : done + ", " + spoken(hours * (bytes - bytesDone) / bytesDone) + " left";
    }

    /** A time in a unit of everyday use. */
    public static String spoken(double hours) {
        if (hours < 1.0 / 60) {
            return "a minute";
        }
        if (hours < 1) {
            return String.format(Locale.ROOT, "%.0f min", 60 * hours);
        }
        return hours < 48
                ? String.format(Locale.ROOT, "%.1f h", hours)
                : String.format(Locale.ROOT, "%.1f days", hours / 24);
    }
}
