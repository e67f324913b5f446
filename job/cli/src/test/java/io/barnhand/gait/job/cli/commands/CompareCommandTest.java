package io.barnhand.gait.job.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.pipeline.RunDescription;
import io.barnhand.gait.job.testing.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of a few lines whose differences are worked out by hand. */
class CompareCommandTest {

    private static final long START_MS = 1_700_000_000_000L;
    private static final String SEMANTICS = "ap10k_ungulate";

    @TempDir private Path folder;

    @Test
    void theMeanOfThreeRecordingsHasStudentsInterval() throws IOException {
        double[] differences = {0.01, 0.02, 0.03};
        for (int i = 0; i < differences.length; i++) {
            gait("a", "r" + i, "t", 2, "walk", "stride_freq_hz", metric(0.9, 0.01));
            gait("b", "r" + i, "t", 2, "walk", "stride_freq_hz", metric(0.9 + differences[i], 0.1));
        }

        assertThat(compare().out()).contains("Passes in both 3", "Gait the same in 3 of 3");
        // t(0.975; 2) = 4.3027, times the SD of 0.01 over the root of 3.
        assertThat(table("differences.csv"))
                .containsExactly(
                        "gait,metric,mean_a,difference,ci95_low,ci95_high,limit_low,limit_high,"
                                + "passes,recordings,only_a,only_b",
                        "walk,stride_freq_hz,0.90000,0.020000,-0.0048414,0.044841,0.00040000,"
                                + "0.039600,3,3,0,0");
    }

    @Test
    void bothProgramsAreNamed() throws IOException {
        gait("a", "r", "t", 2, "walk", "lap", metric(0.2, 0.1));
        gait("b", "r", "t", 2, "walk", "lap", metric(0.2, 0.1));
        Path ledger = Files.createDirectories(folder.resolve("poses/_ledger=b"));
        Files.writeString(
                ledger.resolve("run.json"), "{\"program\":\"barnhand 7 (commit c0ffee5)\"}");

        assertThat(compare().out())
                .contains("made by a program that is not known")
                .contains("made by barnhand 7 (commit c0ffee5)");
    }

    @Test
    void theSettingsInWhichTheRunsDifferAreNamed() throws IOException {
        gait("a", "r", "t", 2, "walk", "lap", metric(0.2, 0.1));
        gait("b", "r", "t", 2, "walk", "lap", metric(0.2, 0.1));
        describe("a", "detector.score=0.6", "run.parallelism=2");
        describe("b", "detector.accept=[horse, cow]", "gait.pass-max=30s");

        assertThat(compare().out())
                .contains(
                        "Settings\n"
                                + "  detector.score: 0.6 in A, 0.7 in B\n"
                                + "  detector.accept: [\"horse\"] in A, [\"horse\",\"cow\"] in B\n"
                                + "  gait.pass-max: 1min in A, 30s in B\n");
        assertThat(table("settings.csv"))
                .containsExactly(
                        "setting,a,b",
                        "detector.score,0.6,0.7",
                        "detector.accept,\"[\"\"horse\"\"]\",\"[\"\"horse\"\",\"\"cow\"\"]\"",
                        "gait.pass-max,1min,30s");
    }

    @Test
    void runsOfWhichOneKeepsNoSettingsAreComparedWithoutThem() throws IOException {
        gait("a", "r", "t", 2, "walk", "lap", metric(0.2, 0.1));
        gait("b", "r", "t", 2, "walk", "lap", metric(0.2, 0.1));
        describe("a", "detector.score=0.6");

        assertThat(compare().out())
                .contains("Settings are not compared: one of the runs kept none")
                .contains("Passes in both 1");
        assertThat(table("settings.csv")).hasSize(1);
    }

    private void describe(String run, String... settings) throws IOException {
        JobConfiguration configuration = ConfigurationReader.read(null, List.of(settings));
        Files.writeString(
                folder.resolve("gait/_run=" + run + ".json"),
                RunDescription.describe(configuration, run, List.of("d@1", "p@2")).toString());
    }

