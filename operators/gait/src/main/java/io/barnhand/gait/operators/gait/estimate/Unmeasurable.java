package io.barnhand.gait.operators.gait.estimate;

import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.measurement.GaitFlags;
import io.barnhand.gait.operators.gait.measurement.WindowMetrics;
import io.barnhand.gait.operators.gait.signal.WindowSignals;
import java.util.List;
import java.util.Set;

/**
 * Nothing can be said of the gait.
 *
 * @param signals as far as they came
 * @param reason why not further
 */
record Unmeasurable(WindowSignals signals, String reason) implements WindowOutcome {

    @Override
    public GaitClass gait() {
        return GaitClass.only(
                reason.equals(GaitFlags.MIXED_GAIT) ? GaitClass.TRANSITION : GaitClass.UNKNOWN);
    }

    @Override
    public WindowMetrics metrics() {
        return WindowMetrics.absent(signals.strides(), List.of(reason));
    }

    @Override
    public Set<String> flags() {
        Set<String> flags = signals.flags();
        flags.add(reason);
        return flags;
    }
}
