package io.barnhand.gait.job.formats.results;

import java.io.Serializable;
import org.apache.flink.util.function.SerializableFunction;

/**
 * Camera, track and time of a record.
 *
 * @param camera camera id, or null where unknown
 * @param track track id, or null where it is of no track
 * @param timeUs event time, µs since the epoch, or null where unknown
 */
public record RecordTraits<T>(
        SerializableFunction<T, String> camera,
        SerializableFunction<T, String> track,
        SerializableFunction<T, Long> timeUs)
        implements Serializable {}
