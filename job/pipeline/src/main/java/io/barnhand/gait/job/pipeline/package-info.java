/**
 * The job: its pipeline, its configuration, its sources and sinks. Wiring only; computation lives
 * in the operators.
 */
package io.barnhand.gait.job.pipeline;