    @Test
    void passesOfOneRecordingAreNoSeparateWitnesses() throws IOException {
        for (int pass = 0; pass < 4; pass++) {
            gait("a", "r", "t" + pass, 10 * pass, "trot", "speed_bl_s", metric(2, 0.1));
            gait("b", "r", "t" + pass, 10 * pass, "trot", "speed_bl_s", metric(2.5, 0.1));
        }

        compare();

        assertThat(table("differences.csv").get(1))
                .isEqualTo("trot,speed_bl_s,2.0000,0.50000,,,0.50000,0.50000,4,1,0,0");
    }

    @Test
    void aPhaseGoesTheShorterWayRound() throws IOException {
        gait("a", "r", "t", 0, "walk", "limb_phase", "{\"LF\":" + metric(0.98, 0.01) + "}");
        gait("b", "r", "t", 0, "walk", "limb_phase", "{\"LF\":" + metric(0.03, 0.01) + "}");

        compare();

        assertThat(table("differences.csv").get(1))
                .startsWith("walk,limb_phase.LF,0.98000,0.050000,");
    }

    @Test
    void theMeanOfPhasesIsCircular() throws IOException {
        double[] phases = {0.98, 0.04};
        for (int i = 0; i < phases.length; i++) {
            String before = "{\"LF\":" + metric(phases[i], 0.01) + "}";
            String after = "{\"LF\":" + metric(phases[i] + 0.02, 0.01) + "}";
            gait("a", "r", "t" + i, 10 * i, "walk", "limb_phase", before);
            gait("b", "r", "t" + i, 10 * i, "walk", "limb_phase", after);
        }

        compare();

        assertThat(table("differences.csv").get(1))
                .startsWith("walk,limb_phase.LF,0.010000,0.020000,");
    }

    @Test
    void intervalsThatAreNotSymmetricExcludeEachOtherByTheirEnds() throws IOException {
        gait("a", "r", "common", 0, "walk", "lap", metric(0.02, 0, 0.06));
        gait("b", "r", "common", 0, "walk", "lap", metric(0.10, 0.05, 0.11));
        gait("a", "r", "apart", 20, "walk", "lap", metric(0.05, 0, 0.06));
        gait("b", "r", "apart", 20, "walk", "lap", metric(0.07, 0.065, 0.12));
        gait("a", "r", "half", 40, "walk", "lap", "{\"value\":1,\"ci95\":[0.9,null]}");
        gait("b", "r", "half", 40, "walk", "lap", metric(3, 2.9, 3.1));

        assertThat(compare().out()).contains("exclude each other: 1");
        assertThat(table("disagreements.csv")).hasSize(2).last().asString().contains(",0.0650");
    }

    @Test
    void phasesWhoseIntervalsMeetBeyondTheBeginningDoNotExcludeEachOther() throws IOException {
        String before = "{\"LF\":" + metric(0.98, 0.03) + ",\"RF\":" + metric(0.98, 0.01) + "}";
        String after = "{\"LF\":" + metric(0.02, 0.03) + ",\"RF\":" + metric(0.02, 0.01) + "}";
        gait("a", "r", "t", 0, "walk", "limb_phase", before);
        gait("b", "r", "t", 0, "walk", "limb_phase", after);

        compare();

        assertThat(table("disagreements.csv")).hasSize(2).last().asString().contains(".RF,");
    }

    @Test
    void namesStayInTheirFieldsAndSteerNoTerminal() throws IOException {
        for (String run : List.of("a", "b")) {
            gait(run, "r\\n1", "t,\\u001b[2J", 0, run.equals("a") ? "walk" : "trot", "x", "1");
        }

        assertThat(compare().out()).contains("cam/r?1 0.0-4.0 s: walk").doesNotContain("\u001b");
        assertThat(folder.resolve("out/passes.csv"))
                .content()
                .contains("cam,\"r\n1\",0.0000,4.0000,\"t,\u001b[2J\",walk,");
    }

