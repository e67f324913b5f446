package io.barnhand.gait.job.analysis.validation.table;

import io.barnhand.gait.job.analysis.validation.observe.Observation;
import io.barnhand.gait.job.analysis.validation.observe.ValidatedQuantity;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The table of job/ACCURACY.md: how large errors are, and how often intervals hold the truth. */
public final class AccuracyPage {

    private static final Map<String, List<SyntheticGait>> GROUPS = groups();

    private final Observations observations;
    private final List<IntervalRow> intervals;

    public AccuracyPage(Observations observations, List<IntervalRow> intervals) {
        this.observations = observations;
        this.intervals = intervals;
    }

    public String markdown(int runs) {
        StringBuilder page = new StringBuilder();
        page.append("| error that 95 % of the runs stay below, at 1 % / 2 % noise | unit | ")
                .append(String.join(" | ", GROUPS.keySet()))
                .append(" | 95 % intervals that hold the truth |\n|---|---|")
                .append("---|".repeat(GROUPS.size() + 1))
                .append('\n');
        for (ValidatedQuantity measure : NoiseTable.MEASURES) {
            addRow(page, measure, "white");
        }
        for (ValidatedQuantity measure :
                List.of(
                        ValidatedQuantity.HEAD_MIN,
                        ValidatedQuantity.HEAD_MAX,
                        ValidatedQuantity.TAILROOT_MIN,
                        ValidatedQuantity.TAILROOT_MAX)) {
            addRow(page, measure, "long-trot");
        }
        addRow(page, ValidatedQuantity.STRIDE_CV, "variation");
        return page.append(caption(runs)).toString();
    }

    private static String caption(int runs) {
        return String.format(
                Locale.ROOT,
                """

                Against synthetic horses with exactly known movement, %d a gait and noise level, at 30 \
                frames per second: frequency, duty factor and phases drawn from published ranges, \
                passes of 4 s (vertical asymmetry: trot of 23 s; stride CV: 25 strides or 20 s, a \
                quarter of the runs), white keypoint noise in %% of the body length, a hoof that \
                swings as the estimator expects, duty factors set to need no correction. **These are \
                best cases, not accuracy in the field:** a network's errors are neither white nor \
                unbiased, and with another swing duty factor, stance, swing and suspension are off by \
                more. Ranges of joint angles are those of the first six harmonics. Coverage: 1 %% and \
                2 %% noise.
                """,
                runs);
    }

    private void addRow(StringBuilder page, ValidatedQuantity measure, String condition) {
        List<String> cells = new ArrayList<>();
        GROUPS.values()
                .forEach(
                        gaits ->
                                cells.add(
                                        percentile(measure, condition + "-1", gaits)
                                                + " / "
                                                + percentile(measure, condition + "-2", gaits)));
        page.append(String.format(Locale.ROOT, "| %s | %s | ", measure.label, measure.unit))
                .append(
                        cells.stream()
                                .map(cell -> cell.equals("– / –") ? "–" : cell)
                                .collect(Collectors.joining(" | ")))
                .append(
                        String.format(
                                Locale.ROOT,
                                " | %s / %s |\n",
                                coverage(measure, condition + "-1"),
                                coverage(measure, condition + "-2")));
    }

    private String percentile(
            ValidatedQuantity measure, String condition, List<SyntheticGait> gaits) {
        List<Observation> all = new ArrayList<>();
        gaits.forEach(g -> all.addAll(observations.of(condition, g.name(), measure)));
        double size = new ErrorSample(all).quantile(0.95);
        return Double.isNaN(size) ? "–" : twoDigits(size);
    }

    private String coverage(ValidatedQuantity measure, String condition) {
        return intervals.stream()
                .filter(row -> row.overall() && row.measure() == measure)
                .filter(row -> row.condition().equals(condition))
                .map(row -> String.format(Locale.ROOT, "%.0f %%", 100 * row.coverage()))
                .findFirst()
                .orElse("–");
    }

    private static String twoDigits(double size) {
        if (size == 0) {
            return "0";
        }
        int decimals = Math.max(0, 1 - (int) Math.floor(Math.log10(size)));
        return String.format(Locale.ROOT, "%." + Math.min(4, decimals) + "f", size);
    }

    private static Map<String, List<SyntheticGait>> groups() {
        Map<String, List<SyntheticGait>> groups = new LinkedHashMap<>();
        groups.put("walk", List.of(SyntheticGait.WALK));
        groups.put("trot", List.of(SyntheticGait.TROT));
        groups.put("pace, tölt", List.of(SyntheticGait.PACE, SyntheticGait.TOLT));
        groups.put("canter", List.of(SyntheticGait.CANTER_LEFT, SyntheticGait.CANTER_RIGHT));
        groups.put("gallop", List.of(SyntheticGait.GALLOP_LEFT, SyntheticGait.GALLOP_RIGHT));
        return groups;
    }
}
