/**
 * The gait stage: buffers the poses of a track, cuts passes and windows, and emits the records that
 * the gait room measures. Its state outlives the version that wrote it.
 */
package io.barnhand.gait.operators.stages.gait;
