package io.barnhand.gait.job.pipeline.source;

import io.barnhand.gait.job.configuration.KafkaSourceOptions;
import io.barnhand.gait.job.pipeline.kafka.KafkaConnection;
import io.barnhand.gait.operators.video.VideoSegment;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/**
 * Segments as they are announced on a topic, without end.
 *
 * <p>One subtask reads all partitions, so that their number says nothing about how the work is
 * spread: that is by recording, behind the source. A camera's messages stay in order where its name
 * is their key. No watermarks: nothing behind the source depends on them, and a camera that is late
 * must not make another wait. A job that starts from a savepoint uses its own offsets, and is
 * refused where these are of another topic; the group's are committed with every checkpoint. The
 * number of segments in flight is limited, so that a savepoint completes soon, however many wait in
 * the topic.
 */
public final class KafkaSegments implements SegmentSource {

    private final KafkaConnection connection;
    private final KafkaSourceOptions options;

    public KafkaSegments(KafkaConnection connection, KafkaSourceOptions options) {
        this.connection = connection;
        this.options = options;
    }

    @Override
    public boolean bounded() {
        return false;
    }

    @Override
    public Segments open(StreamExecutionEnvironment env) {
        KafkaSource<SegmentMessage> topic =
                KafkaSource.<SegmentMessage>builder()
                        .setProperties(connection.properties())
                        // Announcements of aborted transactions are not read.
                        .setProperty("isolation.level", "read_committed")
                        .setTopics(options.topic())
                        .setGroupId(options.group())
                        .setStartingOffsets(start(options.start()))
                        .setDeserializer(new ReadMessages())
                        .build();
        SingleOutputStreamOperator<VideoSegment> parsed =
                env.fromSource(
                                InFlightSource.limited(
                                        new OneTopicSource(topic, options.topic()), env),
                                WatermarkStrategy.noWatermarks(),
                                "announced segments",
                                TypeInformation.of(SegmentMessage.class))
                        .uid("announced-segments")
                        .setParallelism(1)
                        .process(
                                new ParseSegmentsFunction(
                                        options.clockTolerance(),
                                        SameTopicCheck.of(connection, options.topic())))
                        .name("ParseSegments")
                        .uid("parse-segments")
                        .setParallelism(1);
        return new Segments(
                parsed, Optional.of(parsed.getSideOutput(ParseSegmentsFunction.DEAD_LETTERS)));
    }

    private static OffsetsInitializer start(KafkaSourceOptions.StartingPoint start) {
        return switch (start) {
            case COMMITTED -> OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
            case EARLIEST -> OffsetsInitializer.earliest();
            case LATEST -> OffsetsInitializer.latest();
        };
    }
}
