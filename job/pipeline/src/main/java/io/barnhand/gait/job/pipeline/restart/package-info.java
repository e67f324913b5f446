/**
 * How a live job continues where it was: the checkpoints that a run keeps, which of them is the
 * newest whole one, and whether the state in it is that of the operators that now take it.
 */
package io.barnhand.gait.job.pipeline.restart;
