package io.barnhand.gait.models.catalogue;

/** What a model is for. */
public enum ModelKind {
    POSE,
    DETECTOR
}
