package io.barnhand.gait.models.catalogue;

/**
 * Networks of one design that one package loads. The catalogue calls it by its constant in lower
 * case.
 */
public sealed interface ModelFamily permits DetectorFamily, PoseFamily {

    /** What its models are for. */
    ModelKind kind();

    /** Name of the constant. */
    String name();
}
