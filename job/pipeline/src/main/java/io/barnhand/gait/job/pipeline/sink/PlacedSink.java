package io.barnhand.gait.job.pipeline.sink;

import org.apache.flink.api.connector.sink2.Sink;

/**
 * A sink of one result, and where it writes.
 *
 * @param place kind of the store and place in it, as {@code kafka gait}; without credentials
 * @param sink writes there
 */
public record PlacedSink<T>(String place, Sink<T> sink) {}
