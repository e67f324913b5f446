package io.barnhand.gait.job.source;

import io.barnhand.gait.operators.DeadLetter;
import io.barnhand.gait.operators.HorseCrops;
import io.barnhand.gait.operators.TrackEvent;
import io.barnhand.gait.operators.VideoSegment;
import io.barnhand.gait.operators.detection.HorseDetection;
import io.barnhand.gait.operators.pose.RtmPose;
import io.barnhand.gait.operators.pose.SplitPoses;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Tracks made from planned video segments. Detection, pose and split are one vertex of the job, so
 * that pixels never cross a shuffle.
 */
public final class VideoTracks implements TrackSource {

    private final List<VideoSegment> segments;
    private final List<DeadLetter> rejected;
    private final HorseDetection detection;
    private final RtmPose pose;

    /**
     * @param segments what to read, at least one
     * @param rejected what the planner could not use
     * @param detection the head of the vertex
     * @param pose chained behind it
     */
    public VideoTracks(
            List<VideoSegment> segments,
            List<DeadLetter> rejected,
            HorseDetection detection,
            RtmPose pose) {
        this.segments = List.copyOf(segments);
        this.rejected = List.copyOf(rejected);
        this.detection = detection;
        this.pose = pose;
    }

    @Override
    public boolean bounded() {
        return true;
    }

    @Override
    public Tracks open(StreamExecutionEnvironment env) {
        SingleOutputStreamOperator<HorseCrops> crops =
                segments(env)
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
                deadLetters(env, crops, split));
    }

    private DataStream<VideoSegment> segments(StreamExecutionEnvironment env) {
        WatermarkStrategy<VideoSegment> start =
                WatermarkStrategy.<VideoSegment>noWatermarks()
                        .withTimestampAssigner((segment, previous) -> segment.startUs());
        return env.fromData(segments, TypeInformation.of(VideoSegment.class))
                .name("planned segments")
                .uid("planned-segments")
                .setParallelism(1)
                .assignTimestampsAndWatermarks(start)
                .name("segment time")
                .uid("segment-time")
                .setParallelism(1);
    }

    private DataStream<DeadLetter> deadLetters(
            StreamExecutionEnvironment env,
            SingleOutputStreamOperator<HorseCrops> crops,
            SingleOutputStreamOperator<TrackEvent> split) {
        DataStream<DeadLetter> letters =
                crops.getSideOutput(HorseDetection.DEAD_LETTERS)
                        .union(split.getSideOutput(SplitPoses.DEAD_LETTERS));
        if (rejected.isEmpty()) {
            return letters;
        }
        return letters.union(
                env.fromData(rejected, TypeInformation.of(DeadLetter.class))
                        .name("rejected by the planner")
                        .uid("planner-dead-letters")
                        .setParallelism(1));
    }
}
