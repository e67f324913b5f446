package io.barnhand.gait.models.catalogue;

/**
 * Networks of one design, loaded by one package. Its name in the catalogue is the constant in lower
 * case.
 */
public sealed interface ModelFamily permits DetectorFamily, PoseFamily {

    /** Purpose of its models. */
    ModelKind kind();

    /** Name of the constant. */
    String name();
}
