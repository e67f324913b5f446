package io.barnhand.gait.job.pipeline.source;

import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.planning.SegmentPlan;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.datagen.functions.FromElementsGeneratorFunction;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Segments that are known before the job starts. */
public final class PlannedSegments implements SegmentSource {

    private final SegmentPlan plan;

    /**
     * @param plan at least one segment
     */
    public PlannedSegments(SegmentPlan plan) {
        this.plan = plan;
    }

    @Override
    public boolean bounded() {
        return true;
    }

    @Override
    public Segments open(StreamExecutionEnvironment env) {
        return new Segments(
                env.fromSource(
                                InFlightSource.limited(segments(env), env),
                                WatermarkStrategy.noWatermarks(),
                                "planned segments",
                                TypeInformation.of(VideoSegment.class))
                        .uid("planned-segments")
                        .setParallelism(1),
                deadLetters(env));
    }

    private DataGeneratorSource<VideoSegment> segments(StreamExecutionEnvironment env) {
        TypeInformation<VideoSegment> type = TypeInformation.of(VideoSegment.class);
        return new DataGeneratorSource<>(
                new FromElementsGeneratorFunction<>(type, env.getConfig(), plan.segments()),
                plan.segments().size(),
                type);
    }

    private Optional<DataStream<DeadLetter>> deadLetters(StreamExecutionEnvironment env) {
        if (plan.deadLetters().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                env.fromData(plan.deadLetters(), TypeInformation.of(DeadLetter.class))
                        .name("rejected by the planner")
                        .uid("planner-dead-letters")
                        .setParallelism(1));
    }
}
