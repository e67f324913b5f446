package io.barnhand.gait.job.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.pipeline.checks.Finding;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class DoctorReportTest {

    private static final String LONG = "words that fill a line ".repeat(10);

    private final StringWriter written = new StringWriter();

    @Test
    void fitsInto80ColumnsWithAColumnOfMarksAndOneOfSubjects() {
        report(Ansi.OFF, Finding.warning("ONNX Runtime", LONG, LONG));

        assertThat(written.toString().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThan(80))
                .anySatisfy(line -> assertThat(line).startsWith("warning  ONNX Runtime  words"))
                .anySatisfy(line -> assertThat(line).matches(" {23}-> words.*"))
                .anySatisfy(line -> assertThat(line).matches(" {26}\\w.*"));
    }

    @Test
    void whatIsToBeCopiedIsNotBroken() {
        String url = "https://example.org/" + "a.b-c/".repeat(20);

        report(Ansi.OFF, Finding.failed("Models", "not there; fetch it from " + url));

        assertThat(written.toString()).contains(url).contains("-> fetch it from");
    }

    @Test
    void coloursMoveNoColumn() {
        report(Ansi.OFF, Finding.ok("Java", LONG));
        String plain = written.toString();
        written.getBuffer().setLength(0);
        report(Ansi.ON, Finding.ok("Java", LONG));

        assertThat(written.toString()).contains("\u001b[32m");
        assertThat(written.toString().replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
    }

    @Test
    void noWordSteersTheTerminal() {
        report(Ansi.OFF, Finding.ok("Cluster", "Flink \u001b[2J\r\n2.2.1 @|red x|@"));

        assertThat(written.toString()).doesNotContain("\u001b").contains("@|red x|@");
    }

    @Test
    void warningsAreNoFailures() {
        assertThat(report(Ansi.OFF, Finding.warning("GPU", "a", "b")).failed()).isFalse();
        assertThat(report(Ansi.OFF, Finding.failed("GPU", "a", "b")).failed()).isTrue();
        assertThat(written.toString()).contains("0 ok, 1 warning, 0 failed", "0 ok, 0 warnings, 1");
    }

    @Test
    void aCheckThatBreaksIsAFailureOfItsOwn() {
        DoctorReport report = new DoctorReport(new PrintWriter(written, true), Ansi.OFF);
        report.add(
                "FFmpeg",
                () -> {
                    throw new UnsatisfiedLinkError("no such library");
                });
        report.add("Java", () -> List.of(Finding.ok("Java", "17")));

        assertThat(report.failed()).isTrue();
        assertThat(written.toString())
                .containsPattern("failed +FFmpeg +could not be checked")
                .contains("no such library")
                .containsPattern("ok +Java +17");
    }

    private DoctorReport report(Ansi colours, Finding finding) {
        DoctorReport report = new DoctorReport(new PrintWriter(written, true), colours);
        report.add(finding.subject(), () -> List.of(finding));
        report.end();
        return report;
    }
}
