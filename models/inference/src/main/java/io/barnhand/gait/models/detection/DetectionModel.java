package io.barnhand.gait.models.detection;

/** A loaded detector: the weights, shared by all the detectors it hands out. Thread-safe. */
public interface DetectionModel extends AutoCloseable {

    /** A new detector; the caller closes it. */
    Detector newDetector();

    /** Its classes by index. */
    ClassNames classes();

    /** Stable id of the weights: file stem and digest prefix. */
    String id();

    @Override
    void close();
}
