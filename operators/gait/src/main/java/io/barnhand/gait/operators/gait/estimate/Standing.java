package io.barnhand.gait.operators.gait.estimate;

import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.WindowMetrics;
import io.barnhand.gait.operators.gait.signal.TrunkWindow;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The horse stands: nothing is missing, there is nothing to measure. */
record Standing(TrunkWindow signals) implements WindowOutcome {

    @Override
    public GaitClass gait() {
        return GaitClass.only(GaitClass.STANDING);
    }

    @Override
    public WindowMetrics metrics() {
        return WindowMetrics.absent(0, List.of());
    }

    @Override
    public Set<GaitFlag> flags() {
        return signals.flags();
    }

    @Override
    public double score() {
        return signals.validShare();
    }

    @Override
    public Optional<String> direction() {
        return Optional.of(signals.looksTo());
    }
}
