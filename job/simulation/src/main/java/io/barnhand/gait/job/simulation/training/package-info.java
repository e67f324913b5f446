/**
 * Pictures of rendered horses to train the embedded weights on, and the sealed ones that measure
 * them: what neither weights nor their maker have seen is held out by factor.
 */
package io.barnhand.gait.job.simulation.training;
