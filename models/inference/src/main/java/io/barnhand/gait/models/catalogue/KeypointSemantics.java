package io.barnhand.gait.models.catalogue;

/**
 * What a model's keypoints are on a horse. Decides how joint angles are named; lengths are never
 * compared across semantics.
 */
public enum KeypointSemantics {
    /**
     * AP-10K's names, shifted one joint down the limb on hoofed animals: Elbow is the carpus, Knee
     * the hock, Shoulder the elbow, Hip the stifle (AP-10K README, key question 4).
     */
    AP10K_UNGULATE,
    /** Points are what they are called. */
    ANATOMICAL,
    /** Nobody has looked. */
    UNVERIFIED
}
