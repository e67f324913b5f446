package io.barnhand.gait.operators.gait.rhythm;

import io.barnhand.gait.operators.gait.numeric.Quantiles;
import io.barnhand.gait.operators.gait.signal.HoofSignals;
import io.barnhand.gait.operators.records.Limb;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds the runs of frames in which a network gave a left limb's place to the right one and the
 * other way round, as single-view networks do where limbs cross, and puts them back (gait
 * reference, section 3.2).
 *
 * <p>Fore and hind pair are treated alone. Where the hooves repeat well as they are labelled, each
 * limb's periodic curves ({@link HarmonicFit}) of hoof and mid joint are fitted to all frames; a
 * two-state Viterbi path then chooses for every frame the labelling of the whole leg that lies
 * nearer to them, at a price for each change, so that one noisy frame changes nothing. Fit and path
 * are repeated until nothing changes.
 *
 * <p>Where they do not, or fewer than two strides are seen, the labels are no good start: limbs put
 * back to fit a wrong stride confirm it. Then the curves that each pair shares ({@link PairRhythm})
 * are tried as well, and taken unless the hooves repeat clearly better without. The labelling of
 * most frames stands: what is swapped throughout cannot be known from the movement.
 *
 * @param rhythm of the limbs as put back
 * @param rate share of the frames showing a hoof in which at least one pair was exchanged
 * @param fit of the shared curves, or NaN where they were not needed
 * @param timing of the limbs by the shared curves, where they were needed
 * @param exchanged {@code [2][n]} whether the hind and fore pair were put back in each frame
 */
