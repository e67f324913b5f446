package io.barnhand.gait.job.pipeline.runs;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The runs of one store: a folder, a database, the topics of a cluster of brokers. It travels with
 * a job, whose end is recorded where the job's master is; it opens its store in each call.
 */
public interface RunRegister extends Serializable {

    /** The store, for messages. */
    String place();

    /**
     * Claims a run id, atomically: of several that claim it at once, all get the same answer.
     *
     * @return the run that has the id now: this one if the tokens are equal, else an earlier one,
     *     and nothing was changed
     */
    RegisteredRun claim(RunClaim claim) throws IOException;

    /** The run with an id; empty where none was claimed. */
    Optional<RegisteredRun> find(String run) throws IOException;

    /**
     * Records another start of a run that is registered: its claim replaces the one before, its
     * state is {@link RunState#STARTED}, its sequence stays.
     */
    void startAgain(RunClaim claim) throws IOException;

    /**
     * Removes a claim of which nothing was written, as another store refused it.
     *
     * @param claim of this start; one with another token stays
     */
    void release(RunClaim claim) throws IOException;

    /** Records a state of a registered run; nothing is changed where it is withdrawn. */
    void record(String run, RunState state) throws IOException;

    /** A file to lock while a process writes the run; empty where the store is on no disk. */
    default Optional<Path> lock(String run) {
        return Optional.empty();
    }

    /** All runs, by their sequence. */
    List<RegisteredRun> runs() throws IOException;
}
