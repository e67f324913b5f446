package io.barnhand.gait.operators.gait.rhythm;

import io.barnhand.gait.operators.gait.numeric.Ascending;
import io.barnhand.gait.operators.gait.signal.HoofSignals;
import io.barnhand.gait.operators.records.Limb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How alike the hooves' excursions are to themselves some time later, over all limbs:
 *
 * <p>r(τ) = Σ w·e(t)·e(t+τ) / √(Σ w·e(t)² · Σ w·e(t+τ)²), summed over the frames t of every limb
 * for which e(t+τ) lies between two frames not farther apart than three periods. Both sums of
 * squares run over the same pairs as the product, so the overlap shrinking with τ puts no bias on
 * r. Limbs weigh by their excursion and score, as they enter the sums.
 */
public final class HoofAutocorrelation {

    private static final double LAG_STEP = 0.01;
    private static final double MIN_LAG = 1 / 3.2;
    private static final double MAX_LAG = 1 / 0.5;

    /** Two strides must nearly fit into the window, or the overlap is less than a stride. */
    private static final double MAX_LAG_SHARE = 0.55;

    /** A lower peak this close to the highest, at a shorter lag, is the stride itself. */
    private static final double FIRST_PEAK = 0.85;

    private final HoofSignals signals;
    private final double[][] detrended = new double[Limb.COUNT][];

    public HoofAutocorrelation(HoofSignals signals) {
        this.signals = signals;
        for (int l = 0; l < Limb.COUNT; l++) {
            detrended[l] = Ascending.withoutLine(signals.t(), signals.excursion()[l]);
        }
    }

    /**
     * A candidate for the stride.
     *
     * @param lag stride duration, s
     * @param height autocorrelation there, at most 1
     */
    public record Peak(double lag, double height) {}

    /** The smallest lag whose peak reaches 85 % of the highest, if there is a peak. */
    public Optional<Peak> stride() {
        List<Peak> peaks = peaks();
        double highest = peaks.stream().mapToDouble(Peak::height).max().orElse(0);
        return peaks.stream().filter(peak -> peak.height() >= FIRST_PEAK * highest).findFirst();
    }

    /** Every positive peak, by lag. */
    private List<Peak> peaks() {
        int n = signals.frames();
        double span = n < 2 ? 0 : signals.t()[n - 1] - signals.t()[0];
        double longest = Math.min(MAX_LAG, MAX_LAG_SHARE * span);
        int lags = Math.max(0, (int) Math.floor((longest - MIN_LAG) / LAG_STEP) + 1);
        double[] r = new double[lags];
        for (int k = 0; k < lags; k++) {
            r[k] = at(MIN_LAG + k * LAG_STEP);
        }
        List<Peak> peaks = new ArrayList<>();
        for (int k = 1; k < lags - 1; k++) {
            if (r[k] > 0 && r[k] >= r[k - 1] && r[k] > r[k + 1]) {
                peaks.add(parabola(r, k));
            }
        }
        return peaks;
    }

    /** r(τ); NaN where no pair of frames is that far apart. */
    public double at(double lag) {
        double[] t = signals.t();
        double product = 0;
        double early = 0;
        double late = 0;
        for (int l = 0; l < Limb.COUNT; l++) {
            double[] e = detrended[l];
            double[] w = signals.weight()[l];
            int j = 0;
            for (int i = 0; i < t.length; i++) {
                if (Double.isNaN(e[i])) {
                    continue;
                }
                double wanted = t[i] + lag;
                while (j < t.length && (t[j] < wanted || Double.isNaN(e[j]))) {
                    j++;
                }
                if (j == t.length) {
                    break;
                }
                int before = j - 1;
                while (before >= 0 && Double.isNaN(e[before])) {
                    before--;
                }
                if (before < 0 || t[j] - t[before] > 3 * signals.period()) {
                    continue;
                }
                double share = (wanted - t[before]) / (t[j] - t[before]);
                double later = e[before] + share * (e[j] - e[before]);
                double weight = Math.sqrt(w[i] * (w[before] + share * (w[j] - w[before])));
                product += weight * e[i] * later;
                early += weight * e[i] * e[i];
                late += weight * later * later;
            }
        }
        return early > 0 && late > 0 ? product / Math.sqrt(early * late) : Double.NaN;
    }

    private static Peak parabola(double[] r, int k) {
        double curvature = r[k - 1] - 2 * r[k] + r[k + 1];
        double shift = curvature < 0 ? 0.5 * (r[k - 1] - r[k + 1]) / curvature : 0;
        double height = r[k] - 0.25 * (r[k - 1] - r[k + 1]) * shift;
        return new Peak(MIN_LAG + (k + shift) * LAG_STEP, Math.min(1, height));
    }
}
