package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barnhand.gait.job.analysis.demo.DemoClip;
import io.barnhand.gait.job.cli.demo.Demo;
import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.simulation.ClipTruthJson;
import io.barnhand.gait.job.simulation.FootageGenerator;
import io.barnhand.gait.job.simulation.FootageRequest;
import io.barnhand.gait.job.simulation.RenderedFootage;
import io.barnhand.gait.job.testing.SyntheticClip;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.video.clip.ClipWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demonstration without renderer and networks: its footage is grey, and the job is given the
 * true keypoints of a trot of two horses that cross and of a canter.
 */
class DemoITCase {

    private static final List<DemoClip> CLIPS =
            List.of(
                    clip(
                            "arena",
                            "trot",
                            new FootageRequest.Horse("trot", true, 0, 0),
                            new FootageRequest.Horse("trot", false, 0, 0)),
                    clip(
                            "paddock",
                            "canter",
                            new FootageRequest.Horse("canter_left", false, 0, 0)));

    @TempDir private static Path folder;

    private static String out;
    private static JsonNode comparison;

    @BeforeAll
    static void run() throws Exception {
        StringWriter text = new StringWriter();
        new Demo(configuration(folder), DemoITCase::render, CLIPS, folder)
                .run(new PrintWriter(text), new PrintWriter(new StringWriter()));
        out = text.toString();
        comparison = new JsonMapper().readTree(folder.resolve("comparison.json").toFile());
    }

    @Test
    void theLimitsOfTheDemoAreSaidAtTheStartAndAtTheEnd() {
        String notice = RenderedFootage.NOTICE.replace(" says", "\nsays");
        assertThat(out).startsWith(notice);
        assertThat(out.strip()).endsWith(notice);
        assertThat(folder.resolve("NOTICE.txt")).hasContent(RenderedFootage.NOTICE);
    }

    @Test
    void perfectKeypointsOfEveryHorseAreMeasuredWithinTheBounds() {
        assertThat(comparison.path("passes")).as(out).hasSize(3);
        assertThat(comparison.path("horses_without_pass")).as(out).isEmpty();
        assertThat(comparison.path("passes_on_no_horse")).as(out).isEmpty();
        for (JsonNode pass : comparison.path("passes")) {
            assertThat(pass.path("gait")).as(out).isEqualTo(pass.path("true_gait"));
            for (JsonNode figure : pass.path("figures")) {
                assertThat(figure.path("verdict").asText()).as(out).isIn("within", "no_bound");
            }
        }
    }

    @Test
    void noPoseOfOneHorseCountsForTheOther() {
        for (JsonNode pass : comparison.path("passes")) {
            JsonNode match = pass.path("match");
            assertThat(match.path("poses").asInt()).isPositive();
            assertThat(match.path("own")).as(out).isEqualTo(match.path("poses"));
        }
    }

    @Test
    void touchDownsAreComparedInAbsoluteTime() {
        for (JsonNode pass : comparison.path("passes")) {
            assertThat(pass.path("hoof_on").path("n").asInt()).as(out).isGreaterThan(6);
            assertThat(Math.abs(pass.path("hoof_on").path("mean_ms").asDouble()))
                    .as(out)
                    .isLessThan(15);
        }
    }

    @Test
    void everythingThatItNamesExists() {
        assertThat(folder.resolve("footage/arena/trot.mp4")).isNotEmptyFile();
        assertThat(folder.resolve("footage/arena/trot.mp4.json"))
                .content()
                .contains("\"start\": \"2026-01-01T08:00:00Z\"");
        assertThat(folder.resolve("truth/paddock/canter.json")).isNotEmptyFile();
        assertThat(folder.resolve("truth-poses/paddock/canter.jsonl")).isNotEmptyFile();
        assertThat(folder.resolve("comparison.csv")).isNotEmptyFile();
        assertThat(out)
                .contains("barnhand models fetch rtmpose-m-ap10k")
                .contains("barnhand run --set source.path=");
    }

    @Test
    void aClipThatCannotBeRenderedEndsTheDemo(@TempDir Path other) {
        FootageGenerator broken =
                (request, video, truth, progress) -> {
                    throw new IOException("no space left on the disk");
                };
        PrintWriter nowhere = new PrintWriter(new StringWriter());

        assertThatThrownBy(
                        () ->
                                new Demo(configuration(other), broken, CLIPS, other)
                                        .run(nowhere, nowhere))
                .isInstanceOf(IOException.class)
                .hasMessage("no space left on the disk");
    }

    @Test
    void aFolderThatCannotBeWrittenIsReportedBeforeAnythingIsRendered(@TempDir Path other)
            throws IOException {
        Path file = Files.writeString(other.resolve("file"), "");
        FootageGenerator unwanted =
                (request, video, truth, progress) -> {
                    throw new AssertionError("nothing was to be rendered");
                };
        PrintWriter nowhere = new PrintWriter(new StringWriter());

        assertThatThrownBy(
                        () ->
                                new Demo(configuration(file), unwanted, CLIPS, file)
                                        .run(nowhere, nowhere))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("--out is " + file)
                .hasMessageContaining("give another folder");
    }

    private static JobConfiguration configuration(Path folder) {
        return ConfigurationReader.read(
                null,
                List.of(
                        "source.kind=poses",
                        "source.path=" + folder.resolve("truth-poses"),
                        "gait.sliding=0s",
                        "run.id=demo",
                        "sinks.poses.path=" + folder.resolve("poses"),
                        "sinks.gait={kind: jsonl, path: " + folder.resolve("gait") + "}",
                        "sinks.strides.path=" + folder.resolve("strides"),
                        "sinks.coverage.path=" + folder.resolve("coverage"),
                        "sinks.dead-letter.path=" + folder.resolve("dead-letter")));
    }

    private static DemoClip clip(String camera, String recording, FootageRequest.Horse... horses) {
        return new DemoClip(
                camera,
                recording,
                new FootageRequest(
                        List.of(horses), camera, 0, 64, 64, 120, 4, 30, false, 0, 0, 11));
    }

    private static void render(
            FootageRequest request, Path video, Path truth, DoubleConsumer progress)
            throws IOException {
        byte[] grey = new byte[3 * request.width() * request.height()];
        Arrays.fill(grey, (byte) 128);
        try (ClipWriter writer =
                ClipWriter.open(video, request.width(), request.height(), request.fps(), "")) {
            writer.write(grey, 0);
            writer.finish();
        }
        SyntheticClip clip = new SyntheticClip(request.seconds(), request.fps(), request.seed());
        for (FootageRequest.Horse horse : request.horses()) {
            SyntheticGait gait =
                    Arrays.stream(SyntheticGait.ALL)
                            .filter(g -> g.name().equals(horse.gait()))
                            .findFirst()
                            .orElseThrow();
            clip.horse(gait, horse.toRight());
        }
        progress.accept(1);
        ClipTruthJson.write(clip.truth(), truth);
    }
}
