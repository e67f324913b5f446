package io.barnhand.gait.job.pipeline.config;

/**
 * What a setting changes of the results. What a run costs, and where its results go, is neither.
 */
public enum Effect {
    /** Keypoints: which there are, where they lie, and whose they are. */
    KEYPOINTS,
    /** What is measured of keypoints. */
    GAIT
}
