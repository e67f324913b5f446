package io.barnhand.gait.job.pipeline.archive;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/**
 * Hands out the units of a work list, one at a time to every slot that asks, which it does after
 * the one before.
 *
 * <p>A failed subtask gets its unit again after its restart: the unit may be the reason, and a
 * subtask that has just started has the note of suspected units. A unit that fails again comes
 * after all others, and ends the job at its {@value #MAX_ATTEMPTS}th failure, so that the rest of
 * an archive is done before that.
 */
final class UnitEnumerator implements SplitEnumerator<UnitSplit, Void> {

    /** A unit may also fail because another one takes their TaskManager with it. */
    static final int MAX_ATTEMPTS = 5;

    private final WorkList work;
    private final SplitEnumeratorContext<UnitSplit> context;
    private final Deque<UnitSplit> left = new ArrayDeque<>();
    private final Map<Integer, UnitSplit> inWork = new HashMap<>();
    private final Map<Integer, UnitSplit> failed = new HashMap<>();

    UnitEnumerator(WorkList work, SplitEnumeratorContext<UnitSplit> context) {
        this.work = work;
        this.context = context;
        IntStream.range(0, work.units().size()).mapToObj(UnitSplit::first).forEach(left::add);
    }

    @Override
    public void start() {
        // Readers ask.
    }

    @Override
    public void handleSplitRequest(int subtask, String host) {
        inWork.remove(subtask);
        UnitSplit next = failed.containsKey(subtask) ? failed.remove(subtask) : left.poll();
        if (next == null) {
            context.signalNoMoreSplits(subtask);
        } else {
            inWork.put(subtask, next);
            context.assignSplit(next, subtask);
        }
    }

    /**
     * A subtask failed.
     *
     * @param everything that it was ever given, since there are no checkpoints; the larger part is
     *     done
     */
    @Override
    public void addSplitsBack(List<UnitSplit> everything, int subtask) {
        UnitSplit split = inWork.remove(subtask);
        if (split == null) {
            return;
        }
        if (split.attempt() == MAX_ATTEMPTS) {
            throw new ArchiveException(
                    String.format(
                            Locale.ROOT,
                            "The %s failed %d times and is not done",
                            work.units().get(split.index()).description(),
                            MAX_ATTEMPTS),
                    String.format(
                            Locale.ROOT,
                            "read the reason in the logs of the TaskManagers and give --resume; move its files, such as %s, away if they are the reason",
                            work.units().get(split.index()).segments().get(0).uri()));
        }
        if (split.attempt() == 1) {
            failed.put(subtask, split.again());
        } else {
            left.addLast(split.again());
        }
    }

    @Override
    public void addReader(int subtask) {
        // It asks by itself.
    }

    @Override
    public Void snapshotState(long checkpoint) {
        throw new UnsupportedOperationException(UnitSource.NO_CHECKPOINTS);
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
