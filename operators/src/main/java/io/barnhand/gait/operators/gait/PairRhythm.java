package io.barnhand.gait.operators.gait;

import java.util.ArrayList;
import java.util.List;

/**
 * The stride frequency at which pairs of limbs move along {@linkplain PairCurve one curve each},
 * whichever of the two the network calls left: the highest peak in 0.5–3.2 Hz of
 *
 * <p>fit(f) = 1 − Σ cost / Σ squares about a line,
 *
 * <p>summed over hind and fore hooves, hocks and carpi in stretches of at most six seconds, with
 * labels and curves of their own but one frequency. White noise reaches 0.35, noise with the
 * autocorrelation of a drifting point 0.6. Minimum: 1.3 strides. Precision: 1–4 % on the joints of
 * a weak network over two strides; 10 % where a pair bounces more often than it crosses.
 */
final class PairRhythm {

    private static final double LOWEST = 0.5;
    private static final double HIGHEST = 3.2;
    private static final double MIN_STRIDES = 1.3;
    private static final double LONGEST_STRETCH = 6;
    private static final double STEPS_PER_SPAN = 8;

    private final HoofSignals hooves;
    private final List<Stretch> stretches;
    private final double frequency;
    private final double fit;

    private PairRhythm(HoofSignals hooves, List<Stretch> stretches, double frequency, double fit) {
        this.hooves = hooves;
        this.stretches = stretches;
        this.frequency = frequency;
        this.fit = fit;
    }

    /** A few seconds: hooves and mid joints of both pairs. */
    private record Stretch(
            HoofSignals hooves, PairCurve hind, PairCurve fore, List<PairCurve> all) {

        static Stretch of(HoofSignals hooves, HoofSignals joints) {
            PairCurve hind = new PairCurve(hooves, Limb.LH);
            PairCurve fore = new PairCurve(hooves, Limb.LF);
            List<PairCurve> all = new ArrayList<>();
            for (PairCurve pair :
                    List.of(
                            hind,
                            fore,
                            new PairCurve(joints, Limb.LH),
                            new PairCurve(joints, Limb.LF))) {
                if (pair.usable()) {
                    all.add(pair);
                }
            }
            return new Stretch(hooves, hind, fore, all);
        }
    }

    /** Returns null where no frequency stands out from its neighbours. */
    static PairRhythm of(HoofSignals hooves, HoofSignals joints) {
        int n = hooves.frames();
        double span = n < 2 ? 0 : hooves.t()[n - 1] - hooves.t()[0];
        int count = (int) Math.max(1, Math.ceil(span / LONGEST_STRETCH));
        List<Stretch> stretches = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            double from = hooves.t()[0] + span * k / count;
            double to =
                    k == count - 1
                            ? Double.POSITIVE_INFINITY
                            : hooves.t()[0] + span * (k + 1) / count;
            stretches.add(Stretch.of(hooves.between(from, to), joints.between(from, to)));
        }
        double seen = stretches.stream().mapToDouble(s -> s.hooves().covered()).max().orElse(0);
        double lowest = Math.max(LOWEST, MIN_STRIDES / seen);
        double step = 1 / (STEPS_PER_SPAN * seen);
        double before = Double.NaN;
        double here = Double.NaN;
        double best = 0;
        double at = Double.NaN;
        for (double f = lowest; f <= HIGHEST; f += step) {
            double next = fit(stretches, f);
            if (here > best && here >= before && here > next) {
                double curvature = before - 2 * here + next;
                best = here;
                at = f - step + 0.5 * step * (before - next) / curvature;
            }
            before = here;
            here = next;
        }
        return best > 0 ? new PairRhythm(hooves, stretches, at, best) : null;
    }

    private static double fit(List<Stretch> stretches, double frequency) {
        double cost = 0;
        double total = 0;
        for (Stretch stretch : stretches) {
            for (PairCurve pair : stretch.all()) {
                PairCurve.Fit fit = pair.at(frequency);
                cost += fit == null ? pair.total() : fit.cost();
                total += pair.total();
            }
        }
        return total > 0 ? 1 - cost / total : 0;
    }

    /** Hz. */
    double frequency() {
        return frequency;
    }

    /** Share of the movement that the curves account for, less the price of the exchanges. */
    double fit() {
        return fit;
    }

    /** {@code [2][n]} whether hind and fore hooves are exchanged in each frame. */
    boolean[][] exchanged() {
        boolean[][] exchanged = new boolean[2][hooves.frames()];
        int offset = 0;
        for (Stretch stretch : stretches) {
            copy(stretch.hind(), exchanged[0], offset);
            copy(stretch.fore(), exchanged[1], offset);
            offset += stretch.hooves().frames();
        }
        return exchanged;
    }

    private void copy(PairCurve pair, boolean[] exchanged, int offset) {
        PairCurve.Fit fit = pair.usable() ? pair.at(frequency) : null;
        if (fit != null) {
            System.arraycopy(fit.exchanged(), 0, exchanged, offset, fit.exchanged().length);
        }
    }

    /** When the limbs move at a frequency; null where a pair of hooves is not seen. */
    LimbTiming timing(double hz) {
        List<LimbTiming.Part> parts = new ArrayList<>();
        for (Stretch stretch : stretches) {
            PairCurve.Fit hind = stretch.hind().usable() ? stretch.hind().at(hz) : null;
            PairCurve.Fit fore = stretch.fore().usable() ? stretch.fore().at(hz) : null;
            if (hind != null && fore != null) {
                parts.add(
                        new LimbTiming.Part(
                                new double[] {hind.left(), fore.left(), hind.right(), fore.right()},
                                new double[] {hind.minority(), fore.minority()},
                                Math.min(stretch.hind().both(), stretch.fore().both())));
            }
        }
        return parts.isEmpty() ? null : new LimbTiming(parts);
    }
}