    @Test
    void aRunWithoutAPoseModelIsSaidToHaveNone() throws IOException {
        gait("a", "r", "t", 0, "walk", "lap", metric(0.2, 0.1));
        append(
                "gait/run=b",
                Files.readString(folder.resolve("gait/run=a/part-0")).replace("\"one\"", "null"));

        assertThat(compare().out()).contains("B: run b, pose model none");
    }

    @Test
    void aFolderMayHaveAColonInItsName() throws IOException {
        gait("a", "r", "t", 0, "walk", "lap", metric(0.2, 0.1));
        Path other = Files.createDirectories(folder.resolve("barn:1"));
        Files.move(folder.resolve("gait"), other.resolve("gait"));

        assertThat(Shell.barnhand("compare", other.toString(), other + ":a").exitCode()).isZero();
        assertThat(Shell.barnhand("compare", folder + ":1/x", other.toString()).err())
                .contains(folder + ":1/x holds no gait/run=<id>/");
    }

    @Test
    void aRunThatHasWrittenNothingYetIsReported() throws IOException {
        gait("a", "r", "t", 0, "walk", "lap", metric(0.2, 0.1));
        append("gait/run=b", "");

        assertThat(compare().exitCode()).isEqualTo(2);
        assertThat(compare().err()).contains("Run b has written neither passes nor coverage");
    }

    @Test
    void whatTheyDisagreeOnIsNamedByItsPlaceInTheClip() throws IOException {
        coverage("a", "r");
        gait("a", "r", "t", 7, "walk", "lap", metric(0.2, 0.01));
        gait("b", "r", "t", 7, "trot", "lap", metric(0.2, 0.01));
        gait("a", "r", "u", 20, "walk", "lap", metric(0.2, 0.01));
        gait("b", "r", "u", 20, "walk", "lap", metric(0.3, 0.02));
        gait("a", "r", "v", 30, "walk", "lap", metric(0.2, 0.01));
        gait("b", "r", "w", 40, "walk", "lap", metric(0.2, 0.01));

        assertThat(compare().out())
                .contains("hours decoded 0.017")
                .contains("in A alone: cam/r 30.0-34.0 s, walk")
                .contains("in B alone: cam/r 40.0-44.0 s, walk")
                .contains("Gait the same in 1 of 2")
                .contains("cam/r 7.0-11.0 s: walk in A, trot in B")
                .contains("exclude each other: 1")
                .contains("cam/r 20.0-24.0 s: lap 0.2000 (0.1900 to 0.2100) in A, 0.3000");
        assertThat(table("disagreements.csv"))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("cam,r,20.000,24.000,walk,lap,0.20000,")
                .endsWith(",3.3333");
        assertThat(table("passes.csv")).hasSize(5).anyMatch(row -> row.endsWith("w,walk,b"));
    }

    @Test
    void horsesSideBySideAreNotMixedUp() throws IOException {
        for (String run : List.of("a", "b")) {
            gait(run, "same", "t1", 0, "walk", "lap", metric(run.equals("a") ? 0.1 : 0.11, 0.1));
            gait(run, "same", "t2", 0, "walk", "lap", metric(run.equals("a") ? 0.3 : 0.31, 0.1));
            gait(run, "other", run + 1, 0, "walk", "lap", metric(0.1, 0.1));
            gait(run, "other", run + 2, 0, "walk", "lap", metric(0.3, 0.1));
        }

        assertThat(compare().out())
                .contains("Passes in both 2, in A alone 0, in B alone 0, ambiguous 4");
        assertThat(table("differences.csv").get(1)).startsWith("walk,lap,0.20000,0.010000,");
    }

    @Test
    void aValueInOneRunAloneIsCounted() throws IOException {
        gait("a", "r", "t", 0, "walk", "lap", metric(0.2, 0.1));
        gait("b", "r", "t", 0, "walk", "lap", "{\"value\":null,\"ci95\":null,\"flags\":[]}");

        assertThat(compare().out()).contains("0 (+1 A, +0 B)");
        assertThat(table("differences.csv").get(1)).isEqualTo("walk,lap,,,,,,,0,0,1,0");
    }

