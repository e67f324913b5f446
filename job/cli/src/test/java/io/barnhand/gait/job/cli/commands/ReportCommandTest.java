package io.barnhand.gait.job.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.testing.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {

    private static final String LETTER = "{\"stage\":\"decode\",\"reason\":\"truncated\"}\n";

    @TempDir private Path folder;

    @Test
    void thePageIsWritten() throws IOException {
        write("dead-letter/run=monday/part-0", LETTER);

        Shell.Result result = report();

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).startsWith("Written: " + page());
        assertThat(page()).content().contains("Gait report of run monday", "decode");
    }

    @Test
    void ofSeveralRunsOneIsNamed() throws IOException {
        write("dead-letter/run=monday/part-0", LETTER);
        write("dead-letter/run=tuesday/part-0", LETTER);

        assertThat(report().exitCode()).isEqualTo(2);
        assertThat(report().err())
                .contains("holds 2 runs: monday, tuesday; name one with --run-id");
        assertThat(report("--run-id", "tuesday").exitCode()).isZero();
        assertThat(page()).content().contains("run tuesday");
        assertThat(report("--run-id", "../x").err()).contains("There is no run ../x in");
    }

    @Test
    void deadLettersStandInTheSameOrderWhateverTheirFilesAreCalled() throws IOException {
        write("dead-letter/run=monday/part-0", "{\"stage\":\"plan\",\"reason\":\"not_video\"}\n");
        write("dead-letter/run=monday/part-1", LETTER);

        assertThat(report().exitCode()).isZero();
        assertThat(page())
                .content()
                .containsPattern("(?s)1 × at “decode”: truncated.*1 × at “plan”: not_video");
    }

    /** As a run of an earlier version made at its checkpoints, and as a year of days. */
    @Test
    void thereMayBeAnyNumberOfFiles() throws IOException {
        Path run = Files.createDirectories(folder.resolve("dead-letter/run=monday"));
        for (int i = 0; i < 12_000; i++) {
            Files.writeString(run.resolve("part-" + i + ".jsonl"), LETTER);
        }
        write("dead-letter/run=monday/day=2026-01-31/part-0.jsonl", LETTER);
        write("dead-letter/run=monday/day=unknown/part-0.jsonl", LETTER);
        write("dead-letter/run=monday/day=unknown/.part-1.jsonl.inprogress", LETTER);

        Shell.Result result = report();

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(page()).content().contains("12002 × at “decode”: truncated");
    }

    @Test
    void aFolderWithoutARunIsReported() {
        assertThat(report().exitCode()).isEqualTo(2);
        assertThat(report().err()).contains("holds no gait/run=<id>/").doesNotContain("\tat ");
    }

    @Test
    void aBrokenLineIsNamedByFileAndNumber() throws IOException {
        write("dead-letter/run=monday/part-7", LETTER + "\n" + "{\"stage\": 1}\n");

        assertThat(report().exitCode()).isEqualTo(2);
        assertThat(report().err())
                .contains("part-7, line 3: stage is 1, must be a text; correct or remove the line")
                .doesNotContain("\tat ");
    }

    @Test
    void aBrokenKeypointFileIsNamed() throws IOException {
        write("poses/run=monday/camera=a/day=2026-01-01/r.parquet", "PAR1 and no more");

        assertThat(report().exitCode()).isEqualTo(2);
        assertThat(report().err())
                .contains("r.parquet cannot be read as keypoints, from row 1 on (")
                .contains("copy it again from where it was written, or remove it")
                .doesNotContain("\tat ");
    }

    @Test
    void centuriesOfCoverageAreNotTakenIn() throws IOException {
        write(
                "coverage/run=monday/part-0",
                """
                {"camera":"a","recording":"r","kind":"decoded","start_us":0,\
                "end_us":31622400000000}
                """
                        .repeat(60));

        assertThat(report().exitCode()).isEqualTo(2);
        assertThat(report().err()).contains("more than 500,000 hours of coverage");
    }

    @Test
    void aTimeBeyondTheCalendarIsReported() throws IOException {
        write(
                "gait/run=monday/part-0",
                """
                {"schema_version":"1.1","track_id":"t","camera_id":"c","recording":"r",\
                "kp_semantics":"unverified","gait":{"class":"walk"},\
                "window":{"kind":"pass","start_ms":1,"end_ms":9223372036854775807,"passes":1},\
                "quality":{"score":0.5,"frames":9}}
                """);

        assertThat(report().exitCode()).isEqualTo(2);
        assertThat(report().err()).contains("part-0, line 1: a time span from 1000 to");
    }

    @Test
    void aLineWithoutEndIsNotReadToItsEnd() throws IOException {
        write("gait/run=monday/part-0", "x".repeat(100_000));

        assertThat(report().exitCode()).isEqualTo(2);
        assertThat(report().err()).contains("part-0, line 1: longer than 65,536 characters");
    }

    @Test
    void invalidTextIsReported() throws IOException {
        write("gait/run=monday/part-0", "");
        Files.write(folder.resolve("gait/run=monday/part-0"), new byte[] {(byte) 0xff, 10});

        assertThat(report().exitCode()).isEqualTo(2);
        assertThat(report().err()).contains("part-0 is not UTF-8 text");
    }

    @Test
    void missingVideosAreReported() throws IOException {
        write("dead-letter/run=monday/part-0", LETTER);

        assertThat(report("--videos", folder.resolve("none").toString()).err())
                .contains("none, which is no folder");
    }

    private Path page() {
        return folder.resolve("pages/report.html");
    }

    private Shell.Result report(String... more) {
        String[] arguments = new String[5 + more.length];
        arguments[0] = "report";
        arguments[1] = "--run";
        arguments[2] = folder.toString();
        arguments[3] = "--out";
        arguments[4] = page().toString();
        System.arraycopy(more, 0, arguments, 5, more.length);
        return Shell.barnhand(arguments);
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
