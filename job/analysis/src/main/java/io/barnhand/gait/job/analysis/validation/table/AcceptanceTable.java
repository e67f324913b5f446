package io.barnhand.gait.job.analysis.validation.table;

import io.barnhand.gait.job.analysis.results.CsvTable;
import io.barnhand.gait.job.analysis.validation.observe.Condition;
import io.barnhand.gait.job.analysis.validation.observe.Observation;
import io.barnhand.gait.job.analysis.validation.observe.ValidatedQuantity;
import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The bounds for synthetic tracks, row by row (gait reference, section 4.2). A bound without a name
 * is held by the 95th percentile of the error's size over runs; bounds on bias, SD and RMS by
 * these.
 */
public final class AcceptanceTable {

    private static final double FPS = 30;
    private static final double FRAMES = FPS * Condition.LONG_TROT_SECONDS;
    private static final int HEAD_POINTS = 3;

    private static final Map<ValidatedQuantity, ValidatedQuantity> RANGES =
            Map.of(
                    ValidatedQuantity.ROM_ELBOW, ValidatedQuantity.RAW_ROM_ELBOW,
                    ValidatedQuantity.ROM_KNEE, ValidatedQuantity.RAW_ROM_KNEE,
                    ValidatedQuantity.ROM_HIP, ValidatedQuantity.RAW_ROM_HIP,
                    ValidatedQuantity.ROM_SHOULDER, ValidatedQuantity.RAW_ROM_SHOULDER);

    private final Observations observations;
    private final List<AcceptanceRow> rows = new ArrayList<>();

    private AcceptanceTable(Observations observations) {
        this.observations = observations;
    }

    static List<AcceptanceRow> of(Observations observations) {
        AcceptanceTable table = new AcceptanceTable(observations);
        for (int noise = 1; noise <= 2; noise++) {
            for (SyntheticGait gait : SyntheticGait.ALL) {
                OfGait one = table.new OfGait(noise, gait.name());
                one.addRhythm();
                one.addEvents();
                one.addFootfalls();
                one.addClass();
                one.addBody();
                one.addMovingCamera();
                one.addVariation();
            }
            OfGait trot = table.new OfGait(noise, SyntheticGait.TROT.name());
            trot.addVertical(ValidatedQuantity.HEAD_MIN, HEAD_POINTS);
            trot.addVertical(ValidatedQuantity.HEAD_MAX, HEAD_POINTS);
            trot.addVertical(ValidatedQuantity.TAILROOT_MIN, 1);
            trot.addVertical(ValidatedQuantity.TAILROOT_MAX, 1);
        }
        return table.rows;
    }

    public static CsvTable csv(List<AcceptanceRow> rows) {
        CsvTable table =
                new CsvTable(
                        "noise_pct",
                        "metric",
                        "gait",
                        "condition",
                        "statistic",
                        "unit",
                        "found",
                        "bound",
                        "bound_is",
                        "given_share",
                        "n",
                        "holds");
        for (AcceptanceRow row : rows) {
            table.add(
                    row.noisePct(),
                    row.metric(),
                    row.gait(),
                    row.condition(),
                    row.statistic(),
                    row.unit(),
                    row.found(),
                    row.bound(),
                    row.reportedOnly() ? "none" : row.lower() ? "least" : "most",
                    row.given(),
                    row.n(),
                    row.reportedOnly() ? "reported" : row.holds() ? "yes" : "no");
        }
        return table;
    }

    /** The rows of one gait at one noise level. */
    private final class OfGait {

        private final int noise;
        private final String gait;

        OfGait(int noise, String gait) {
            this.noise = noise;
            this.gait = gait;
        }

        private double either(double atOne, double atTwo) {
            return noise == 1 ? atOne : atTwo;
        }

        void addRhythm() {
            addPercentile("white", ValidatedQuantity.FREQUENCY, 0.5);
            addPercentile("cv", ValidatedQuantity.FREQUENCY, 2);
            addPercentile("white", ValidatedQuantity.SPEED, 1);
            addPercentile("white", ValidatedQuantity.STRIDE_LENGTH, 1);
        }

        void addEvents() {
            boolean walk = gait.equals(SyntheticGait.WALK.name());
            double sd = walk ? either(10, 20) : either(6, 10);
            for (ValidatedQuantity event :
                    List.of(ValidatedQuantity.HOOF_ON, ValidatedQuantity.HOOF_OFF)) {
                ErrorSample errors = errors("white", event);
                add("white", event, "bias", Math.abs(errors.bias()), 15, errors);
                add("white", event, "SD", errors.sd(), sd, errors);
            }
            ErrorSample stance = errors("white", ValidatedQuantity.SINGLE_STANCE);
            add(
                    "white",
                    ValidatedQuantity.SINGLE_STANCE,
                    "SD",
                    stance.sd(),
                    either(15, 25),
                    stance);
        }

