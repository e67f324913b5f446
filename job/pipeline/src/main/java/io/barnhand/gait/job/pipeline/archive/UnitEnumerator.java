package io.barnhand.gait.job.pipeline.archive;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/**
 * Hands the units of a work list out, one at a time to every slot that asks, which it does when it
 * has done the one before.
 *
 * <p>What a subtask was working on when it failed it gets again when it is back: it may be the
 * reason, and a subtask that has just been started knows what is suspected of that. A unit that
 * fails again comes after all others, and ends the job at its {@value #MOST_ATTEMPTS}th failure, so
 * that the rest of an archive is done before.
 */
final class UnitEnumerator implements SplitEnumerator<UnitSplit, Void> {

    /** A unit may also fail because another one takes their TaskManager with it. */
    static final int MOST_ATTEMPTS = 5;

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
     * @param everything that it was ever given, since there are no checkpoints: most of it is done
     */
    @Override
    public void addSplitsBack(List<UnitSplit> everything, int subtask) {
        UnitSplit split = inWork.remove(subtask);
        if (split == null) {
            return;
        }
        if (split.attempt() == MOST_ATTEMPTS) {
            throw new ArchiveException(
                    "The %s failed %d times and is not done: the logs of the TaskManagers tell why; go on with --resume, and without its files, such as %s, where they are the reason"
                            .formatted(
                                    work.units().get(split.index()).told(),
                                    MOST_ATTEMPTS,
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
