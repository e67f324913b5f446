package io.barnhand.gait.operators.stages.pose;

import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.TrackEnded;
import io.barnhand.gait.operators.records.TrackEvent;
import io.barnhand.gait.operators.stages.FailedCrop;
import io.barnhand.gait.operators.stages.PoseBatch;
import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.DeadLetterReason;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Splits a batch into the events of its tracks.
 *
 * <p><b>Key, state, timers:</b> none. <b>Emits</b> poses before ends, in the batch's order; the job
 * stamps each event with its own time behind it, because a stamp set here would be the batch's.
 *
 * <p><b>Late and missing:</b> order and time do not matter. <b>Poison:</b> failed crops become dead
 * letters ({@code pose_failed}) on {@link #DEAD_LETTERS}.
 */
public final class SplitPosesFunction extends ProcessFunction<PoseBatch, TrackEvent> {

    private static final long serialVersionUID = 1L;

    /** Crops that the pose network could not process. */
    public static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("failed-crops", TypeInformation.of(DeadLetter.class));

    @Override
    public void processElement(PoseBatch batch, Context context, Collector<TrackEvent> out) {
        for (HorsePose pose : batch.poses()) {
            out.collect(TrackEvent.of(pose));
        }
        for (TrackEnded ended : batch.ended()) {
            out.collect(TrackEvent.of(ended));
        }
        for (FailedCrop crop : batch.failed()) {
            context.output(
                    DEAD_LETTERS,
                    DeadLetter.of(
                            DeadLetterReason.POSE_FAILED,
                            crop.camera(),
                            crop.recording(),
                            crop.track(),
                            crop.message(),
                            crop.timeUs()));
        }
    }
}
