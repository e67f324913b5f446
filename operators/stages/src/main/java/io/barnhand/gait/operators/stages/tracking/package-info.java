/**
 * Horses followed through the frames of a recording, and the crops cut around them: association,
 * interpolation between detections, riders, joining of tracks over spans. What outlives a segment
 * is state and holds no pixels. Knows no Flink.
 */
package io.barnhand.gait.operators.stages.tracking;
