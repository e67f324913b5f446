package io.barnhand.gait.models.pose;

/** A loaded pose network: the weights, shared by all the estimators it hands out. Thread-safe. */
public interface PoseModel extends AutoCloseable {

    /** A new estimator; the caller closes it. */
    PoseEstimator newEstimator();

    /** Stable id of the weights, written into every pose: file stem and digest prefix. */
    String id();

    @Override
    void close();
}
