package io.barnhand.gait.job.pipeline.sink;

import io.barnhand.gait.job.configuration.SinkOptions.ResultTarget;
import io.barnhand.gait.job.configuration.Target;
import io.barnhand.gait.job.formats.results.ResultKind;
import io.barnhand.gait.job.pipeline.checks.Finding;
import io.barnhand.gait.job.pipeline.runs.HeldFootage;
import io.barnhand.gait.job.pipeline.runs.RunRegister;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.connector.sink2.Sink;

/**
 * A store and all targets of a configuration in it: how records are written, what is checked
 * before, how records are removed, and how a run reports them. Without targets the store gets no
 * request and no report.
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

    /** The subject of its findings. */
    public final String name() {
        return name;
    }

    /** The targets that are written into. */
    protected final List<ResultTarget<X>> targets() {
        return targets;
    }

    /**
     * The sinks of a result, by the {@link ResultTarget#index()} of their targets.
     *
     * @param run writes into them
     */
    public final <T> SortedMap<Integer, PlacedSink<T>> sinks(ResultKind<T> result, String run) {
        SortedMap<Integer, PlacedSink<T>> sinks = new TreeMap<>();
        for (ResultTarget<X> target : targets) {
            if (target.result() == result) {
                sinks.put(
                        target.index(),
                        new PlacedSink<>(target.settings().place(), sink(result, target, run)));
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
     * Checks, before a job starts, that it can write.
     *
     * @throws io.barnhand.gait.job.configuration.ConfigurationException if it cannot
     */
    public abstract void require();

    /**
     * Where runs that write into its targets are claimed; none for a store that keeps no runs. A
     * place may be named more than once.
     */
    public List<RunRegister> registers() {
        return List.of();
    }

    /**
     * What runs hold of recordings, as their results say; nothing for a store that cannot be asked.
     *
     * @throws io.barnhand.gait.job.configuration.ConfigurationException if a target cannot be read
     */
    public List<HeldFootage> held(Collection<String> runs) {
        return List.of();
    }

    /**
     * Removes the results of an earlier attempt at a run, where writing them again would leave them
     * twice.
     */
    public abstract void beginAgain(String run) throws IOException;

    /** Warnings for the user who starts a job, a line each. */
    public List<String> notices() {
        return List.of();
    }

    /** Its findings for {@code barnhand doctor}. */
    public abstract List<Finding> findings();

    /**
     * The records to remove, target by target; equal where two targets are the same.
     *
     * @throws io.barnhand.gait.job.configuration.ConfigurationException if a target cannot be read
     */
    public abstract List<? extends Purge> purges(PurgeScope scope) throws IOException;

    /** The folders, tables or topics that an ended run has written, for the terminal. */
    public abstract Stream<String> written(String run);
}
