package io.barnhand.gait.job.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.formats.json.CoverageLine;
import io.barnhand.gait.job.pipeline.Destinations;
import io.barnhand.gait.job.pipeline.RunDescription;
import io.barnhand.gait.job.pipeline.runs.RunClaim;
import io.barnhand.gait.job.pipeline.runs.RunRegister;
import io.barnhand.gait.job.pipeline.runs.RunState;
import io.barnhand.gait.job.testing.Shell;
import io.barnhand.gait.operators.records.CoverageSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of a folder: two of the same footage, a later one that failed, and a live one. */
class RunsCommandTest {

    private static final long MINUTE_US = 60_000_000;
    private static final long START_US = 1_767_254_400_000_000L;

    @TempDir private Path folder;

    @BeforeEach
    void claim() throws IOException {
        run("first", RunState.COMPLETE, false, "gait.pass-gap=1s");
        decoded("first", "aisle", 0, 60);
        decoded("first", "yard", 0, 30);
        run("second", RunState.COMPLETE, false, "gait.pass-gap=2s");
        decoded("second", "aisle", 0, 20);
        run("failed", RunState.ABORTED, false, "gait.pass-gap=2s");
        decoded("failed", "aisle", 0, 60);
        run("barn", RunState.STARTED, true, "gait.pass-gap=2s");
        decoded("barn", "box", 0, 90);
    }

    @Test
    void theListSaysForHowMuchEachRunIsCurrent() {
        Shell.Result list = runs("list");

        assertThat(list.exitCode()).as(list.err()).isZero();
        assertThat(rows(list.out()))
                .containsExactly(
                        "run state input begun (UTC) cameras recordings decoded current",
                        "barn started live 2026-12-01 10:15 1 1 1:30 h 1:30 h",
                        "failed aborted bounded 2026-12-01 10:15 1 1 1:00 h 0 s",
                        "second complete bounded 2026-12-01 10:15 1 1 20:00 min 20:00 min",
                        "first complete bounded 2026-12-01 10:15 2 2 1:30 h 1:10 h");
        assertThat(list.out()).contains("  barnhand 1.2, yolox-nano@01234567, rtmpose@89abcdef");
        assertThat(list.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
    }

    /** Nothing records the end of a process that was killed, and no cluster that a job failed. */
    @Test
    void aBoundedRunWithoutAnEndIsSaidToBeUnknown() throws IOException {
        run("killed", RunState.STARTED, false, "gait.pass-gap=2s");

        String word =
                "no word of its end; it runs, was killed, or failed on a cluster (barnhand status)";
        Shell.Result list = runs("list");
        assertThat(list.out()).contains("started, bounded: " + word);
        assertThat(list.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
        assertThat(runs("show", "killed").out()).contains("  state        started", word);
        assertThat(runs("show", "barn").out()).doesNotContain(word);
    }

    private static List<String> rows(String out) {
        return out.lines()
                .filter(line -> !line.startsWith(" "))
                .map(line -> line.strip().replaceAll(" +", " "))
                .toList();
    }

    @Test
    void aRunIsShownWithWhatSupersedesItAndWhatIsDifferent() {
        Shell.Result first = runs("show", "first");
        Shell.Result second = runs("show", "second");

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out())
                .contains("  state        complete")
                .contains("  holds        1:30 h of 2 recordings of 2 cameras")
                .contains("  current      1:10 h")
                .contains("  superseded   20:00 min by second")
                .contains("  complete     " + folder.resolve("gait"))
                .contains("It is the first run here.");
        assertThat(second.out())
                .doesNotContain("superseded")
                .contains("Settings that differ from run first, which came before:")
                .contains("  gait.pass-gap: was 1s, is 2s");
        assertThat(runs("show", "failed").out())
                .contains("  current      0 s")
                .contains("Settings that affect results are those of run second");
    }

    @Test
    void anUnknownRunGetsTheNearest() {
        Shell.Result unknown = runs("show", "secnd");

        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err())
                .contains("There is no run secnd; give second or another one of barn, failed,")
                .doesNotContain("\tat ");
        assertThat(runs("withdraw", "nothing-like-it", "--yes").err())
                .contains("There is no run nothing-like-it; give one of barn");
    }

