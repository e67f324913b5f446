package io.barnhand.gait.operators.gait.estimate;

import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.WindowMetrics;
import io.barnhand.gait.operators.gait.signal.WindowPoses;
import java.util.List;
import java.util.Set;

/** No pose model ran: a horse was there. */
record NoPose(WindowPoses signals) implements WindowOutcome {

    @Override
    public GaitClass gait() {
        return GaitClass.only(GaitClass.UNKNOWN);
    }

    @Override
    public WindowMetrics metrics() {
        return WindowMetrics.absent(0, List.of(GaitFlag.DETECTION_ONLY));
    }

    @Override
    public Set<GaitFlag> flags() {
        return signals.flags();
    }
}
