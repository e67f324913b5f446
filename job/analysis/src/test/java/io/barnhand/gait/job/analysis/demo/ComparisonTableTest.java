package io.barnhand.gait.job.analysis.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barnhand.gait.job.simulation.RenderedFootage;
import io.barnhand.gait.operators.records.HorsePose;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTableTest {

    private static final DemoComparison COMPARISON = comparison();

    @TempDir private Path folder;

    @Test
    void fitsATerminalOfAHundredColumns() {
        assertThat(printed().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
    }

    @Test
    void setsMeasuredBesideTruthWithErrorAndVerdict() {
        assertThat(printed())
                .containsPattern(
                        "stride frequency, Hz +1\\.263 +1\\.250 to 1\\.275 +1\\.250 +\\+1\\.0 % +2 % +within")
                .containsPattern("speed, BL/s +2\\.25 +- +2\\.50 +-10\\.0 % +5 % +MISSED")
                .containsPattern("stride length, BL +- +oblique: not measured")
                .containsPattern(
                        "limb phase, worst: RH +0\\.560 +- +0\\.500 +\\+0\\.060 +0\\.05 +MISSED")
                .containsPattern("gait +trot +trot +right");
    }

    @Test
    void posesOfAnotherHorseAndUnseenHorsesAreInCapitals() {
        assertThat(printed())
                .contains(
                        "40 poses of its track: 36 on this horse (90.0 %), 4 ON ANOTHER, 0 on none")
                .contains("arena/trot: horse 1 (grey, to the left): NO PASS WAS MEASURED");
    }

    @Test
    void theSummaryCountsTheFiguresThatHaveABound() {
        assertThat(printed())
                .contains("Horses measured: 1 of 2")
                .contains("4 within, 2 missed, 1 not measurable");
    }

    @Test
    void theFilesHoldEveryFigureAndTheNotice() throws IOException {
        ComparisonFiles.write(COMPARISON, folder);

        List<String> csv = Files.readAllLines(folder.resolve("comparison.csv"));
        assertThat(csv.get(0)).startsWith("camera,recording,track").endsWith("note,notice");
        // gait, frequency, speed, stride length, three phases, four duty factors
        assertThat(csv).hasSize(1 + 11);
        assertThat(csv.subList(1, 12))
                .allSatisfy(line -> assertThat(line).endsWith('"' + RenderedFootage.NOTICE + '"'));
        assertThat(csv.get(2))
                .contains(
                        ",0,40,36,stride_freq_hz,,Hz,1.2625,1.2500,1.2750,1.2500,1.0000,%,2.0000,within,,");
        JsonNode json = new JsonMapper().readTree(folder.resolve("comparison.json").toFile());
        assertThat(json.path("notice").asText()).isEqualTo(RenderedFootage.NOTICE);
        assertThat(json.path("passes").path(0).path("match").path("own").asInt()).isEqualTo(36);
        assertThat(json.path("passes").path(0).path("figures")).hasSize(10);
        assertThat(json.path("horses_without_pass").path(0).path("horse").asInt()).isEqualTo(1);
    }

    private static String printed() {
        StringWriter text = new StringWriter();
        new ComparisonTable(COMPARISON, new PrintWriter(text)).print();
        return text.toString();
    }

    private static DemoComparison comparison() {
        String metrics =
                """
                "stride_freq_hz": {"value": 1.2625, "ci95": [1.25, 1.275], "flags": []},
                "speed_bl_s": {"value": 2.25, "flags": []},
                "stride_length_bl": {"value": null, "flags": ["oblique_view"]},
                "limb_phase": {"LH": {"value": 0}, "LF": {"value": 0.46}, "RH": {"value": 0.56},
                               "RF": {"value": 0.01}},
                "duty_factor": {"LH": {"value": 0.42}, "LF": {"value": 0.38}, "RH": {"value": 0.5},
                                "RF": {"value": null, "flags": ["low_strides"]}}
                """;
        List<HorsePose> poses = new ArrayList<>();
        IntStream.range(0, 40).forEach(i -> poses.add(DemoRecords.pose("t", i, i < 36 ? 0 : 1)));
        return DemoRecords.compare(
                DemoRecords.results(List.of(DemoRecords.line("t", "trot", metrics)), poses));
    }
}
