package io.barnhand.gait.operators.gait;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the runs of frames in which a network gave a left limb's place to the right one and the
 * other way round, as single-view networks do where limbs cross, and puts them back.
 *
 * <p>Fore and hind pair are treated alone. Each limb's periodic curve ({@link HarmonicFit}) is
 * fitted to all frames; a two-state Viterbi path then chooses for every frame the labelling that
 * lies nearer to the curves, at a price for each change, so that one noisy frame changes nothing.
 * Fit and path are repeated until nothing changes. The labelling of most frames stands: what is
 * swapped throughout cannot be known from the movement.
 *
 * <p>Where much is exchanged, the autocorrelation's first choice of a stride may be wrong, and
 * limbs put back to fit a wrong stride confirm it. So each of its peaks is tried, and the one
 * chosen that ends with the best rhythm for the fewest exchanges.
 *
 * @param rhythm of the limbs as put back
 * @param rate share of the frames showing a hoof in which at least one pair was exchanged
 */
record LimbSwaps(StrideFrequency rhythm, double rate) {

    private static final int ROUNDS = 4;

    /** With fewer exchanges the first choice of a stride is not in doubt. */
    private static final double CLEAN = 0.05;

    /** Periodicity that exchanging every frame would have to gain. */
    private static final double RATE_PRICE = 0.25;

    /** Two strides repeat as well as one does: the shortest that does nearly as well is it. */
    private static final double FIRST_STRIDE = 0.9;

    /** Price of a change, in squared standard deviations. */
    private static final double CHANGE = 8;

    /** A residual counts at most this much, squared standard deviations. */
    private static final double CAP = 9;

    /** Residuals are not believed to be smaller than this, BL. */
    private static final double MIN_SD = 0.02;

    /** Returns null where the hooves have no rhythm to compare with. */
    static LimbSwaps undone(HoofSignals signals) {
        HoofAutocorrelation autocorrelation = new HoofAutocorrelation(signals);
        HoofAutocorrelation.Peak stride = autocorrelation.stride();
        LimbSwaps first = stride == null ? null : from(signals, stride);
        if (first == null || first.rate() < CLEAN) {
            return first;
        }
        List<LimbSwaps> candidates = new ArrayList<>();
        double best = 0;
        for (HoofAutocorrelation.Peak peak : autocorrelation.peaks()) {
            LimbSwaps candidate = from(signals, peak);
            if (candidate != null) {
                candidates.add(candidate);
                best = Math.max(best, candidate.merit());
            }
        }
        for (LimbSwaps candidate : candidates) {
            if (candidate.merit() >= FIRST_STRIDE * best) {
                return candidate;
            }
        }
        return first;
    }

    private double merit() {
        return rhythm.periodicity() - RATE_PRICE * rate;
    }

    private static LimbSwaps from(HoofSignals signals, HoofAutocorrelation.Peak peak) {
        StrideFrequency seen = StrideFrequency.of(signals, peak);
        if (seen == null) {
            return null;
        }
        boolean[][] swapped = swapped(signals, seen);
        double rate = rate(signals, swapped);
        StrideFrequency undone =
                rate > 0
                        ? StrideFrequency.of(
                                exchange(
                                        exchange(signals, Limb.LH, swapped[0]),
                                        Limb.LF,
                                        swapped[1]))
                        : seen;
        return undone != null && undone.periodicity() >= seen.periodicity()
                ? new LimbSwaps(undone, rate)
                : new LimbSwaps(seen, 0);
    }

    /** {@code [2][n]} whether hind and fore limbs are exchanged in each frame. */
    private static boolean[][] swapped(HoofSignals signals, StrideFrequency rhythm) {
        int n = signals.frames();
        boolean[][] all = new boolean[2][n];
        int offset = 0;
        for (StrideFrequency.Block block : rhythm.blocks()) {
            while (offset < n && signals.t()[offset] < block.from()) {
                offset++;
            }
            boolean[][] part = path(block);
            for (int pair = 0; pair < 2; pair++) {
                System.arraycopy(part[pair], 0, all[pair], offset, part[pair].length);
            }
        }
        return all;
    }

