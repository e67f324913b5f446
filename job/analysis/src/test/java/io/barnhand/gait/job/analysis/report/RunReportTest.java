package io.barnhand.gait.job.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.analysis.report.data.RunFolder;
import io.barnhand.gait.job.analysis.report.data.RunRecords;
import io.barnhand.gait.job.pipeline.sink.files.StoredPath;
import io.barnhand.gait.job.testing.ParquetKeypoints;
import io.barnhand.gait.operators.gait.settings.KeypointTraits;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of horses whose movement is known: what stands on it, and what never does. */
class RunReportTest {

    private static final SyntheticView SIDE = SyntheticView.SIDE.seconds(4);

    @TempDir private Path folder;

    @Test
    void whatIsTrueOfTheHorseStandsOnThePage() throws IOException {
        String page = new SyntheticRun(folder).pass("Bella", "aisle", 0, "trot", SIDE).page(null);

        // The generator's trot: 1.35 Hz, 2.5 BL/s.
        assertThat(page)
                .contains("Yes: 5.4 strides were used")
                .containsPattern("Stride frequency</th><td class=\"value\">1\\.3[45]")
                .containsPattern("Speed</th><td class=\"value\">2\\.(49|50)")
                .contains("second best: tölt")
                .contains("Sun 1 Mar 2026, 08:01:00")
                .contains("No baseline yet");
    }

    @Test
    void theProgramOfTheRunIsNamed() throws IOException {
        SyntheticRun run = new SyntheticRun(folder).pass("Bella", "aisle", 0, "trot", SIDE);
        Files.writeString(
                folder.resolve("gait/_run=made.json"),
                "{\"program\":\"barnhand 7 (commit c0ffee5)\"}");

        assertThat(run.page(null)).contains("The run was made by barnhand 7 (commit c0ffee5).");
    }

    @Test
    void settingsThatAreNotTheDefaultsAreNamedAndThoseOfEarlierStarts() throws IOException {
        SyntheticRun run = new SyntheticRun(folder).pass("Bella", "aisle", 0, "trot", SIDE);
        Files.writeString(
                folder.resolve("gait/_run=made.json"),
                """
                {"configuration": {"source": {"path": "/home/me/clips"}, "pose": {"min-score": 0.1},
                                   "cameras": {"<b>": {"mirrored": true}}},
                 "earlier": [{"begun": "2026-03-01T08:00:00Z"},
                             {"begun": "2026-03-02T08:00:00Z", "settings": {"gait.pass-max": "30s"}}]}
                """);

        assertThat(run.page(null))
                .contains(
                        "Settings that are not the defaults: pose.min-score 0.1 and"
                                + " cameras.&lt;b&gt;.mirrored true.")
                .contains("The run began earlier, at 2026-03-02T08:00:00Z, with gait.pass-max 30s;")
                .doesNotContain("2026-03-01T08:00:00Z", "/home/me");
    }

    @Test
    void aDescriptionOfAnEarlierReleaseSaysItsProgramOnly() throws IOException {
        SyntheticRun run = new SyntheticRun(folder).pass("Bella", "aisle", 0, "trot", SIDE);
        Files.writeString(
                folder.resolve("gait/_run=made.json"),
                """
                {"program": "barnhand 0.1.0 (commit 349d594)", "models": ["a@1", "b@2"],
                 "gait": "GaitOptions[passGap=PT1S, passMax=PT1M]", "earlier": [{"begun": "x"}]}
                """);

        assertThat(run.page(null)).contains("commit 349d594").doesNotContain("ettings that");
    }

    @Test
    void theFormOfTheKeypointFilesMakesNoDifference() throws IOException {
        SyntheticRun run =
                new SyntheticRun(folder)
                        .pass("Bella", "aisle", 0, "trot", SIDE)
                        .pass(null, "aisle", 1, "walk", SIDE.seed(2).toLeft());
        RunRecords fromLines = new RunFolder(StoredPath.of(folder)).read(null);
        assertThat(fromLines.passes()).hasSize(2).noneMatch(pass -> pass.poses().isEmpty());
        String page = run.page(null);
        Path poses = folder.resolve("poses");
        ParquetKeypoints.parquetInsteadOf(
                poses.resolve("run=made/part-0.jsonl"),
                poses.resolve("run=made/camera=aisle/day=2026-03-01/r.parquet"));
        Files.createDirectories(poses.resolve("_ledger=made/coverage"));
        Files.writeString(poses.resolve("_ledger=made/coverage/l.jsonl"), "{}\n");

        assertThat(new RunFolder(StoredPath.of(folder)).read(null))
                .usingRecursiveComparison()
                .withEqualsForType(Float::equals, Float.class)
                .isEqualTo(fromLines);
        assertThat(run.page(null)).isEqualTo(page);
    }

