package io.barnhand.gait.job.pipeline.source;

import io.barnhand.gait.operators.records.TrackEvent;
import io.barnhand.gait.operators.video.DeadLetter;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Separates the poses of a keypoint archive, which become events of tracks, from other lines and
 * rows, which go to {@link #DEAD_LETTERS} with their position. Stateless.
 */
final class SeparatePosesFunction extends ProcessFunction<ArchivedPose, TrackEvent> {

    private static final long serialVersionUID = 1L;

    static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("unparsed-poses", TypeInformation.of(DeadLetter.class));

    private transient LongCounter poses;
    private transient LongCounter refused;

    @Override
    public void open(OpenContext context) {
        poses = getRuntimeContext().getLongCounter(PoseArchive.POSES);
        refused = getRuntimeContext().getLongCounter(PoseArchive.REFUSED);
    }

    @Override
    public void processElement(ArchivedPose archived, Context context, Collector<TrackEvent> out) {
        if (archived.pose() != null) {
            poses.add(1);
            out.collect(TrackEvent.of(archived.pose()));
        } else {
            refused.add(1);
            context.output(
                    DEAD_LETTERS,
                    DeadLetter.of(archived.reason(), archived.place(), archived.problem()));
        }
    }
}
