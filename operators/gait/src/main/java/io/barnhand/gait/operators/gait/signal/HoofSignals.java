package io.barnhand.gait.operators.gait.signal;

import io.barnhand.gait.operators.gait.numeric.Ascending;
import io.barnhand.gait.operators.gait.numeric.Quantiles;
import io.barnhand.gait.operators.records.Limb;
import java.util.Arrays;
import java.util.function.ToIntFunction;

/**
 * The fore–aft excursion of each hoof relative to the trunk, in body lengths, positive ahead: the
 * largest movement of the whole body (0.3–0.6 BL) and at one cycle per stride. Vertical movement of
 * the trunk runs at two cycles per stride in most gaits and would trap an estimator an octave up.
 *
 * @param t {@code [n]} s, ascending
 * @param excursion {@code [4][n]} BL in the order of {@link Limb}, NaN where not seen
 * @param weight {@code [4][n]} squared score
 * @param period nominal frame distance, s
 */
public record HoofSignals(double[] t, double[][] excursion, double[][] weight, double period) {

    public static HoofSignals of(TrackSamples samples, TrunkReference trunk, BodyScale scale) {
        return of(samples, trunk, scale, limb -> limb.hoof);
    }

    /** The same of carpus and hock, which move less than the hooves but are found more surely. */
    public static HoofSignals ofMidJoints(
            TrackSamples samples, TrunkReference trunk, BodyScale scale) {
        return of(samples, trunk, scale, limb -> limb.joint);
    }

    private static HoofSignals of(
            TrackSamples samples,
            TrunkReference trunk,
            BodyScale scale,
            ToIntFunction<Limb> keypoint) {
        int n = samples.frames();
        double[][] excursion = new double[Limb.COUNT][n];
        double[][] weight = new double[Limb.COUNT][n];
        for (Limb limb : Limb.values()) {
            double[] e = excursion[limb.ordinal()];
            for (int i = 0; i < n; i++) {
                double fromTrunk = samples.x()[keypoint.applyAsInt(limb)][i] - trunk.x()[i];
                e[i] = trunk.facing() * fromTrunk / scale.bodyLength()[i];
                double score = samples.score()[keypoint.applyAsInt(limb)][i];
                weight[limb.ordinal()][i] = Double.isNaN(e[i]) ? 0 : score * score;
            }
        }
        return new HoofSignals(samples.t(), excursion, weight, Ascending.medianStep(samples.t()));
    }

    public int frames() {
        return t.length;
    }

    /** Frames in which a limb is seen. */
    public int seen(Limb limb) {
        return Quantiles.present(excursion[limb.ordinal()]).length;
    }

    /**
     * Time covered by frames with at least one hoof, longer gaps than three periods left out, s.
     */
    public double covered() {
        double covered = 0;
        double last = Double.NaN;
        for (int i = 0; i < t.length; i++) {
            boolean any = false;
            for (double[] e : excursion) {
                any |= !Double.isNaN(e[i]);
            }
            if (any) {
                if (t[i] - last <= 3 * period) {
                    covered += t[i] - last;
                }
                last = t[i];
            }
        }
        return covered;
    }

    /** The frames with {@code from <= t < to}. */
    public HoofSignals between(double from, double to) {
        int a = Ascending.lowerBound(t, from);
        int b = Ascending.lowerBound(t, to);
        double[][] e = new double[Limb.COUNT][];
        double[][] w = new double[Limb.COUNT][];
        for (int l = 0; l < Limb.COUNT; l++) {
            e[l] = Arrays.copyOfRange(excursion[l], a, b);
            w[l] = Arrays.copyOfRange(weight[l], a, b);
        }
        return new HoofSignals(Arrays.copyOfRange(t, a, b), e, w, period);
    }

    /** The same frames without those with {@code from <= t < to}. */
    HoofSignals without(double from, double to) {
        double[][] e = new double[Limb.COUNT][];
        for (int l = 0; l < Limb.COUNT; l++) {
            e[l] = excursion[l].clone();
            Arrays.fill(
                    e[l], Ascending.lowerBound(t, from), Ascending.lowerBound(t, to), Double.NaN);
        }
        return new HoofSignals(t, e, weight, period);
    }
}