    @Test
    void theWordsThatJudgeAHorseAreNowhere() throws IOException {
        String page =
                new SyntheticRun(folder)
                        .pass("Bella", "aisle", 0, "trot", SIDE)
                        .pass("Bella", "aisle", 0, "trot", SIDE.seed(2).toLeft())
                        .pass(null, "aisle", 0, "canter_left", SIDE.receding(6, 50, 0))
                        .page(null);

        assertThat(page).doesNotContainPattern("(?i)score|lame|unsound");
        assertThat(page).doesNotContainPattern("(?i)\\bmm\\b|millimet");
        assertThat(page.replaceAll("(?s)<style>.*?</style>", ""))
                .doesNotContainPattern("(?i)\\b(red|green)\\b");
    }

    @Test
    void noDutyFactorStandsWithoutItsCaution() throws IOException {
        String page = new SyntheticRun(folder).pass("Bella", "aisle", 0, "trot", SIDE).page(null);

        Matcher row = Pattern.compile("<tr><th scope=\"row\">Duty factor.*?</tr>").matcher(page);
        int rows = 0;
        while (row.find()) {
            rows++;
            assertThat(row.group()).contains("uncalibrated");
        }
        assertThat(rows).isEqualTo(4);
    }

    @Test
    void oneDirectionTellsNothingOfLeftAgainstRight() throws IOException {
        String page = new SyntheticRun(folder).pass("Bella", "aisle", 0, "trot", SIDE).page(null);

        assertThat(page)
                .contains("Not measurable, as the horse was seen travelling one way only")
                .doesNotContain("Left against right, % of their mean");
    }

    @Test
    void bothDirectionsOfADayDo() throws IOException {
        String page =
                new SyntheticRun(folder)
                        .pass("Bella", "aisle", 0, "trot", SIDE.seconds(6))
                        .pass("Bella", "aisle", 0, "trot", SIDE.seconds(6).seed(2).toLeft())
                        .page(null);

        assertThat(page).contains("Left against right, % of their mean");
    }

    @Test
    void jointsOfKeypointsThatNobodyCheckedAreNotDrawn() throws IOException {
        String page =
                new SyntheticRun(folder, KeypointTraits.UNVERIFIED)
                        .pass("Bella", "aisle", 0, "trot", SIDE)
                        .page(null);

        assertThat(page)
                .contains("not measurable: it was not verified what the keypoints")
                .doesNotContain("Carpus (elbow_kp), degrees");
    }

    @Test
    void namesDoNoHarm() throws IOException {
        Files.writeString(folder.resolve("secret.mp4"), "a secret");
        Path videos = Files.createDirectories(folder.resolve("videos"));
        String page =
                new SyntheticRun(folder)
                        .pass("<script>alert(1)</script>", "..", "secret", 0, "trot", SIDE)
                        .pass("\" onload=\"alert(1)", "../../x", "${1+1}", 0, "walk", SIDE.seed(2))
                        .page(videos);

        assertThat(page)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .contains("&quot; onload=&quot;alert(1)")
                .contains("${1+1}")
                .doesNotContain("<script>alert", "\" onload=\"", "data:video");
        assertThat(page.split("<script", -1)).hasSize(2);
    }

    @Test
    void theNoticeOfTheRunStandsOnTop() throws IOException {
        Files.writeString(folder.resolve("NOTICE.txt"), "Made <b>up</b>\n");
        String page = new SyntheticRun(folder).pass("Bella", "aisle", 0, "trot", SIDE).page(null);

        assertThat(page)
                .contains("<p class=\"notice\" role=\"note\">Made &lt;b&gt;up&lt;/b&gt;</p>");
        assertThat(page.indexOf("class=\"notice\"")).isLessThan(page.indexOf("<h1>"));
    }

    @Test
    void nothingComesFromTheNetwork() throws IOException {
        String page = new SyntheticRun(folder).pass("Bella", "aisle", 0, "trot", SIDE).page(null);

        assertThat(page)
                .contains("default-src 'none'")
                .doesNotContainPattern("(src|href)=\"(https?:)?//")
                .doesNotContain("@import", "url(");
    }

    @Test
    void aNumberLeadsToItsSecondsInTheClip() throws IOException {
        Files.createDirectories(folder.resolve("overlay/aisle"));
        Files.writeString(folder.resolve("overlay/aisle/am.mp4"), "clip");
        SyntheticRun run = new SyntheticRun(folder).pass("Bella", "aisle", "am", 0, "trot", SIDE);
        // The recording began two seconds before the horse came.
        run.append(
                "coverage",
                List.of(
                        "{\"camera\":\"aisle\",\"recording\":\"am\",\"track\":null,"
                                + "\"kind\":\"expected\",\"start_us\":1772352058000000,"
                                + "\"end_us\":1772352070000000}"));
        String page = run.page(null);

        assertThat(page)
                .contains("src=\"data:video/mp4;base64,Y2xpcA==\"")
                .containsPattern(
                        "<a class=\"seek\" href=\"#clip-1\" data-video=\"clip-1\""
                                + " data-from=\"2.000\" data-to=\"5.96[67]\">");
    }
}
