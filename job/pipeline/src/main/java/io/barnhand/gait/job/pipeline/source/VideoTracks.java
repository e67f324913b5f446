package io.barnhand.gait.job.pipeline.source;

import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.records.TrackEvent;
import io.barnhand.gait.operators.stages.HorseCrops;
import io.barnhand.gait.operators.stages.detection.HorseDetectionFunction;
import io.barnhand.gait.operators.stages.pose.RtmPoseFunction;
import io.barnhand.gait.operators.stages.pose.SplitPosesFunction;
import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.VideoSegment;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Tracks from segments of video. Detection, pose and split are one vertex of the job, so that
 * pixels never cross a shuffle.
 */
public final class VideoTracks implements TrackSource {

    private final SegmentSource source;
    private final HorseDetectionFunction detection;
    private final RtmPoseFunction pose;

    /**
     * @param source what to read
     * @param detection the head of the vertex
     * @param pose chained behind it
     */
    public VideoTracks(
            SegmentSource source, HorseDetectionFunction detection, RtmPoseFunction pose) {
        this.source = source;
        this.detection = detection;
        this.pose = pose;
    }

    @Override
    public boolean bounded() {
        return source.bounded();
    }

    @Override
    public Tracks open(StreamExecutionEnvironment env) {
        SegmentSource.Segments given = source.open(env);
        Stages stages =
                Stages.of(
                        given.segments()
                                .assignTimestampsAndWatermarks(segmentTime())
                                .name("segment time")
                                .uid("segment-time")
                                .setParallelism(1)
                                .keyBy(VideoSegment::unit),
                        detection,
                        pose);
        DataStream<TrackEvent> events =
                stages.events()
                        .assignTimestampsAndWatermarks(TrackSource.eventTime())
                        .name("event time")
                        .uid("video-event-time");
        return new Tracks(
                events,
                Optional.of(stages.coverage()),
                deadLetters(given, stages.notDecoded().union(stages.notPosed())));
    }

    /**
     * The streams of the vertex, none of them through a shuffle.
     *
     * @param events poses and ends, not yet stamped
     * @param coverage of segments
     * @param notDecoded segments, or the rest of them, that could not be used
     * @param notPosed crops that the pose network could not process
     */
    public record Stages(
            DataStream<TrackEvent> events,
            DataStream<CoverageSpan> coverage,
            DataStream<DeadLetter> notDecoded,
            DataStream<DeadLetter> notPosed) {

        /** Chains detection, pose and split. */
        public static Stages of(
                KeyedStream<VideoSegment, String> segments,
                HorseDetectionFunction detection,
                RtmPoseFunction pose) {
            SingleOutputStreamOperator<HorseCrops> crops =
                    segments.process(detection).name("HorseDetection").uid("horse-detection");
            SingleOutputStreamOperator<TrackEvent> split =
                    crops.map(pose)
                            .name("RtmPose")
                            .uid("rtm-pose")
                            .process(new SplitPosesFunction())
                            .name("SplitPoses")
                            .uid("split-poses");
            return new Stages(
                    split,
                    crops.getSideOutput(HorseDetectionFunction.COVERAGE),
                    crops.getSideOutput(HorseDetectionFunction.DEAD_LETTERS),
                    split.getSideOutput(SplitPosesFunction.DEAD_LETTERS));
        }
    }

    private static WatermarkStrategy<VideoSegment> segmentTime() {
        return WatermarkStrategy.<VideoSegment>noWatermarks()
                .withTimestampAssigner((segment, previous) -> segment.startUs());
    }

    private static DataStream<DeadLetter> deadLetters(
            SegmentSource.Segments given, DataStream<DeadLetter> letters) {
        return given.deadLetters().map(letters::union).orElse(letters);
    }
}