    @Test
    void keypointsOfOtherMeaningAreNotCompared() throws IOException {
        line("a", "r", "t", 0, "walk", "lap", metric(0.2, 0.1), "one", SEMANTICS);
        line("b", "r", "t", 0, "walk", "lap", metric(0.2, 0.1), "two", "anatomical");

        assertThat(compare().exitCode()).isEqualTo(2);
        assertThat(compare().err())
                .contains("The keypoints of one and two are anatomical and ap10k_ungulate");
    }

    @Test
    void unverifiedKeypointsAreComparedWithinOneModelOnly() throws IOException {
        line("a", "r", "t", 0, "walk", "lap", metric(0.2, 0.1), "one", "unverified");
        line("b", "r", "t", 0, "walk", "lap", metric(0.2, 0.1), "one", "unverified");
        assertThat(compare().exitCode()).isZero();

        line("b", "r", "u", 9, "walk", "lap", metric(0.2, 0.1), "two", "unverified");
        assertThat(compare().exitCode()).isEqualTo(2);
    }

    @Test
    void runsOfOtherFootageAndMissingRunsAreReported() throws IOException {
        gait("a", "r", "t", 0, "walk", "lap", metric(0.2, 0.1));
        gait("b", "s", "t", 0, "walk", "lap", metric(0.2, 0.1));

        assertThat(compare().exitCode()).isEqualTo(2);
        assertThat(compare().err()).contains("Run a and run b have no recording in common");
        Shell.Result open = Shell.barnhand("compare", folder.toString(), folder + ":b");
        assertThat(open.exitCode()).isEqualTo(2);
        assertThat(open.err()).contains("holds 2 runs: a, b; name one with FOLDER:ID");
        assertThat(Shell.barnhand("compare", folder + ":a", folder + ":c").err())
                .contains("There is no run c in");
    }

    private Shell.Result compare() {
        return Shell.barnhand(
                "compare", folder + ":a", folder + ":b", "--out", folder.resolve("out").toString());
    }

    private List<String> table(String name) throws IOException {
        return Files.readAllLines(folder.resolve("out").resolve(name));
    }

    private void gait(
            String run,
            String recording,
            String track,
            int startS,
            String gait,
            String metric,
            String value)
            throws IOException {
        line(run, recording, track, startS, gait, metric, value, "one", SEMANTICS);
    }

    /** A pass of four seconds. */
    private void line(
            String run,
            String recording,
            String track,
            int startS,
            String gait,
            String metric,
            String value,
            String model,
            String semantics)
            throws IOException {
        long startMs = START_MS + 1000L * startS;
        append(
                "gait/run=" + run,
                String.format(
                        Locale.ROOT,
                        """
                {"schema_version":"1.1","track_id":"%s","camera_id":"cam","recording":"%s",\
                "pose_model":"%s","kp_semantics":"%s","gait":{"class":"%s"},\
                "window":{"kind":"pass","start_ms":%d,"end_ms":%d,"passes":1},\
                "quality":{"score":0.5,"frames":9},"%s":%s}
                """,
                        track,
                        recording,
                        model,
                        semantics,
                        gait,
                        startMs,
                        startMs + 4000,
                        metric,
                        value));
    }

    /** A minute of footage. */
    private void coverage(String run, String recording) throws IOException {
        append(
                "coverage/run=" + run,
                String.format(
                        Locale.ROOT,
                        """
                {"camera":"cam","recording":"%s","kind":"decoded","start_us":%d,"end_us":%d}
                """,
                        recording,
                        1000 * START_MS,
                        1000 * START_MS + 60_000_000));
    }

    private static String metric(double value, double half) {
        return metric(value, value - half, value + half);
    }

    private static String metric(double value, double low, double high) {
        return String.format(
                Locale.ROOT,
                "{\"value\":%s,\"ci95\":[%s,%s],\"n\":3,\"flags\":[]}",
                value,
                low,
                high);
    }

    private void append(String sink, String line) throws IOException {
        Path file = folder.resolve(sink).resolve("part-0");
        Files.createDirectories(file.getParent());
        Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
