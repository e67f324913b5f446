package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barnhand.gait.job.testing.Shell;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code barnhand demo} as users run it: rendered clips through the networks that are shipped. */
class DemoCommandITCase {

    @TempDir private static Path folder;

    private static String out;
    private static JsonNode comparison;

    @BeforeAll
    static void run() throws Exception {
        Shell.Result result = Shell.barnhand("demo", "--out", folder.toString());
        out = result.out();
        assertThat(result.exitCode()).as(result.err()).isZero();
        comparison = new JsonMapper().readTree(folder.resolve("comparison.json").toFile());
    }

    @Test
    void everyHorseIsMeasuredAndNothingElse() {
        assertThat(comparison.path("passes")).as(out).hasSizeGreaterThanOrEqualTo(4);
        assertThat(comparison.path("horses_without_pass")).as(out).isEmpty();
        assertThat(comparison.path("passes_on_no_horse")).as(out).isEmpty();
    }

    @Test
    void passesArePrintedWithALineBetween() {
        assertThat(out).containsPattern("\\R\\Raisle/").doesNotContainPattern("\\R\\?");
    }

    @Test
    void gaitAndLeadAreRight() {
        for (JsonNode pass : comparison.path("passes")) {
            assertThat(pass.path("gait")).as(out).isEqualTo(pass.path("true_gait"));
        }
    }

    @Test
    void everyFigureIsWithinItsBound() {
        for (JsonNode pass : comparison.path("passes")) {
            for (JsonNode figure : pass.path("figures")) {
                assertThat(figure.path("verdict").asText()).as(out).isIn("within", "no_bound");
            }
        }
    }

    @Test
    void horsesThatCrossKeepTheirTracksAndTheirPoses() {
        for (JsonNode pass : comparison.path("passes")) {
            JsonNode match = pass.path("match");
            assertThat(match.path("own").asInt()).isPositive();
            assertThat(match.path("others").asInt()).as(out).isZero();
        }
    }

    @Test
    void filesThatItNamesExist() {
        assertThat(folder.resolve("report.html")).isNotEmptyFile();
        assertThat(folder.resolve("overlay/aisle/walk.mp4")).isNotEmptyFile();
        assertThat(folder.resolve("overlay/arena/trot.mp4")).isNotEmptyFile();
        assertThat(folder.resolve("overlay/paddock/canter.mp4")).isNotEmptyFile();
    }
}