    private static double rate(HoofSignals signals, boolean[][] swapped) {
        int shown = 0;
        int exchanged = 0;
        for (int i = 0; i < signals.frames(); i++) {
            boolean any = false;
            for (double[] e : signals.excursion()) {
                any |= !Double.isNaN(e[i]);
            }
            if (any) {
                shown++;
                exchanged += swapped[0][i] || swapped[1][i] ? 1 : 0;
            }
        }
        return shown == 0 ? 0 : (double) exchanged / shown;
    }

    /** {@code [2][n]} whether hind and fore limbs are exchanged in each frame of a block. */
    private static boolean[][] path(StrideFrequency.Block block) {
        HoofSignals original = block.signals();
        int n = original.frames();
        boolean[][] swapped = new boolean[2][n];
        HoofSignals current = original;
        double frequency = block.frequency();
        for (int round = 0; round < ROUNDS; round++) {
            HarmonicFit fit = new HarmonicFit(current);
            for (int i = 0; i < 2; i++) {
                fit.reweight(frequency);
            }
            double[][] curve = fit.curves(frequency);
            boolean[][] next = {
                viterbi(original, curve, Limb.LH, Limb.RH),
                viterbi(original, curve, Limb.LF, Limb.RF)
            };
            if (Arrays.deepEquals(next, swapped)) {
                break;
            }
            swapped = next;
            current = exchange(exchange(original, Limb.LH, swapped[0]), Limb.LF, swapped[1]);
        }
        return swapped;
    }

    private static boolean[] viterbi(HoofSignals signals, double[][] curve, Limb left, Limb right) {
        int n = signals.frames();
        double[] l = signals.excursion()[left.ordinal()];
        double[] r = signals.excursion()[right.ordinal()];
        double[] curveL = curve[left.ordinal()];
        double[] curveR = curve[right.ordinal()];
        boolean[] swapped = new boolean[n];
        if (n == 0 || Double.isNaN(curveL[0]) || Double.isNaN(curveR[0])) {
            return swapped;
        }
        double[] residuals = new double[2 * n];
        for (int i = 0; i < n; i++) {
            residuals[2 * i] = l[i] - curveL[i];
            residuals[2 * i + 1] = r[i] - curveR[i];
        }
        double sd = Math.max(MIN_SD, Quantiles.robustSd(residuals));
        boolean[][] cameFromOther = new boolean[2][n];
        double kept = 0;
        double exchanged = 0;
        for (int i = 0; i < n; i++) {
            cameFromOther[0][i] = exchanged + CHANGE < kept;
            cameFromOther[1][i] = kept + CHANGE < exchanged;
            double nextKept = Math.min(kept, exchanged + CHANGE);
            double nextExchanged = Math.min(exchanged, kept + CHANGE);
            kept = nextKept + price(l[i] - curveL[i], sd) + price(r[i] - curveR[i], sd);
            exchanged = nextExchanged + price(l[i] - curveR[i], sd) + price(r[i] - curveL[i], sd);
        }
        boolean state = exchanged < kept;
        int count = 0;
        for (int i = n - 1; i >= 0; i--) {
            swapped[i] = state;
            count += state ? 1 : 0;
            state ^= cameFromOther[state ? 1 : 0][i];
        }
        if (2 * count > n) {
            for (int i = 0; i < n; i++) {
                swapped[i] = !swapped[i];
            }
        }
        return swapped;
    }

    private static double price(double residual, double sd) {
        if (Double.isNaN(residual)) {
            return 0;
        }
        double r = residual / sd;
        return Math.min(CAP, r * r);
    }

    private static HoofSignals exchange(HoofSignals signals, Limb left, boolean[] where) {
        int l = left.ordinal();
        int r = l + 2;
        double[][] e = signals.excursion().clone();
        double[][] w = signals.weight().clone();
        e[l] = e[l].clone();
        e[r] = e[r].clone();
        w[l] = w[l].clone();
        w[r] = w[r].clone();
        for (int i = 0; i < where.length; i++) {
            if (where[i]) {
                exchange(e[l], e[r], i);
                exchange(w[l], w[r], i);
            }
        }
        return new HoofSignals(signals.t(), e, w, signals.period());
    }

    private static void exchange(double[] a, double[] b, int i) {
        double kept = a[i];
        a[i] = b[i];
        b[i] = kept;
    }
}
