package io.barnhand.gait.job.configuration;

import java.util.Optional;

/**
 * {@code run}: how the job is executed.
 *
 * @param id name of the run, part of the output paths; null for one generated from the time
 * @param mode execution mode of Flink
 * @param parallelism subtasks of every operator; 0 for what the cluster or machine offers
 * @param resume whether the run may have begun already, so that its folders may exist
 * @param checkpoints folder or address in a store for those of a live run; null for that of the
 *     command or the cluster
 */
public record RunOptions(
        String id, Mode mode, int parallelism, boolean resume, String checkpoints) {

    /** Execution mode; auto is batch for bounded sources. */
    public enum Mode {
        AUTO,
        BATCH,
        STREAMING
    }

    /**
     * Whether Flink runs the job in batch mode.
     *
     * @param bounded whether the source ends by itself
     */
    public boolean batch(boolean bounded) {
        return mode == Mode.BATCH || (mode == Mode.AUTO && bounded);
    }

    private static final Key<RunOptions, String> ID =
            Key.of(
                    "id",
                    RunOptions::id,
                    Scalar.text(),
                    null,
                    "part of the output paths (run=<id>); null: generated from the time of the start");

    private static final Key<RunOptions, Mode> MODE =
            Key.of(
                    "mode",
                    RunOptions::mode,
                    Scalar.choice(Mode.class),
                    Mode.AUTO,
                    "auto: batch for bounded sources");

    private static final Key<RunOptions, Integer> PARALLELISM =
            Key.of(
                    "parallelism",
                    RunOptions::parallelism,
                    Scalar.integer(0, 128),
                    0,
                    "subtasks of every operator; 0: what the machine or the cluster offers");

    private static final Key<RunOptions, Boolean> RESUME =
            Key.of(
                    "resume",
                    RunOptions::resume,
                    Scalar.flag(),
                    false,
                    "true: a live run that has begun continues although no checkpoint of it is there: open"
                            + " passes are lost. A live run with an id continues from its checkpoints"
                            + " without it; --from-savepoint sets it. A run with an end is continued"
                            + " from a savepoint alone");

    private static final Key<RunOptions, String> CHECKPOINTS =
            Key.of(
                            "checkpoints",
                            RunOptions::checkpoints,
                            Scalar.place(),
                            null,
                            "folder or address in a store in which a live run with an id keeps its"
                                    + " checkpoints, from which the same command continues it; null:"
                                    + " out/checkpoints, on a cluster Flink's execution.checkpointing.dir")
                    .idle(RunOptions::withoutCheckpoints);

    static final Area<RunOptions> AREA =
            Area.of(RunOptions::read, ID, MODE, PARALLELISM, RESUME, CHECKPOINTS);

    private static Optional<String> withoutCheckpoints(JobConfiguration configuration) {
        return Idle.unlessSource(SourceOptions.SourceKind.KAFKA)
                .why(configuration)
                .or(
                        () ->
                                configuration.run().id() == null
                                        ? Optional.of("without run.id")
                                        : Optional.empty());
    }

    private static RunOptions read(Section section) {
        String id = section.get(ID);
        if (id != null && !id.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            section.problem(
                    "id",
                    id,
                    "give up to 64 letters, digits, dots, hyphens or underscores, a letter or digit first");
        }
        boolean resume = section.get(RESUME);
        if (resume && id == null) {
            section.problem("id", null, "give the id of the run to resume, as run.resume is true");
        }
        return new RunOptions(
                id, section.get(MODE), section.get(PARALLELISM), resume, section.get(CHECKPOINTS));
    }
}
