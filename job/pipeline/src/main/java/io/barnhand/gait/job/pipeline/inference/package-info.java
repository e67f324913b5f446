/**
 * The networks that a configuration names, taken from the model cache of the process in which they
 * are asked for.
 */
package io.barnhand.gait.job.pipeline.inference;
