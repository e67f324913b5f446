package io.barnhand.gait.job.pipeline.source;

import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.VideoSegment;
import java.util.Optional;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Where references to segments come from. */
public interface SegmentSource {

    /** Whether the source ends by itself. */
    boolean bounded();

    /** Adds the source to a job. One subtask reads it: references are tiny. */
    Segments open(StreamExecutionEnvironment env);

    /**
     * The streams of a source.
     *
     * @param segments of parallelism 1
     * @param deadLetters references that could not be used; empty where there are none
     */
    record Segments(
            DataStream<VideoSegment> segments, Optional<DataStream<DeadLetter>> deadLetters) {}
}
