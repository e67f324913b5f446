package io.barnhand.gait.operators.gait.signal;

import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.Quality;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The results of the signal chain for a window's poses, as far as it gets: {@linkplain WindowPoses
 * poses}, {@linkplain GatedWindow gates}, {@linkplain ScaledWindow body scale}, {@linkplain
 * TrunkWindow trunk and way}, rhythm of the hooves. Each step builds on the one before and gives
 * the quality of the window so far.
 */
public interface WindowSignals {

    WindowPoses poses();

    /** Flags found so far, in the order in which they were found. */
    List<GaitFlag> signs();

    /** Flags found so far and those of the pass. */
    default Set<GaitFlag> flags() {
        Set<GaitFlag> flags = new LinkedHashSet<>(signs());
        if (poses().truncated()) {
            flags.add(GaitFlag.PASS_TRUNCATED);
        }
        return flags;
    }

    /** As far as the signals show it, without score and flags. */
    Quality quality();

    /** One body length for the window, px. */
    default Optional<Double> bodyLengthPx() {
        return Optional.empty();
    }

    /** Where in the picture the horse goes. */
    default Optional<String> direction() {
        return Optional.empty();
    }

    /** Whole strides that were found. */
    default int strides() {
        return 0;
    }
}
