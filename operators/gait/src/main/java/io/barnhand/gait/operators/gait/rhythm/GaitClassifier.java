package io.barnhand.gait.operators.gait.rhythm;

import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.numeric.Circular;
import io.barnhand.gait.operators.records.Limb;
import java.util.List;

/**
 * The gait whose template lies nearest (gait reference, section 2.5).
 *
 * <p>Cost of a template = Σ(Δphase / 0.05)² + (Δduty factor / 0.10)² + (ln(f/f₀) / 0.25)², phases
 * aligned by the offset around the circle that makes the cost smallest. Shares follow from a
 * softmax of −cost/2. Unknown where the best cost exceeds 15 (the 1 % point of χ² with the five
 * degrees of freedom that are left: further off, what was folded is no gait) or the next is less
 * than 4 above. The duty factor counts for less than its spread between horses asks for, because
 * its offset depends on how the hooves swing.
 *
 * <p>Walk and tölt differ only in duty factor and frequency, trot and pace only in the pairing of
 * fore and hind limbs: exchanging left and right of one pair makes a trot look like a pace.
 */
public final class GaitClassifier {

    private static final double PHASE_SD = 0.05;
    private static final double DUTY_SD = 0.10;
    private static final double LOG_FREQUENCY_SD = 0.25;
    private static final double MAX_COST = 15;
    private static final double MIN_MARGIN = 4;

    private GaitClassifier() {}

    /**
     * @param phases touch-down in the order of {@link Limb}, any common reference
     * @param dutyFactor mean over the limbs, or NaN where it is not known
     * @param frequency Hz
     */
    public static GaitClass classify(double[] phases, double dutyFactor, double frequency) {
        List<GaitTemplate> templates = GaitTemplate.ALL;
        double[] cost = new double[templates.size()];
        int best = 0;
        for (int i = 0; i < cost.length; i++) {
            cost[i] = cost(templates.get(i), phases, dutyFactor, frequency);
            best = cost[i] < cost[best] ? i : best;
        }
        int second = best == 0 ? 1 : 0;
        double sum = 0;
        for (int i = 0; i < cost.length; i++) {
            sum += Math.exp(-0.5 * (cost[i] - cost[best]));
            if (i != best && cost[i] < cost[second]) {
                second = i;
            }
        }
        if (cost[best] > MAX_COST || cost[second] - cost[best] < MIN_MARGIN) {
            return GaitClass.only(GaitClass.UNKNOWN);
        }
        return new GaitClass(
                templates.get(best).name(),
                1 / sum,
                templates.get(second).name(),
                Math.exp(-0.5 * (cost[second] - cost[best])) / sum);
    }

    private static double cost(
            GaitTemplate template, double[] phases, double dutyFactor, double frequency) {
        double duty = Double.isNaN(dutyFactor) ? 0 : (dutyFactor - template.dutyFactor()) / DUTY_SD;
        double rhythm = Math.log(frequency / template.frequency()) / LOG_FREQUENCY_SD;
        return phaseCost(template.phases(), phases) + duty * duty + rhythm * rhythm;
    }

    private static double phaseCost(double[] template, double[] phases) {
        double best = Double.POSITIVE_INFINITY;
        // The best offset is the mean of the differences, unwrapped about one of them.
        for (int about = 0; about < phases.length; about++) {
            double anchor = phases[about] - template[about];
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < phases.length; i++) {
                double d = Circular.signed(phases[i] - template[i] - anchor);
                sum += d;
                squares += d * d;
            }
            best = Math.min(best, squares - sum * sum / phases.length);
        }
        return best / (PHASE_SD * PHASE_SD);
    }
}
