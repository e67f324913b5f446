package io.barnhand.gait.job.analysis.camera;

import io.barnhand.gait.job.analysis.text.Paragraph;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Checks as a table and sentences, for a terminal of 80 columns. */
public final class CameraReport {

    private static final String ROW = "%-25s %-24s %-20s %s%n";

    private CameraReport() {}

    public static void print(List<Check> checks, PrintWriter out) {
        out.printf(Locale.ROOT, ROW, "", "measured", "wanted", "");
        for (Check check : checks) {
            out.printf(
                    Locale.ROOT,
                    ROW,
                    check.what(),
                    check.measurable() ? check.measured() : "not measurable",
                    check.wanted() == null ? "-" : check.wanted(),
                    mark(check));
        }
        List<Check> missed = CameraChecks.missed(checks);
        out.println();
        out.println(
                missed.isEmpty()
                        ? "Nothing that was measured calls for a change."
                        : "What to change, the costliest first:");
        int number = 1;
        for (Check check : missed) {
            paragraph(number++ + ". ", check.words(), out);
        }
        if (checks.stream().anyMatch(check -> !check.measurable())) {
            out.println();
            out.println("Not measurable:");
            checks.stream()
                    .filter(check -> !check.measurable())
                    .forEach(
                            check ->
                                    paragraph(
                                            "- ", check.what() + ": " + check.words() + ".", out));
        }
    }

    private static String mark(Check check) {
        if (!check.measurable()) {
            return "?";
        }
        if (check.missed()) {
            return "change";
        }
        return check.cost() == null ? "" : "ok";
    }

    private static void paragraph(String mark, String words, PrintWriter out) {
        Paragraph.print(mark, mark.length(), words, out);
    }
}
