package io.barnhand.gait.job.source;

import io.barnhand.gait.operators.DeadLetter;
import io.barnhand.gait.operators.HorseCrops;
import io.barnhand.gait.operators.TrackEvent;
import io.barnhand.gait.operators.VideoSegment;
import io.barnhand.gait.operators.detection.HorseDetection;
import io.barnhand.gait.operators.pose.RtmPose;
import io.barnhand.gait.operators.pose.SplitPoses;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Tracks made from segments of video. Detection, pose and split are one vertex of the job, so that
 * pixels never cross a shuffle.
 */
public final class VideoTracks implements TrackSource {

    private final SegmentSource source;
    private final HorseDetection detection;
    private final RtmPose pose;

    /**
     * @param source what to read
     * @param detection the head of the vertex
     * @param pose chained behind it
     */
    public VideoTracks(SegmentSource source, HorseDetection detection, RtmPose pose) {
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
        SingleOutputStreamOperator<HorseCrops> crops =
                given.segments()
                        .assignTimestampsAndWatermarks(segmentTime())
                        .name("segment time")
                        .uid("segment-time")
                        .setParallelism(1)
                        .keyBy(VideoSegment::unit)
                        .process(detection)
                        .name("HorseDetection")
                        .uid("horse-detection");
        SingleOutputStreamOperator<TrackEvent> split =
                crops.map(pose)
                        .name("RtmPose")
                        .uid("rtm-pose")
                        .process(new SplitPoses())
                        .name("SplitPoses")
                        .uid("split-poses");
        DataStream<TrackEvent> events =
                split.assignTimestampsAndWatermarks(TrackSource.eventTime())
                        .name("event time")
                        .uid("video-event-time");
        return new Tracks(
                events,
                Optional.of(crops.getSideOutput(HorseDetection.COVERAGE)),
                deadLetters(given, crops, split));
    }

    private static WatermarkStrategy<VideoSegment> segmentTime() {
        return WatermarkStrategy.<VideoSegment>noWatermarks()
                .withTimestampAssigner((segment, previous) -> segment.startUs());
    }

    private static DataStream<DeadLetter> deadLetters(
            SegmentSource.Segments given,
            SingleOutputStreamOperator<HorseCrops> crops,
            SingleOutputStreamOperator<TrackEvent> split) {
        DataStream<DeadLetter> letters =
                crops.getSideOutput(HorseDetection.DEAD_LETTERS)
                        .union(split.getSideOutput(SplitPoses.DEAD_LETTERS));
        return given.deadLetters().map(letters::union).orElse(letters);
    }
}
