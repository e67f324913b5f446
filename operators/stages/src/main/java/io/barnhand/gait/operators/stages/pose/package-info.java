/**
 * The pose stage: a micro-batch of crops in, quantised poses out, and the split that turns batches
 * into the events of tracks.
 */
package io.barnhand.gait.operators.stages.pose;
