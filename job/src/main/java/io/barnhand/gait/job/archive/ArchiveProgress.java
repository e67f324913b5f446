package io.barnhand.gait.job.archive;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** How far a first phase has come, told by its ledger. */
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
     * @param work what is to be done now
     */
    public ArchiveProgress(WorkList work, Ledger ledger) {
        this.ledger = ledger;
        left = new ArrayList<>(work.units());
        units = left.size();
        bytes = left.stream().mapToLong(ArchiveUnit::bytes).sum();
    }

    /** Looks for what has become done. */
    public void look() throws IOException {
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

    /** How many units were done at the last look. */
    public int done() {
        return units - left.size();
    }

    /** What had been decoded of them, µs. */
    public long decodedUs() {
        return decodedUs;
    }

    /**
     * For example {@code 3 of 12 recordings and spans, 1.50 h at 2.1 times real time, 4.5 of 18.0
     * GB, 2.1 h left}; what is left is told by bytes.
     *
     * @param worked for how long
     */
    public String told(Duration worked) throws IOException {
        look();
        double hours = worked.toMillis() / 3.6e6;
        String done =
                String.format(
                        Locale.ROOT,
                        "%d of %d recordings and spans, %.2f h at %.1f times real time, %.1f of %.1f GB",
                        done(),
                        units,
                        decodedUs / HOUR_US,
                        decodedUs / HOUR_US / hours,
                        bytesDone / GB,
                        bytes / GB);
        return bytesDone == 0
                ? done
                : done
                        + String.format(
                                Locale.ROOT,
                                ", %.1f h left",
                                hours * (bytes - bytesDone) / bytesDone);
    }
}
