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
     * Stamps each event with its own time in µs, unique per track: in batch mode events reach the
     * gait stage in the order of their stamps, ties in any order. No watermarks, because nothing
     * downstream may depend on them.
     */
    static WatermarkStrategy<TrackEvent> eventTime() {
        return WatermarkStrategy.<TrackEvent>noWatermarks()
                .withTimestampAssigner((event, previous) -> event.timeUs());
    }

    /** Adds the source to a job. */
    Tracks open(StreamExecutionEnvironment env);

    /**
     * What a source gives.
     *
     * @param events poses and ends, each stamped with its event time in µs
     * @param coverage what was expected and decoded; empty where nothing is known of it
     * @param deadLetters input that could not be used
     */
    record Tracks(
            DataStream<TrackEvent> events,
            Optional<DataStream<CoverageSpan>> coverage,
            DataStream<DeadLetter> deadLetters) {}
}
