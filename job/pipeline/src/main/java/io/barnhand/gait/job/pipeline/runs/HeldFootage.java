package io.barnhand.gait.job.pipeline.runs;

/**
 * What a run holds of a recording.
 *
 * @param run id
 * @param camera id
 * @param recording id
 * @param spans that it decoded; of a run that decodes nothing, such as one over archived keypoints,
 *     from the first to the last of its records
 */
public record HeldFootage(String run, String camera, String recording, TimeSpans spans) {}
