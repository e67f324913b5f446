package io.barnhand.gait.operators.gait.rhythm;

import io.barnhand.gait.operators.gait.signal.HoofSignals;
import io.barnhand.gait.operators.records.Limb;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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

    /** Peaks that are searched closely, and steps to both sides of each. */
    private static final int PEAKS = 4;

    private static final int AROUND = 2;

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

    /** Empty where no frequency stands out from its neighbours. */
    static Optional<PairRhythm> of(HoofSignals hooves, HoofSignals joints) {
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
        Scan scan = new Scan(stretches, lowest, 1 / (STEPS_PER_SPAN * seen));
        return scan.best > 0
                ? Optional.of(new PairRhythm(hooves, stretches, scan.at, scan.best))
                : Optional.empty();
    }

    /**
     * The highest peak of the fit. Few starts and rounds show where the peaks are; only around the
     * highest of them are all tried.
     */
    private static final class Scan {

        private final List<Stretch> stretches;
        private final double lowest;
        private final double step;
        private final double[] fit;
        private final boolean[] fully;
        private double best;
        private double at;

        Scan(List<Stretch> stretches, double lowest, double step) {
            this.stretches = stretches;
            this.lowest = lowest;
            this.step = step;
            int steps = (int) Math.floor((HIGHEST - lowest) / step + 1e-9) + 1;
            fit = new double[Math.max(0, steps)];
            fully = new boolean[fit.length];
            for (int i = 0; i < fit.length; i++) {
                fit[i] = fit(stretches, lowest + i * step, false);
            }
            highestPeaks().forEach(this::lookClosely);
            for (int i = 1; i < fit.length - 1; i++) {
                if (fully[i] && fit[i] > best && fit[i] >= fit[i - 1] && fit[i] > fit[i + 1]) {
                    double curvature = fit[i - 1] - 2 * fit[i] + fit[i + 1];
                    best = fit[i];
                    at = lowest + i * step + 0.5 * step * (fit[i - 1] - fit[i + 1]) / curvature;
                }
            }
        }

        private List<Integer> highestPeaks() {
            List<Integer> peaks = new ArrayList<>();
            for (int i = 1; i < fit.length - 1; i++) {
                if (fit[i] >= fit[i - 1] && fit[i] > fit[i + 1]) {
                    peaks.add(i);
                }
            }
            peaks.sort(Comparator.comparingDouble(i -> -fit[i]));
            return peaks.subList(0, Math.min(PEAKS, peaks.size()));
        }

        private void lookClosely(int peak) {
            int from = Math.max(0, peak - AROUND);
            int to = Math.min(fit.length - 1, peak + AROUND);
            for (int i = from; i <= to; i++) {
                if (!fully[i]) {
                    fully[i] = true;
                    fit[i] = fit(stretches, lowest + i * step, true);
                }
            }
        }
    }

    private static double fit(List<Stretch> stretches, double frequency, boolean fully) {
        double cost = 0;
        double total = 0;
        for (Stretch stretch : stretches) {
            for (PairCurve pair : stretch.all()) {
                Optional<PairCurve.Fit> fit =
                        fully ? pair.at(frequency) : pair.roughlyAt(frequency);
                cost += fit.map(PairCurve.Fit::cost).orElse(pair.total());
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
        fit(pair, frequency)
                .map(PairCurve.Fit::exchanged)
                .ifPresent(own -> System.arraycopy(own, 0, exchanged, offset, own.length));
    }

    /** When the limbs move at a frequency; empty where a pair of hooves is not seen. */
    Optional<LimbTiming> timing(double hz) {
        List<LimbTiming.StretchTiming> parts = new ArrayList<>();
        for (Stretch stretch : stretches) {
            fit(stretch.hind(), hz)
                    .flatMap(hind -> fit(stretch.fore(), hz).map(fore -> part(stretch, hind, fore)))
                    .ifPresent(parts::add);
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(new LimbTiming(parts));
    }

    private static LimbTiming.StretchTiming part(
            Stretch stretch, PairCurve.Fit hind, PairCurve.Fit fore) {
        return new LimbTiming.StretchTiming(
                new double[] {hind.left(), fore.left(), hind.right(), fore.right()},
                new double[] {hind.minority(), fore.minority()},
                Math.min(stretch.hind().both(), stretch.fore().both()));
    }

    private static Optional<PairCurve.Fit> fit(PairCurve pair, double frequency) {
        return pair.usable() ? pair.at(frequency) : Optional.empty();
    }
}
