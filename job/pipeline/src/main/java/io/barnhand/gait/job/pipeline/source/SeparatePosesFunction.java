package io.barnhand.gait.job.pipeline.source;

import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.TrackEvent;
import io.barnhand.gait.operators.stages.tracking.HorseRoster;
import io.barnhand.gait.operators.video.DeadLetter;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Separates the poses of a keypoint archive, which become events of tracks, from other lines and
 * rows, which go to {@link #DEAD_LETTERS} with their position. Poses of a camera that is known to
 * show one horse at their time are of that horse. Stateless.
 */
final class SeparatePosesFunction extends ProcessFunction<ArchivedPose, TrackEvent> {

    private static final long serialVersionUID = 1L;

    static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("unparsed-poses", TypeInformation.of(DeadLetter.class));

    private final HorseRoster roster;

    private transient LongCounter poses;
    private transient LongCounter refused;

    SeparatePosesFunction(HorseRoster roster) {
        this.roster = roster;
    }

    @Override
    public void open(OpenContext context) {
        poses = getRuntimeContext().getLongCounter(PoseArchive.POSES);
        refused = getRuntimeContext().getLongCounter(PoseArchive.REFUSED);
    }

    @Override
    public void processElement(ArchivedPose archived, Context context, Collector<TrackEvent> out) {
        if (archived.pose() != null) {
            poses.add(1);
            out.collect(TrackEvent.of(named(archived.pose())));
        } else {
            refused.add(1);
            context.output(
                    DEAD_LETTERS,
                    DeadLetter.of(archived.reason(), archived.place(), archived.problem()));
        }
    }

    private HorsePose named(HorsePose pose) {
        String horse = roster.horse(pose.camera(), pose.timeUs());
        return horse == null ? pose : pose.withHorse(horse);
    }
}
