package io.barnhand.gait.operators.gait.signal;

import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import java.util.List;
import java.util.Optional;

/**
 * A step of the signal chain, which takes over the values of the step before unless it has better
 * ones.
 */
public interface WindowStep extends WindowSignals {

    /** The step before. */
    WindowSignals before();

    @Override
    default WindowPoses poses() {
        return before().poses();
    }

    @Override
    default List<GaitFlag> signs() {
        return before().signs();
    }

    @Override
    default Optional<Double> bodyLengthPx() {
        return before().bodyLengthPx();
    }

    @Override
    default Optional<String> direction() {
        return before().direction();
    }

    @Override
    default int strides() {
        return before().strides();
    }
}
