package io.barnhand.gait.job.formats.sinks;

import java.io.IOException;
import java.io.Serializable;
import java.util.function.LongSupplier;
import org.apache.flink.streaming.api.functions.sink.filesystem.PartFileInfo;
import org.apache.flink.streaming.api.functions.sink.filesystem.RollingPolicy;

/**
 * When a file of lines ends: when it is large, at the end of a bounded job, and at the first
 * checkpoint at which it is five minutes old, or in the first fifty minutes of a task a tenth of
 * what that has lasted. So the first lines can be read soon, and a day has few files.
 */
final class LineFileRolling<T> implements RollingPolicy<T, String> {

    private static final long serialVersionUID = 1L;

    static final long OLD_MS = 300_000;
    static final long LARGE = 128L << 20;
    private static final int SHARE = 10;

    /** Time, ms since the epoch. */
    interface Clock extends LongSupplier, Serializable {}

    private final Clock clock;

    /** When the first file of the task was opened, or 0. */
    private transient long begunMs;

    LineFileRolling(Clock clock) {
        this.clock = clock;
    }

    @Override
    public boolean shouldRollOnCheckpoint(PartFileInfo<String> file) {
        long nowMs = clock.getAsLong();
        if (begunMs == 0) {
            begunMs = file.getCreationTime();
        }
        long ageMs = nowMs - file.getCreationTime();
        // A clock that was set back would keep the file open for as long.
        return OpenFiles.isClosed(file)
                || ageMs < 0
                || ageMs >= Math.min(OLD_MS, (nowMs - begunMs) / SHARE);
    }

    @Override
    public boolean shouldRollOnEvent(PartFileInfo<String> file, T record) throws IOException {
        return OpenFiles.isClosed(file) || file.getSize() >= LARGE;
    }

    @Override
    public boolean shouldRollOnProcessingTime(PartFileInfo<String> file, long nowMs) {
        return false;
    }
}
