package io.barnhand.gait.job.pipeline.runs;

/**
 * A run as a store has it.
 *
 * @param claim of its last start
 * @param sequence greater than that of every run that was claimed in this store before; a later
 *     start of the same run keeps it
 * @param state what is known of it
 */
public record RegisteredRun(RunClaim claim, long sequence, RunState state) {}
