package io.barnhand.gait.job.cli.doctor;

import io.barnhand.gait.job.analysis.text.Counted;
import io.barnhand.gait.job.analysis.text.Paragraph;
import io.barnhand.gait.job.pipeline.checks.Finding;
import io.barnhand.gait.job.pipeline.checks.Finding.Status;
import io.barnhand.gait.models.Printable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Help.Ansi;

/** Findings line by line, for a terminal of 80 columns. */
public final class DoctorReport {

    private static final Map<Status, String> MARKS =
            new EnumMap<>(
                    Map.of(
                            Status.OK, "@|green ok     |@",
                            Status.WARNING, "@|yellow warning|@",
                            Status.FAILED, "@|bold,red failed |@"));

    private static final int INDENT = 23;
    private static final String ADVICE = " ".repeat(INDENT) + "-> ";

    private final PrintWriter out;
    private final Ansi colours;
    private final List<Finding> findings = new ArrayList<>();

    public DoctorReport(PrintWriter out, Ansi colours) {
        this.out = out;
        this.colours = colours;
    }

    /**
     * Makes a check and prints what it finds, at once: some take seconds. A check that breaks is a
     * finding, too. A finding that another check made already, such as brokers that are both read
     * from and written into, is printed once.
     */
    public void add(String subject, Supplier<List<Finding>> check) {
        try {
            check.get().stream().filter(f -> !findings.contains(f)).forEach(this::add);
        } catch (RuntimeException | LinkageError e) {
            add(
                    Finding.failed(
                            subject,
                            String.format(Locale.ROOT, "could not be checked (%s)", e),
                            null));
        }
    }

    private void add(Finding finding) {
        findings.add(finding);
        String mark = colours.string(MARKS.get(finding.status()));
        Paragraph.print(
                String.format(Locale.ROOT, "%s  %-14s", mark, finding.subject()),
                INDENT,
                Printable.line(finding.found()),
                out);
        if (finding.advice() != null) {
            Paragraph.print(ADVICE, ADVICE.length(), Printable.line(finding.advice()), out);
        }
        out.flush();
    }

    /** Prints how many there were of each kind. */
    public void end() {
        out.printf(
                Locale.ROOT,
                "%n%d ok, %s, %d failed%n",
                count(Status.OK),
                Counted.of(count(Status.WARNING), "warning"),
                count(Status.FAILED));
        out.flush();
    }

    public boolean failed() {
        return count(Status.FAILED) > 0;
    }

    private long count(Status status) {
        return findings.stream().filter(finding -> finding.status() == status).count();
    }
}
