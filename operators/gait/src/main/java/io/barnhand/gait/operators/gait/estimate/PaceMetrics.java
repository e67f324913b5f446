package io.barnhand.gait.operators.gait.estimate;

import io.barnhand.gait.operators.gait.footfall.GroundedWindow;
import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.Metric;
import io.barnhand.gait.operators.gait.measurement.Pace;
import java.util.List;

/**
 * Speed over ground, stride frequency and stride length of a window.
 *
 * @param pace as metrics, in body lengths
 * @param relativeWayError standard error of the way over the way, of trunk and body length; NaN
 *     where there are no lengths
 */
record PaceMetrics(Pace pace, double relativeWayError) {

    private static final int STRIDES_FOR_SPREAD = 10;

    static PaceMetrics of(GroundedWindow window) {
        int n = window.signals().strides();
        double f = window.rhythm().value();
        Pace rhythm =
                withRhythm(
                        Pace.absent(Metric.absent(n, List.of(GaitFlag.LOW_STRIDES))),
                        f,
                        window.frequencyError(),
                        n,
                        List.of());
        List<GaitFlag> against = window.againstLengths();
        if (!against.isEmpty()) {
            Metric absent = Metric.absent(n, against);
            return new PaceMetrics(
                    rhythm.withSpeedBlS(absent).withStrideLengthBl(absent), Double.NaN);
        }
        double speed = window.track().speed();
        double sd = window.way().spread(1 / f);
        double slope =
                Math.max(
                        window.way().standardError(),
                        n >= STRIDES_FOR_SPREAD ? sd / Math.sqrt(n) : 0);
        double relativeV = Math.hypot(slope / speed, window.signals().scale().relativeError());
        if (window.cameraMoves()) {
            // Over the ground that moves in the picture, as on a treadmill: a length, no speed.
            List<GaitFlag> moving = List.of(GaitFlag.CAMERA_MOTION);
            return new PaceMetrics(
                    rhythm.withSpeedBlS(Metric.absent(n, moving))
                            .withStrideLengthBl(Metric.of(speed / f, Double.NaN, n, moving)),
                    relativeV);
        }
        double relative = Math.hypot(relativeV, window.frequencyError() / f);
        return new PaceMetrics(
                rhythm.withSpeedBlS(Metric.of(speed, relativeV * speed, n, List.of()).withSd(sd))
                        .withStrideLengthBl(
                                Metric.of(speed / f, relative * speed / f, n, List.of())),
                relativeV);
    }

    /** With frequency and duration of the strides. */
    static Pace withRhythm(Pace pace, double f, double error, int n, List<GaitFlag> caution) {
        return pace.withStrideFreqHz(Metric.of(f, error, n, caution))
                .withStrideDurationS(Metric.of(1 / f, error / (f * f), n, caution));
    }
}
