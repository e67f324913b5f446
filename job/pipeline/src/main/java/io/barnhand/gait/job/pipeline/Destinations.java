package io.barnhand.gait.job.pipeline;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.configuration.Target;
import io.barnhand.gait.job.formats.results.ResultKind;
import io.barnhand.gait.job.pipeline.runs.HeldFootage;
import io.barnhand.gait.job.pipeline.runs.RunClaims;
import io.barnhand.gait.job.pipeline.runs.RunRegister;
import io.barnhand.gait.job.pipeline.sink.Destination;
import io.barnhand.gait.job.pipeline.sink.GaitSinks;
import io.barnhand.gait.job.pipeline.sink.PlacedSink;
import io.barnhand.gait.job.pipeline.sink.Purge;
import io.barnhand.gait.job.pipeline.sink.PurgeScope;
import io.barnhand.gait.job.pipeline.sink.files.JsonLinesDestination;
import io.barnhand.gait.job.pipeline.sink.kafka.KafkaDestination;
import io.barnhand.gait.job.pipeline.sink.parquet.ParquetDestination;
import io.barnhand.gait.job.pipeline.sink.postgres.PostgresDestination;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All stores, and the targets of a configuration in each. How one is added is in
 * job/pipeline/README.md.
 */
public final class Destinations {

    private final List<Destination<?>> all;

    private Destinations(List<Destination<?>> all) {
        this.all = all;
    }

    /** Opens nothing and sends no request. */
    public static Destinations of(JobConfiguration configuration) {
        return new Destinations(
                Arrays.stream(Target.TargetKind.values())
                        .<Destination<?>>flatMap(kind -> of(kind, configuration))
                        .toList());
    }

    /** The list of the stores: one that is missing here does not compile. */
    private static Stream<Destination<?>> of(
            Target.TargetKind kind, JobConfiguration configuration) {
        return switch (kind) {
            case JSONL -> Stream.of(new JsonLinesDestination(configuration.sinks()));
            case PARQUET -> Stream.of(new ParquetDestination(configuration.sinks()));
            case POSTGRES -> Stream.of(new PostgresDestination(configuration.sinks()));
            case KAFKA -> Stream.of(new KafkaDestination(configuration));
            case NONE -> Stream.of();
        };
    }

    /** Store by store. */
    public List<Destination<?>> all() {
        return all;
    }

    /**
     * The sinks of a run.
     *
     * @throws ConfigurationException if the settings of a store cannot be used
     */
    public GaitSinks sinks(String run) {
        return new GaitSinks(
                sinks(ResultKind.POSES, run),
                sinks(ResultKind.GAIT, run),
                sinks(ResultKind.STRIDES, run),
                sinks(ResultKind.COVERAGE, run),
                sinks(ResultKind.DEAD_LETTERS, run));
    }

    /** In the order of the configuration, by which earlier builds knew them. */
    private <T> List<PlacedSink<T>> sinks(ResultKind<T> result, String run) {
        SortedMap<Integer, PlacedSink<T>> sinks = new TreeMap<>();
        all.forEach(destination -> sinks.putAll(destination.sinks(result, run)));
        return List.copyOf(sinks.values());
    }

    /**
     * Checks, before a job starts, that it can write.
     *
     * @throws ConfigurationException if it cannot
     */
    public void require() {
        all.forEach(Destination::require);
    }

    /**
     * Where runs of the configuration are claimed: every place once, in the order of their names,
     * so that of several starts which claim the same places none waits for another.
     */
    public List<RunRegister> registers() {
        TreeMap<String, RunRegister> registers = new TreeMap<>();
        for (Destination<?> destination : all) {
            destination
                    .registers()
                    .forEach(register -> registers.putIfAbsent(register.place(), register));
        }
        return List.copyOf(registers.values());
    }

    /**
     * What runs hold of recordings, as their results say.
     *
     * @throws ConfigurationException if a store cannot be read
     */
    public List<HeldFootage> held(Collection<String> runs) {
        return all.stream().flatMap(destination -> destination.held(runs).stream()).toList();
    }

    /**
     * Whether a run has claimed a store, or has results in it.
     *
     * @throws ConfigurationException if the claims of a store cannot be read
     */
    public boolean hasBegun(String run) {
        return !RunClaims.find(registers(), run).isEmpty();
    }

    /** Removes results of an earlier attempt at a run that would otherwise exist twice. */
    public void beginAgain(String run) throws IOException {
        for (Destination<?> destination : all) {
            destination.beginAgain(run);
        }
    }

    /** Warnings for the user who starts a job, a line each. */
    public List<String> notices() {
        return all.stream().flatMap(destination -> destination.notices().stream()).toList();
    }

    /**
     * The records to remove, every store once.
     *
     * @throws ConfigurationException if a store cannot be read
     */
    public List<Purge> purges(PurgeScope scope) throws IOException {
        LinkedHashSet<Purge> purges = new LinkedHashSet<>();
        for (Destination<?> destination : all) {
            purges.addAll(destination.purges(scope));
        }
        return new ArrayList<>(purges);
    }

    /** The folders, tables and topics that an ended run has written, a line each. */
    public Stream<String> written(String run) {
        return all.stream().flatMap(destination -> destination.written(run));
    }
}
