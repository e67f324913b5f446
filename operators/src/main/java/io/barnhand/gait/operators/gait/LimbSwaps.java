package io.barnhand.gait.operators.gait;

import io.barnhand.gait.operators.numeric.Quantiles;
import java.util.Arrays;

/**
 * Finds the runs of frames in which a network gave a left limb's place to the right one and the
 * other way round, as single-view networks do where limbs cross, and puts them back.
 *
 * <p>Fore and hind pair are treated alone. Where the hooves repeat well as they are labelled, each
 * limb's periodic curve ({@link HarmonicFit}) is fitted to all frames; a two-state Viterbi path
 * then chooses for every frame the labelling that lies nearer to the curves, at a price for each
 * change, so that one noisy frame changes nothing. Fit and path are repeated until nothing changes.
 *
 * <p>Where they do not, or fewer than two strides are seen, the labels are no ground to start from:
 * limbs put back to fit a wrong stride confirm it. Then the curves that each pair shares ({@link
 * PairRhythm}) are tried as well, and taken unless the hooves repeat clearly better without. The
 * labelling of most frames stands: what is swapped throughout cannot be known from the movement.
 *
 * @param rhythm of the limbs as put back
 * @param rate share of the frames showing a hoof in which at least one pair was exchanged
 * @param fit of the shared curves, or NaN where they were not needed
 * @param timing of the limbs by the shared curves, or null where they were not needed
 */
record LimbSwaps(StrideFrequency rhythm, double rate, double fit, LimbTiming timing) {

    private static final int ROUNDS = 4;

    /** With fewer exchanges, and hooves that repeat so well, the labels are not in doubt. */
    private static final double CLEAN = 0.05;

    private static final double SURE_PERIODICITY = 0.85;
    private static final double MIN_STRIDES = 2;

    /** Periodicity that exchanging every frame would have to gain. */
    private static final double RATE_PRICE = 0.25;

    /** The curves of pairs are taken if the hooves repeat nearly as well with them. */
    private static final double NEARLY = 0.9;

    /** Price of a change, in squared standard deviations. */
    private static final double CHANGE = 8;

    /** A residual counts at most this much, squared standard deviations. */
    private static final double CAP = 9;

    /** Residuals are not believed to be smaller than this, BL. */
    private static final double MIN_SD = 0.02;

    /**
     * Returns null where the hooves have no rhythm to compare with.
     *
     * @param joints carpus and hock in the same frames
     */
    static LimbSwaps undone(HoofSignals hooves, HoofSignals joints) {
        HoofAutocorrelation.Peak stride = new HoofAutocorrelation(hooves).stride();
        LimbSwaps labelled = stride == null ? null : from(hooves, stride);
        if (labelled != null
                && labelled.rate() < CLEAN
                && labelled.rhythm().periodicity() >= SURE_PERIODICITY
                && labelled.rhythm().strides() >= MIN_STRIDES) {
            return labelled;
        }
        LimbSwaps paired = paired(hooves, joints);
        boolean better =
                paired != null
                        && (labelled == null
                                || labelled.rhythm().strides() < MIN_STRIDES
                                || paired.merit() >= NEARLY * labelled.merit());
        return better ? paired : labelled;
    }

    private double merit() {
        return rhythm.periodicity() - RATE_PRICE * rate;
    }

    private static LimbSwaps paired(HoofSignals hooves, HoofSignals joints) {
        PairRhythm pairs = PairRhythm.of(hooves, joints);
        if (pairs == null) {
            return null;
        }
        boolean[][] exchanged = pairs.exchanged();
        HoofSignals undone =
                exchange(exchange(hooves, Limb.LH, exchanged[0]), Limb.LF, exchanged[1]);
        double lag = 1 / pairs.frequency();
        double height = new HoofAutocorrelation(undone).at(lag);
        StrideFrequency rhythm =
                StrideFrequency.of(undone, new HoofAutocorrelation.Peak(lag, height));
        LimbTiming timing = rhythm == null ? null : pairs.timing(rhythm.value());
        return timing == null
                ? null
                : new LimbSwaps(rhythm, rate(hooves, exchanged), pairs.fit(), timing);
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
                ? new LimbSwaps(undone, rate, Double.NaN, null)
                : new LimbSwaps(seen, 0, Double.NaN, null);
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
