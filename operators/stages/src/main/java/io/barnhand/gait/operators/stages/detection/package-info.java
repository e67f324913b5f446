/**
 * From segments of video to crops of horses: detection on a grid of recording time, tracking,
 * interpolation between detections. {@link
 * io.barnhand.gait.operators.stages.detection.HorseDetection} is the only class that knows of
 * Flink; the records that outlive a segment are its state and hold no pixels.
 */
package io.barnhand.gait.operators.stages.detection;
