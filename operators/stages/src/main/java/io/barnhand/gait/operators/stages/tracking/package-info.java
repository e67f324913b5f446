/**
 * Horses followed through the frames of a recording, and the crops cut around them: association,
 * interpolation between detections, riders, joining of tracks over spans. State that outlives a
 * segment holds no pixels. Knows no Flink.
 */
package io.barnhand.gait.operators.stages.tracking;