    @Test
    void aRunIsWithdrawnOnlyWhenThatIsSaidAndThenEverywhere() throws IOException {
        Shell.Result asked = runs("withdraw", "second");

        assertThat(asked.exitCode()).as(asked.err()).isZero();
        assertThat(asked.out())
                .contains("Run second (complete) is current for 20:00 min of 1 recording.")
                .contains("   20:00 min  run first counts instead")
                .contains("Nothing was withdrawn; give --yes");
        assertThat(runs("show", "second").out()).contains("  state        complete");

        Shell.Result done = runs("withdraw", "second", "--yes");

        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.out()).contains("Run second is withdrawn. Its records are kept");
        for (RunRegister register : registers()) {
            assertThat(register.find("second"))
                    .get()
                    .extracting(run -> run.state())
                    .isEqualTo(RunState.WITHDRAWN);
        }
        assertThat(runs("list").out())
                .containsPattern("second +withdrawn .* 20:00 min +0 s")
                .containsPattern("first +complete .* 1:30 h +1:30 h");
        assertThat(runs("withdraw", "second", "--yes").out())
                .isEqualTo(String.format(Locale.ROOT, "Run second was withdrawn already.%n"));
        assertThat(folder.resolve("coverage/run=second")).isNotEmptyDirectory();
    }

    @Test
    void aRunThatNothingReplacesIsSaidToLeaveAGap() {
        assertThat(runs("withdraw", "barn").out())
                .contains("      1:30 h  nothing counts instead")
                .contains("It has not ended, as far as is known");
    }

    @Test
    void whoReadsAWithdrawnRunIsTold() throws IOException {
        Path page = folder.resolve("page.html");
        runs("withdraw", "second", "--yes");

        Shell.barnhand(
                "report",
                "--run",
                folder.toString(),
                "--run-id",
                "second",
                "--out",
                page.toString());
        Shell.Result compare = Shell.barnhand("compare", folder + ":first", folder + ":second");

        String withdrawn = "Run second was withdrawn: its records count no longer.";
        assertThat(page).content().contains(withdrawn);
        assertThat(compare.out()).as(compare.err()).contains(withdrawn);
    }

    @Test
    void aPlaceThatIsNoneIsNamed() {
        Shell.Result missing = Shell.barnhand("runs", "list", "--results", folder + "/none");

        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err()).contains("/none, which is no folder; give the folder that runs");
        assertThat(Shell.barnhand("runs", "list", "--results", "jdbc:mysql://host/barn").err())
                .contains("is jdbc:mysql://host/barn; give a URL like jdbc:postgresql:");
    }

    @Test
    void aLongIdStandsOnALineOfItsOwn() throws IOException {
        String id = "a".repeat(64);
        run(id, RunState.COMPLETE, false, "gait.pass-gap=1s");

        assertThat(runs("list").out()).contains(String.format(Locale.ROOT, "%n%s%n   ", id));
    }

    private Shell.Result runs(String... arguments) {
        List<String> all = new ArrayList<>(List.of("runs"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--results", folder.toString()));
        return Shell.barnhand(all.toArray(String[]::new));
    }

    private List<RunRegister> registers() {
        return Destinations.of(ConfigurationReader.read(null, settings())).registers();
    }

    private List<String> settings() {
        return List.of(
                "sinks.poses={kind: none}",
                "sinks.gait.path=" + folder.resolve("gait"),
                "sinks.strides={kind: none}",
                "sinks.coverage.path=" + folder.resolve("coverage"),
                "sinks.dead-letter={kind: none}");
    }

    private void run(String id, RunState state, boolean live, String setting) throws IOException {
        List<String> settings = new ArrayList<>(settings());
        settings.add(setting);
        ObjectNode description =
                RunDescription.describe(
                        ConfigurationReader.read(null, settings),
                        id,
                        List.of("yolox-nano@01234567", "rtmpose@89abcdef"));
        description.put("begun", "2026-12-01T10:15:42Z").put("program", "barnhand 1.2");
        for (RunRegister register : registers()) {
            register.claim(new RunClaim(id, id, live, id, description));
            register.record(id, state);
        }
    }

    private void decoded(String run, String camera, long fromMinute, long toMinute)
            throws IOException {
        StringBuilder lines = new StringBuilder();
        for (long minute = fromMinute; minute < toMinute; minute++) {
            long us = START_US + minute * MINUTE_US;
            lines.append(
                            CoverageLine.write(
                                    new CoverageSpan(
                                            camera,
                                            "2026-01-01",
                                            null,
                                            CoverageSpan.DECODED,
                                            us,
                                            us + MINUTE_US,
                                            null)))
                    .append('\n');
        }
        Path own = Files.createDirectories(folder.resolve("coverage/run=" + run));
        Files.writeString(
                own.resolve(String.format(Locale.ROOT, "%s-%d", camera, fromMinute)), lines);
    }
}
