package io.barnhand.gait.operators.gait.signal;

import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import java.util.List;
import java.util.Optional;

/** Signals that are made of others, and say what those say where they do not know better. */
public interface WindowStep extends WindowSignals {

    /** What it is made of. */
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
