package io.barnhand.gait.operators.gait.estimate;

import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.WindowMetrics;
import io.barnhand.gait.operators.gait.signal.WindowSignals;
import java.util.List;
import java.util.Set;

/**
 * The gait cannot be measured.
 *
 * @param signals as far as the chain came
 * @param reason why not further
 */
record Unmeasurable(WindowSignals signals, GaitFlag reason) implements WindowOutcome {

    @Override
    public GaitClass gait() {
        return GaitClass.only(
                reason == GaitFlag.MIXED_GAIT ? GaitClass.TRANSITION : GaitClass.UNKNOWN);
    }

    @Override
    public WindowMetrics metrics() {
        return WindowMetrics.absent(signals.strides(), List.of(reason));
    }

    @Override
    public Set<GaitFlag> flags() {
        Set<GaitFlag> flags = signals.flags();
        flags.add(reason);
        return flags;
    }
}