        void addFootfalls() {
            addPercentile("white", ValidatedQuantity.DUTY_FACTOR, either(0.02, 0.03));
            addPercentile("soft", ValidatedQuantity.DUTY_FACTOR, 0.15);
            addPercentile("drag", ValidatedQuantity.DUTY_FACTOR, Double.NaN);
            ErrorSample phase = errors("white", ValidatedQuantity.LIMB_PHASE);
            add(
                    "white",
                    ValidatedQuantity.LIMB_PHASE,
                    "RMS",
                    phase.rms(),
                    either(0.01, 0.02),
                    phase);
            addPercentile("white", ValidatedQuantity.SUSPENSION, either(0.04, 0.06));
        }

        void addClass() {
            addShare("white", 0.99);
            addShare("faults", 0.95);
        }

        private void addShare(String condition, double bound) {
            List<Observation> classes =
                    observations.of(condition(condition), gait, ValidatedQuantity.GAIT_CLASS);
            double right =
                    classes.stream()
                            .mapToDouble(o -> o.text().equals(gait) ? 1 : 0)
                            .average()
                            .orElse(Double.NaN);
            rows.add(
                    new AcceptanceRow(
                            noise,
                            "gait_and_lead",
                            gait,
                            condition(condition),
                            "share right",
                            "",
                            right,
                            bound,
                            true,
                            1,
                            classes.size()));
        }

        void addBody() {
            for (ValidatedQuantity range : RANGES.keySet().stream().sorted().toList()) {
                boolean sharp =
                        range == ValidatedQuantity.ROM_ELBOW
                                && gait.equals(SyntheticGait.TROT.name());
                ErrorSample raw = errors("white", RANGES.get(range));
                add("white", range, "bias", Math.abs(raw.bias()), sharp ? 8 : 5, raw);
                // What six harmonics leave out differs from horse to horse and is no scatter.
                ErrorSample own = errors("white", range);
                add("white", range, "SD", own.sd(), either(2, 4), own);
            }
            // Beside an SD of 0.8–1.6° in a frame.
            ErrorSample inclination = errors("white", ValidatedQuantity.INCLINATION);
            add("white", ValidatedQuantity.INCLINATION, "RMS", inclination.rms(), 0.3, inclination);
        }

        void addMovingCamera() {
            // Fewer than four frames of a gallop's stance: no ground is seen to move
            // (gait reference, section 2.11).
            boolean fewFrames = gait.startsWith("gallop");
            addPercentile("pan", ValidatedQuantity.STRIDE_LENGTH, fewFrames ? Double.NaN : 4);
            List<Observation> lengths =
                    observations.of(condition("pan"), gait, ValidatedQuantity.STRIDE_LENGTH);
            double flagged =
                    lengths.stream()
                            .mapToDouble(o -> flagged(o, GaitFlag.CAMERA_MOTION) ? 1 : 0)
                            .average()
                            .orElse(Double.NaN);
            add(
                    "pan",
                    ValidatedQuantity.STRIDE_LENGTH,
                    "share flagged",
                    flagged,
                    1,
                    lengths.size());
            ErrorSample speed = errors("pan", ValidatedQuantity.SPEED);
            add(
                    "pan",
                    ValidatedQuantity.SPEED,
                    "share null",
                    1 - speed.givenShare(),
                    1,
                    speed.asked());
        }

        private static boolean flagged(Observation observation, GaitFlag flag) {
            return List.of(observation.text().split(" ")).contains(flag.key());
        }

        void addVariation() {
            addPercentile("variation", ValidatedQuantity.STRIDE_CV, 1);
        }

        /**
         * Against 2σ√(2/n), what noise alone makes of a difference of two extremes.
         *
         * @param points that the height is the mean of: its own noise is smaller, which is reported
         */
        void addVertical(ValidatedQuantity measure, int points) {
            double alone = 2 * noise * Math.sqrt(2 / FRAMES);
            ErrorSample errors = errors("long-trot", measure);
            add("long-trot", measure, "bias", Math.abs(errors.bias()), 0.1 * noise, errors);
            add("long-trot", measure, "SD", errors.sd(), 1.6 * alone, errors);
            double ratio = errors.sd() * Math.sqrt(points) / alone;
            add("long-trot", measure, "SD over what its noise makes", ratio, Double.NaN, errors);
        }

        private void addPercentile(String condition, ValidatedQuantity measure, double bound) {
            ErrorSample errors = errors(condition, measure);
            add(condition, measure, "95th percentile", errors.quantile(0.95), bound, errors);
        }

        private void add(
                String condition,
                ValidatedQuantity measure,
                String statistic,
                double found,
                double bound,
                ErrorSample errors) {
            rows.add(
                    new AcceptanceRow(
                            noise,
                            measure.key(),
                            gait,
                            condition(condition),
                            statistic,
                            measure.unit,
                            found,
                            bound,
                            false,
                            errors.givenShare(),
                            errors.given()));
        }

        /** A share that must be reached. */
        private void add(
                String condition,
                ValidatedQuantity measure,
                String statistic,
                double found,
                double bound,
                int n) {
            rows.add(
                    new AcceptanceRow(
                            noise,
                            measure.key(),
                            gait,
                            condition(condition),
                            statistic,
                            "",
                            found,
                            bound,
                            true,
                            1,
                            n));
        }

        private ErrorSample errors(String condition, ValidatedQuantity measure) {
            return observations.errors(condition(condition), gait, measure);
        }

        private String condition(String stem) {
            return stem + "-" + noise;
        }
    }
}
