/**
 * The networks that a configuration names, taken from the model cache of the process that uses
 * them.
 */
package io.barnhand.gait.job.pipeline.inference;
