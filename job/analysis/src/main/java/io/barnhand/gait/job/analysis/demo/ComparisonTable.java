package io.barnhand.gait.job.analysis.demo;

import io.barnhand.gait.job.analysis.demo.DemoComparison.MissedHorse;
import io.barnhand.gait.job.analysis.demo.DemoComparison.StrayPass;
import io.barnhand.gait.operators.gait.measurement.GaitMetric;
import io.barnhand.gait.operators.gait.measurement.MetricUnit;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A comparison on a terminal of 100 columns: a block for each pass, a line for each figure. */
public final class ComparisonTable {

    private static final String ROW = "  %-22s %12s  %-16s %12s %8s %6s  %s";
    private static final int COLUMNS = 100;

    private final DemoComparison comparison;
    private final PrintWriter out;

    public ComparisonTable(DemoComparison comparison, PrintWriter out) {
        this.comparison = comparison;
        this.out = out;
    }

    public void print() {
        comparison.passes().forEach(this::print);
        for (StrayPass pass : comparison.passesOnNoHorse()) {
            out.println();
            line(
                    "%s/%s: a pass of %.1f s was measured where there is no horse (track %s)",
                    pass.camera(),
                    pass.recording(),
                    1e-3 * (pass.endMs() - pass.startMs()),
                    pass.track());
        }
        for (MissedHorse horse : comparison.horsesWithoutPass()) {
            out.println();
            line(
                    "%s/%s: horse %d (%s, to the %s): NO PASS WAS MEASURED",
                    horse.camera(),
                    horse.recording(),
                    horse.horse(),
                    horse.coat(),
                    horse.direction());
        }
        out.println();
        line(
                "Bounds of this demo: stride frequency %.0f %%, speed and stride length %.0f %%, limb"
                        + " phases %.2f of a",
                PassComparison.FREQUENCY_BOUND,
                PassComparison.LENGTH_BOUND,
                PassComparison.PHASE_BOUND);
        line("stride, gait and lead right. Intervals state precision, not accuracy.");
        long measured =
                comparison.passes().stream()
                        .map(pass -> pass.camera() + '/' + pass.match().horse())
                        .distinct()
                        .count();
        line(
                "Horses measured: %d of %d. Figures with a bound: %d within, %d missed, %d not"
                        + " measurable.",
                measured,
                measured + comparison.horsesWithoutPass().size(),
                comparison.count(Figure.BoundVerdict.WITHIN),
                comparison.count(Figure.BoundVerdict.MISSED),
                comparison.count(Figure.BoundVerdict.NOT_MEASURABLE));
        out.flush();
    }

    private void print(PassComparison pass) {
        out.println();
        line(
                "%s/%s: horse %d (%s), to the %s; pass of %.1f s, %s strides, quality %.2f",
                pass.camera(),
                pass.recording(),
                pass.match().horse(),
                pass.coat(),
                pass.direction(),
                1e-3 * (pass.endMs() - pass.startMs()),
                pass.strides() == null ? "no" : number("%.1f", pass.strides()),
                pass.score());
        line("  %s", identity(pass.match()));
        line(ROW, "", "measured", "95 % interval", "truth", "error", "bound", "");
        line(ROW, "gait", pass.gait(), "", pass.trueGait(), "", "", gait(pass.gaitVerdict()));
        print("stride frequency, Hz", "%.3f", pass.figures(GaitMetric.STRIDE_FREQ_HZ).get(0));
        print("stride length, BL", "%.2f", pass.figures(GaitMetric.STRIDE_LENGTH_BL).get(0));
        print("speed, BL/s", "%.2f", pass.figures(GaitMetric.SPEED_BL_S).get(0));
        printPhases(pass.figures(GaitMetric.LIMB_PHASE));
        printDuty(pass.figures(GaitMetric.DUTY_FACTOR));
        EventErrors on = pass.hoofOn();
        if (on == null) {
            line("  %-22s %12s  not measurable", "hoof-on events", "-");
        } else {
            line(
                    "  %-22s %12s  mean error %s, SD %s",
                    "hoof-on events",
                    "n " + on.n(),
                    signed("%+.0f ms", on.meanMs()),
                    on.sdMs() == null ? "-" : number("%.0f ms", on.sdMs()));
        }
    }

    private static String identity(HorseMatch match) {
        if (match.own() == match.poses()) {
            return String.format(
                    Locale.ROOT, "%d poses of its track, all on this horse", match.poses());
        }
        return String.format(
                Locale.ROOT,
                "%d poses of its track: %d on this horse (%.1f %%), %d ON ANOTHER, %d on none",
                match.poses(),
                match.own(),
                100 * match.purity(),
                match.others(),
                match.none());
    }

    private void printPhases(List<Figure> phases) {
        // What could not be measured counts as the worst.
        Figure worst =
                phases.stream()
                        .max(
                                Comparator.comparingDouble(
                                        figure ->
                                                figure.error() == null
                                                        ? Double.POSITIVE_INFINITY
                                                        : Math.abs(figure.error())))
                        .orElseThrow();
        boolean known = worst.measured() != null;
        print(known ? "limb phase, worst: " + worst.limb() : "limb phases", "%.3f", worst);
    }

    private void printDuty(List<Figure> duties) {
        List<Figure> given = duties.stream().filter(figure -> figure.error() != null).toList();
        if (given.isEmpty()) {
            print("duty factor", "%.3f", duties.get(0));
            return;
        }
        double measured = given.stream().mapToDouble(Figure::measured).average().orElseThrow();
        double truth = given.stream().mapToDouble(Figure::truth).average().orElseThrow();
        line(
                ROW,
                "duty factor, mean of " + given.size(),
                number("%.3f", measured),
                "",
                number("%.3f", truth),
                signed("%+.3f", measured - truth),
                "none",
                "uncalibrated");
    }

    private void print(String name, String format, Figure figure) {
        if (figure.measured() == null) {
            line("  %-22s %12s  %s", name, "-", figure.note());
            return;
        }
        boolean percent = figure.errorUnit().equals(MetricUnit.PCT.symbol());
        line(
                ROW,
                name,
                number(format, figure.measured()),
                figure.low() == null
                        ? "-"
                        : number(format, figure.low()) + " to " + number(format, figure.high()),
                number(format, figure.truth()),
                signed(percent ? "%+.1f %%" : "%+.3f", figure.error()),
                number(percent ? "%.0f %%" : "%.2f", figure.bound()),
                figure.verdict() == Figure.BoundVerdict.WITHIN ? "within" : "MISSED");
    }

    private static String gait(Figure.BoundVerdict verdict) {
        return switch (verdict) {
            case WITHIN -> "right";
            case MISSED -> "WRONG";
            default -> "not recognised";
        };
    }

    private void line(String format, Object... values) {
        String line = String.format(Locale.ROOT, format, values).stripTrailing();
        out.println(line.length() > COLUMNS ? line.substring(0, COLUMNS - 1) + "…" : line);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    /** An error that rounds to nothing has no sign. */
    private static String signed(String format, double value) {
        String text = number(format, value);
        return text.matches(".*[1-9].*") ? text : " " + text.substring(1);
    }
}
