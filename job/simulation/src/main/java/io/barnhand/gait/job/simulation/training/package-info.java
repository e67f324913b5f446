/**
 * Pictures of rendered horses to train the embedded weights on, and the sealed ones that measure
 * them: pictures that neither the weights nor their author have seen are held out by factor.
 */
package io.barnhand.gait.job.simulation.training;
