/** Findings of checks whether a job could run, as {@code doctor} shows them. */
package io.barnhand.gait.job.pipeline.checks;