public record LimbSwaps(
        StrideFrequency rhythm,
        double rate,
        double fit,
        Optional<LimbTiming> timing,
        boolean[][] exchanged) {

    private static final int ROUNDS = 4;

    /** With fewer exchanges, and hooves that repeat so well, the labels are not in doubt. */
    private static final double CLEAN = 0.05;

    /** Nor with so many, where the hooves repeat so well as they are labelled. */
    private static final double BURSTS = 0.15;

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
     * Empty where the hooves have no rhythm to compare with.
     *
     * @param joints carpus and hock in the same frames
     */
    static Optional<LimbSwaps> undone(HoofSignals hooves, HoofSignals joints) {
        Optional<HoofAutocorrelation.Peak> stride = new HoofAutocorrelation(hooves).stride();
        Optional<LimbSwaps> labelled = stride.flatMap(peak -> from(hooves, joints, peak));
        if (labelled.isPresent() && labelled.get().sure(stride.get().height())) {
            return labelled;
        }
        Optional<LimbSwaps> paired = paired(hooves, joints);
        boolean better =
                labelled.isEmpty() || paired.isPresent() && paired.get().betterThan(labelled.get());
        return better ? paired : labelled;
    }

    /** Whether the labels are not in doubt, where the hooves repeat so well as labelled. */
    private boolean sure(double asLabelled) {
        return rate < (asLabelled >= SURE_PERIODICITY ? BURSTS : CLEAN)
                && rhythm.periodicity() >= SURE_PERIODICITY
                && rhythm.strides() >= MIN_STRIDES;
    }

    private boolean betterThan(LimbSwaps labelled) {
        return labelled.rhythm().strides() < MIN_STRIDES || merit() >= NEARLY * labelled.merit();
    }

    private double merit() {
        return rhythm.periodicity() - RATE_PRICE * rate;
    }

    private static Optional<LimbSwaps> paired(HoofSignals hooves, HoofSignals joints) {
        return PairRhythm.of(hooves, joints).flatMap(pairs -> from(hooves, pairs));
    }

    private static Optional<LimbSwaps> from(HoofSignals hooves, PairRhythm pairs) {
        boolean[][] exchanged = pairs.exchanged();
        HoofSignals undone =
                exchange(exchange(hooves, Limb.LH, exchanged[0]), Limb.LF, exchanged[1]);
        double lag = 1 / pairs.frequency();
        double height = new HoofAutocorrelation(undone).at(lag);
        return StrideFrequency.of(undone, new HoofAutocorrelation.Peak(lag, height))
                .flatMap(
                        rhythm ->
                                pairs.timing(rhythm.value())
                                        .map(
                                                timing ->
                                                        new LimbSwaps(
                                                                rhythm,
                                                                rate(hooves, exchanged),
                                                                pairs.fit(),
                                                                Optional.of(timing),
                                                                exchanged)));
    }

    private static Optional<LimbSwaps> from(
            HoofSignals signals, HoofSignals joints, HoofAutocorrelation.Peak peak) {
        return StrideFrequency.of(signals, peak).map(seen -> from(signals, joints, seen));
    }

    private static LimbSwaps from(HoofSignals signals, HoofSignals joints, StrideFrequency seen) {
        boolean[][] swapped = swapped(signals, joints, seen);
        double rate = rate(signals, swapped);
        Optional<StrideFrequency> undone =
                rate > 0
                        ? StrideFrequency.of(
                                exchange(
                                        exchange(signals, Limb.LH, swapped[0]),
                                        Limb.LF,
                                        swapped[1]))
                        : Optional.of(seen);
        return undone.filter(rhythm -> rhythm.periodicity() >= seen.periodicity())
                .map(rhythm -> new LimbSwaps(rhythm, rate, swapped))
                .orElseGet(() -> new LimbSwaps(seen, 0, new boolean[2][signals.frames()]));
    }

    private LimbSwaps(StrideFrequency rhythm, double rate, boolean[][] exchanged) {
        this(rhythm, rate, Double.NaN, Optional.empty(), exchanged);
    }

    /** {@code [2][n]} whether hind and fore limbs are exchanged in each frame. */
    private static boolean[][] swapped(
            HoofSignals signals, HoofSignals joints, StrideFrequency rhythm) {
        int n = signals.frames();
        boolean[][] all = new boolean[2][n];
        int offset = 0;
        for (StrideFrequency.Block block : rhythm.blocks()) {
            while (offset < n && signals.t()[offset] < block.from()) {
                offset++;
            }
            boolean[][] part = path(block, joints.between(block.from(), block.to()));
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
    private static boolean[][] path(StrideFrequency.Block block, HoofSignals joints) {
        HoofSignals hooves = block.signals();
        boolean[][] swapped = new boolean[2][hooves.frames()];
        for (int round = 0; round < ROUNDS; round++) {
            double[][] hoofCurve = curves(hooves, swapped, block.frequency());
            double[][] jointCurve = curves(joints, swapped, block.frequency());
            boolean[][] next = new boolean[2][];
            for (int pair = 0; pair < 2; pair++) {
                Limb left = pair == 0 ? Limb.LH : Limb.LF;
                next[pair] =
                        viterbi(
                                new PairPrice(hooves, hoofCurve, left),
                                new PairPrice(joints, jointCurve, left),
                                hooves.frames());
            }
            if (Arrays.deepEquals(next, swapped)) {
                break;
            }
            swapped = next;
        }
        return swapped;
    }

    private static double[][] curves(HoofSignals signals, boolean[][] swapped, double frequency) {
        HarmonicFit fit =
                new HarmonicFit(
                        exchange(exchange(signals, Limb.LH, swapped[0]), Limb.LF, swapped[1]));
        for (int i = 0; i < 2; i++) {
            fit.reweight(frequency);
        }
        return fit.curves(frequency);
    }

    /** The cost of taking a pair's points of one frame as labelled, or exchanged. */
    private static final class PairPrice {

        private final double[] left;
        private final double[] right;
        private final double[] curveLeft;
        private final double[] curveRight;
        private final double sd;
        private final boolean known;

        PairPrice(HoofSignals signals, double[][] curve, Limb leftLimb) {
            int l = leftLimb.ordinal();
            left = signals.excursion()[l];
            right = signals.excursion()[l + 2];
            curveLeft = curve[l];
            curveRight = curve[l + 2];
            int n = left.length;
            known = n > 0 && !Double.isNaN(curveLeft[0]) && !Double.isNaN(curveRight[0]);
            double[] residuals = new double[2 * n];
            for (int i = 0; i < n; i++) {
                residuals[2 * i] = left[i] - curveLeft[i];
                residuals[2 * i + 1] = right[i] - curveRight[i];
            }
            sd = Math.max(MIN_SD, Quantiles.robustSd(residuals));
        }

        double kept(int i) {
            return known
                    ? price(left[i] - curveLeft[i], sd) + price(right[i] - curveRight[i], sd)
                    : 0;
        }

        double exchanged(int i) {
            return known
                    ? price(left[i] - curveRight[i], sd) + price(right[i] - curveLeft[i], sd)
                    : 0;
        }
    }

    private static boolean[] viterbi(PairPrice hooves, PairPrice joints, int n) {
        boolean[] swapped = new boolean[n];
        boolean[][] cameFromOther = new boolean[2][n];
        double kept = 0;
        double exchanged = 0;
        for (int i = 0; i < n; i++) {
            cameFromOther[0][i] = exchanged + CHANGE < kept;
            cameFromOther[1][i] = kept + CHANGE < exchanged;
            double nextKept = Math.min(kept, exchanged + CHANGE);
            double nextExchanged = Math.min(exchanged, kept + CHANGE);
            kept = nextKept + hooves.kept(i) + joints.kept(i);
            exchanged = nextExchanged + hooves.exchanged(i) + joints.exchanged(i);
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
