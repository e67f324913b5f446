package io.barnhand.gait.job.pipeline.source;

import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.records.TrackEvent;
import io.barnhand.gait.operators.video.DeadLetter;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Where the events of tracks come from. */
public interface TrackSource {

    /** Whether the source ends by itself, so that the job may run in batch mode. */
    boolean bounded();

    /**
     * Gives each event its own time in µs as its timestamp, unique per track: in batch mode events
     * reach the gait stage in the order of their timestamps, ties in any order. No watermarks,
     * because nothing downstream may depend on them.
     */
    static WatermarkStrategy<TrackEvent> eventTime() {
        return WatermarkStrategy.<TrackEvent>noWatermarks()
                .withTimestampAssigner((event, previous) -> event.timeUs());
    }

    /** Adds the source to a job. */
    Tracks open(StreamExecutionEnvironment env);

    /**
     * The streams of a source.
     *
     * @param events poses and ends, each stamped with its event time in µs
     * @param coverage when footage was expected and decoded; empty where that is not known
     * @param deadLetters input that could not be used
     */
    record Tracks(
            DataStream<TrackEvent> events,
            Optional<DataStream<CoverageSpan>> coverage,
            DataStream<DeadLetter> deadLetters) {}
}
