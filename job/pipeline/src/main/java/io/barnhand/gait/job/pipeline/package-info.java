/**
 * The job: its pipeline, what is configured, where it reads from and writes to. Wiring only; what
 * is computed lives in the operators.
 */
package io.barnhand.gait.job.pipeline;
