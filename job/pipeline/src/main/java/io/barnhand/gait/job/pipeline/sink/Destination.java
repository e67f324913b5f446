package io.barnhand.gait.job.pipeline.sink;

import io.barnhand.gait.job.pipeline.checks.Finding;
import io.barnhand.gait.job.pipeline.config.SinkOptions.ResultTarget;
import io.barnhand.gait.job.pipeline.config.Target;
import io.barnhand.gait.job.pipeline.results.ResultKind;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.connector.sink2.Sink;

/**
 * A store, and all that a configuration writes into it: how records are written, what is looked at
 * before, how they are removed, and how a run tells of them. The targets may be none; then nothing
 * is asked of the store, and nothing said of it.
 *
 * @param <X> the store's targets
 */
public abstract class Destination<X extends Target> {

    private final String name;
    private final List<ResultTarget<X>> targets;

    /**
     * @param name of the store in findings, at most 12 characters
     * @param targets that are written into
     */
    protected Destination(String name, List<ResultTarget<X>> targets) {
        this.name = name;
        this.targets = List.copyOf(targets);
    }

    /** What its findings are told of. */
    public final String name() {
        return name;
    }

    /** The targets that are written into. */
    protected final List<ResultTarget<X>> targets() {
        return targets;
    }

    /**
     * The sinks of a result, by the {@link Place#index()} of their targets.
     *
     * @param run writes into them
     */
    public final <T> SortedMap<Integer, Sink<T>> sinks(ResultKind<T> result, String run) {
        SortedMap<Integer, Sink<T>> sinks = new TreeMap<>();
        for (ResultTarget<X> target : targets) {
            if (target.result() == result) {
                sinks.put(target.index(), sink(result, target, run));
            }
        }
        return sinks;
    }

    /**
     * The sink of a target.
     *
     * @param result that of the target
     */
    protected abstract <T> Sink<T> sink(ResultKind<T> result, ResultTarget<X> target, String run);

    /**
     * Makes sure, before a job starts, that it can write.
     *
     * @throws io.barnhand.gait.job.pipeline.config.ConfigurationException if it cannot
     */
    public abstract void require();

    /**
     * Makes sure that a run does not write into what an earlier one left.
     *
     * @throws io.barnhand.gait.job.pipeline.config.ConfigurationException if it would
     */
    public abstract void requireNew(String run);

    /**
     * Removes what an earlier attempt at a run has written, where writing it again would leave it
     * there twice.
     */
    public abstract void beginAgain(String run) throws IOException;

    /** What may surprise whoever starts a job, a line each. */
    public List<String> notices() {
        return List.of();
    }

    /** What {@code barnhand doctor} says of it. */
    public abstract List<Finding> findings();

    /**
     * What is to be removed, target by target; equal where two targets are the same.
     *
     * @throws io.barnhand.gait.job.pipeline.config.ConfigurationException if a target cannot be
     *     looked into
     */
    public abstract List<? extends Purge> purges(PurgeScope scope) throws IOException;

    /** Where a run that has ended has written, for the terminal. */
    public abstract Stream<String> written(String run);
}
