package io.barnhand.gait.models.catalogue;

/** Purpose of a model. */
public enum ModelKind {
    POSE,
    DETECTOR
}
