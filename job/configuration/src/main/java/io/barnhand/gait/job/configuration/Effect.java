package io.barnhand.gait.job.configuration;

/** What a setting changes in the results; the cost of a run and its sinks are neither. */
public enum Effect {
    /** Keypoints: their number, positions and tracks. */
    KEYPOINTS,
    /** Measurements of keypoints. */
    GAIT
}
