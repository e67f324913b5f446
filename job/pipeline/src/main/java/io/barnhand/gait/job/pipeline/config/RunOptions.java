package io.barnhand.gait.job.pipeline.config;

/**
 * {@code run}: how the job is executed.
 *
 * @param id name of the run, part of the output paths; null for one made from the time
 * @param mode execution mode of Flink
 * @param parallelism subtasks of every operator; 0 for what the cluster or machine offers
 * @param resume whether the run may have begun already, so that its folders may be there
 */
public record RunOptions(String id, Mode mode, int parallelism, boolean resume) {

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

    static RunOptions read(Section section) {
        String id = section.text("id", null);
        if (id != null && !id.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            section.problem(
                    "id", id, "must be up to 64 letters, digits, dots, hyphens or underscores");
        }
        boolean resume = section.flag("resume", false);
        if (resume && id == null) {
            section.problem(
                    "id", null, "must be given where run.resume is true: which run goes on?");
        }
        return new RunOptions(
                id,
                section.choice("mode", Mode.AUTO),
                section.integer("parallelism", 0, 0, 128),
                resume);
    }
}
