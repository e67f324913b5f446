/**
 * From segments of video to crops of horses: the keyed function that decodes, detects and tracks,
 * the order of segments, guards against files that crash the decoder, and what is counted. {@link
 * io.barnhand.gait.operators.stages.detection.HorseDetectionFunction} holds the state.
 */
package io.barnhand.gait.operators.stages.detection;
