package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.barnhand.gait.job.testing.CutClips;
import io.barnhand.gait.job.testing.Shell;
import io.barnhand.gait.models.testing.SharedData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same footage gives the same records, however it is cut and wherever it runs. */
class SameRecordsITCase {

    @TempDir private static Path folder;
    private static Shell shell;

    @BeforeAll
    static void runTheUncutFootage() throws Exception {
        CutClips.write(SharedData.require("data/footage/walk/walk-charles.avi"), folder);
        shell = new Shell(folder.resolve("out"));
        Shell.Result result = run("reference", "whole", "batch", 1);
        assertThat(result.exitCode()).as(result.err()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "whole, batch, 4",
        "whole, streaming, 1",
        "whole, streaming, 4",
        "segments, batch, 1",
        "segments, streaming, 4"
    })
    void equalTheRecordsOfTheUncutClipInOneSlot(String cut, String mode, int parallelism)
            throws IOException {
        String id = cut + "-" + mode + "-" + parallelism;

        Shell.Result result = run(id, cut, mode, parallelism);

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(shell.lines("poses", id)).isEqualTo(shell.lines("poses", "reference"));
        assertThat(shell.lines("gait", id)).isEqualTo(shell.lines("gait", "reference"));
        assertThat(shell.lines("strides", id)).isEqualTo(shell.lines("strides", "reference"));
        for (String kind : List.of("expected", "decoded", "horse", "usable")) {
            assertThat(covered(kind, id))
                    .as(kind)
                    .isPositive()
                    .isCloseTo(covered(kind, "reference"), within(5L));
        }
    }

    /** Time covered by the spans of a kind, which do not overlap here, µs. */
    private static long covered(String kind, String run) throws IOException {
        return shell.records("coverage", run).stream()
                .filter(span -> span.path("kind").asText().equals(kind))
                .mapToLong(span -> span.path("end_us").asLong() - span.path("start_us").asLong())
                .sum();
    }

    @Test
    void theReferenceHoldsAHorseInEveryFrame() throws IOException {
        assertThat(shell.lines("poses", "reference")).hasSize(62);
        assertThat(shell.lines("gait", "reference")).isNotEmpty();
    }

    @Test
    void oneCropAtATimeGivesTheKeypointsOfABatch() throws IOException {
        run("single", "whole", "batch", 1, "pose.batch=1");

        List<JsonNode> batched = shell.records("poses", "reference");
        List<JsonNode> single = shell.records("poses", "single");
        assertThat(single).hasSameSizeAs(batched);
        for (int i = 0; i < batched.size(); i++) {
            for (int k = 0; k < 17; k++) {
                JsonNode a = batched.get(i).path("keypoints").path(k);
                JsonNode b = single.get(i).path("keypoints").path(k);
                assertThat(b.isNull()).isEqualTo(a.isNull());
                // One step of quantisation is 1/16 px.
                assertThat(b.path(0).asDouble() - a.path(0).asDouble()).isBetween(-0.05, 0.05);
                assertThat(b.path(1).asDouble() - a.path(1).asDouble()).isBetween(-0.05, 0.05);
            }
        }
    }

    @Test
    void withoutAPoseModelPresenceIsReportedAndNoKeypointIsInvented() throws IOException {
        Shell.Result result =
                run(
                        "presence",
                        "whole",
                        "batch",
                        1,
                        "pose.model=" + folder.resolve("none.pth"),
                        "pose.on-missing-model=detection-only");

        assertThat(result.exitCode()).as(result.err()).isZero();
        for (JsonNode pose : shell.records("poses", "presence")) {
            assertThat(pose.path("model").isNull()).isTrue();
            pose.path("keypoints").forEach(point -> assertThat(point.isNull()).isTrue());
        }
        assertThat(shell.records("gait", "presence"))
                .isNotEmpty()
                .allSatisfy(
                        record -> {
                            assertThat(record.path("pose_status").asText())
                                    .isEqualTo("detection_only");
                            assertThat(record.path("gait").path("class").asText())
                                    .isEqualTo("unknown");
                            assertThat(record.path("stride_freq_hz").path("value").isNull())
                                    .isTrue();
                        });
    }

    private static Shell.Result run(
            String id, String cut, String mode, int parallelism, String... more) {
        List<String> settings =
                new ArrayList<>(
                        List.of(
                                "source.path=" + folder.resolve(cut),
                                "detector.model="
                                        + SharedData.require("golden/yolox/yolox_nano.onnx"),
                                "pose.model=" + SharedData.require("models/rtmpose-t_walk.pth"),
                                "pose.min-score=0.1",
                                "run.mode=" + mode,
                                "run.parallelism=" + parallelism));
        settings.addAll(List.of(more));
        return shell.run(id, settings.toArray(String[]::new));
    }
}
