package io.barnhand.gait.job.analysis.validation.table;

import io.barnhand.gait.job.analysis.results.CsvTable;
import io.barnhand.gait.job.analysis.validation.observe.Condition;
import io.barnhand.gait.job.analysis.validation.observe.ValidatedQuantity;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the errors grow with the noise of the keypoints. */
public final class NoiseTable {

    /**
     * RMS error of a metric in a gait.
     *
     * @param noisePct SD of a keypoint, % of the body length
     * @param n estimates
     * @param rms in the unit of the measure
     */
    record NoisePoint(ValidatedQuantity measure, String gait, double noisePct, int n, double rms) {}

    /** What is drawn and listed. */
    static final List<ValidatedQuantity> MEASURES =
            List.of(
                    ValidatedQuantity.FREQUENCY,
                    ValidatedQuantity.SPEED,
                    ValidatedQuantity.STRIDE_LENGTH,
                    ValidatedQuantity.LIMB_STRIDE_LENGTH,
                    ValidatedQuantity.STANCE,
                    ValidatedQuantity.SWING,
                    ValidatedQuantity.DUTY_FACTOR,
                    ValidatedQuantity.LIMB_PHASE,
                    ValidatedQuantity.LAP,
                    ValidatedQuantity.DAP,
                    ValidatedQuantity.SUSPENSION,
                    ValidatedQuantity.INCLINATION,
                    ValidatedQuantity.PITCH,
                    ValidatedQuantity.ROM_ELBOW,
                    ValidatedQuantity.ROM_KNEE,
                    ValidatedQuantity.ROM_HIP,
                    ValidatedQuantity.ROM_SHOULDER);

    private NoiseTable() {}

    static List<NoisePoint> of(Observations observations) {
        Map<String, Double> levels = new LinkedHashMap<>();
        levels.put("noise-0", 0.0);
        levels.put("noise-05", 0.5);
        levels.put(Condition.WHITE_1, 1.0);
        levels.put("noise-15", 1.5);
        levels.put(Condition.WHITE_2, 2.0);
        List<NoisePoint> points = new ArrayList<>();
        for (ValidatedQuantity measure : MEASURES) {
            for (SyntheticGait gait : SyntheticGait.ALL) {
                levels.forEach(
                        (condition, noise) -> {
                            ErrorSample errors =
                                    observations.errors(condition, gait.name(), measure);
                            if (errors.given() > 0) {
                                points.add(
                                        new NoisePoint(
                                                measure,
                                                gait.name(),
                                                noise,
                                                errors.given(),
                                                errors.rms()));
                            }
                        });
            }
        }
        return points;
    }

    public static CsvTable csv(List<NoisePoint> points) {
        CsvTable table = new CsvTable("metric", "unit", "gait", "noise_pct", "n", "rms");
        points.forEach(
                p ->
                        table.add(
                                p.measure().key(),
                                p.measure().unit,
                                p.gait(),
                                p.noisePct(),
                                p.n(),
                                p.rms()));
        return table;
    }
}
