package io.barnhand.gait.models.catalogue;

/**
 * Meaning of a model's keypoints on a horse. Decides how joint angles are named; lengths are never
 * compared across semantics.
 */
public enum KeypointSemantics {
    /**
     * AP-10K's names, shifted one joint down the limb on hoofed animals: Elbow is the carpus, Knee
     * the hock, Shoulder the elbow, Hip the stifle (AP-10K README, key question 4).
     */
    AP10K_UNGULATE,
    /** Points are where their names say. */
    ANATOMICAL,
    /** Not checked. */
    UNVERIFIED
}
