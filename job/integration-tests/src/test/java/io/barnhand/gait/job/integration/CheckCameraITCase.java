package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.simulation.ClipTruth;
import io.barnhand.gait.job.simulation.ClipTruthJson;
import io.barnhand.gait.job.simulation.FootageRequest;
import io.barnhand.gait.job.simulation.RenderedFootage;
import io.barnhand.gait.job.testing.Shell;
import io.barnhand.gait.operators.video.clip.ClipWriter;
import io.barnhand.gait.operators.video.container.VideoLimits;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import io.barnhand.gait.operators.video.decoding.VideoReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check-camera} over a rendered clip, with the weights that come with the project. */
class CheckCameraITCase {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final double FPS = 20;
    private static final String CONF = "../../conf/demo.yaml";

    @TempDir private static Path folder;

    private static Path clip;
    private static double trueLengthPx;

    @BeforeAll
    static void render() throws Exception {
        clip = folder.resolve("aisle").resolve("trot.mp4");
        Path truth = folder.resolve("trot.json");
        new RenderedFootage()
                .render(
                        new FootageRequest(
                                List.of(new FootageRequest.Horse("trot", true, 0, 0)),
                                "aisle",
                                0,
                                WIDTH,
                                HEIGHT,
                                120,
                                1.8,
                                FPS,
                                false,
                                0,
                                0,
                                3),
                        clip,
                        truth,
                        share -> {});
        double[] lengths =
                ClipTruthJson.read(truth).frames().stream()
                        .flatMap(frame -> frame.horses().stream())
                        .filter(horse -> horse.visibleShare() > .95)
                        .mapToDouble(
                                horse -> apart(horse.keypoints().get(3), horse.keypoints().get(4)))
                        .sorted()
                        .toArray();
        trueLengthPx = lengths[lengths.length / 2];
    }

    private static double apart(ClipTruth.Keypoint a, ClipTruth.Keypoint b) {
        return Math.hypot(a.x() - b.x(), a.y() - b.y());
    }

    @Test
    void aClipIsJudgedAndItsScaleWritten() throws Exception {
        Path entry = folder.resolve("aisle.yaml");
        Shell.Result result =
                Shell.barnhand(
                        "check-camera",
                        clip.toString(),
                        "--conf",
                        CONF,
                        "--camera",
                        "aisle: \"north\"",
                        "--taped-length",
                        "2",
                        "--between",
                        "100,300,260,300",
                        "--out",
                        entry.toString());
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(figure(result, "frames a second +([0-9.]+)")).isEqualTo(FPS);
        assertThat(figure(result, "frames lost +([0-9.]+) %")).isZero();
        double length = figure(result, "body length +([0-9]+) px");
        assertThat(length).isCloseTo(trueLengthPx, within(.1 * trueLengthPx));
        assertThat(result.out())
                .contains("1. ")
                .contains("set it to 25 or more")
                .containsPattern("mirrored picture +not measurable")
                .doesNotContainIgnoringCase("lame")
                .doesNotContainIgnoringCase("score");
        assertThat(
                        result.out()
                                .lines()
                                .skip(1)
                                .filter(line -> !line.startsWith("Written: "))
                                .mapToInt(String::length)
                                .max()
                                .orElse(0))
                .isLessThanOrEqualTo(80);
        // 80 px a metre.
        Double metres =
                ConfigurationReader.read(entry, List.of())
                        .cameras()
                        .get("aisle: \"north\"")
                        .metresPerBodyLength();
        assertThat(metres).isCloseTo(trueLengthPx / 80, within(.1 * trueLengthPx / 80));
    }

    @Test
    void aMirroredClipIsMeasuredTheSameAndNotClaimedToBeKnown() throws Exception {
        Shell.Result result = Shell.barnhand("check-camera", mirrored().toString(), "--conf", CONF);
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(figure(result, "body length +([0-9]+) px"))
                .isCloseTo(trueLengthPx, within(.1 * trueLengthPx));
        assertThat(result.out())
                .containsPattern("mirrored picture +not measurable")
                .contains("a mirrored horse looks like a horse");
    }

    @Test
    void anUnreadableFileExitsWithOne() throws Exception {
        Path text = Files.writeString(folder.resolve("text.mp4"), "not a video");
        Shell.Result broken = Shell.barnhand("check-camera", text.toString(), "--conf", CONF);
        assertThat(broken.exitCode()).isEqualTo(1);
        assertThat(broken.err()).contains("text.mp4 is not a video").doesNotContain("Exception");
        Shell.Result absent = Shell.barnhand("check-camera", folder + "/none.mp4");
        assertThat(absent.exitCode()).isEqualTo(1);
        assertThat(absent.err()).contains("There is no file");
    }

    @Test
    void badUsageExitsWithTwo() {
        String file = clip.toString();
        assertThat(Shell.barnhand("check-camera").exitCode()).isEqualTo(2);
        for (String[] wrong :
                new String[][] {
                    {file, "--out", "x.yaml"},
                    {file, "--taped-length", "2"},
                    {file, "--taped-length", "-1", "--between", "1,1,9,9"},
                    {file, "--taped-length", "2", "--between", "1,1,1,1"},
                    {file, "--ground", "1,1=0,0", "--ground", "9,1=1,0", "--ground", "9,9=1,1"},
                    {file, "--ground", "a", "--ground", "b", "--ground", "c", "--ground", "d"}
                }) {
            List<String> arguments = new ArrayList<>(List.of("check-camera"));
            arguments.addAll(Arrays.asList(wrong));
            assertThat(Shell.barnhand(arguments.toArray(String[]::new)).exitCode())
                    .as(Arrays.toString(wrong))
                    .isEqualTo(2);
        }
    }

    private static double figure(Shell.Result result, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(result.out());
        assertThat(matcher.find()).as(pattern + " in\n" + result.out()).isTrue();
        return Double.parseDouble(matcher.group(1));
    }

    private static Path mirrored() throws Exception {
        Path file = folder.resolve("mirrored").resolve("trot.mp4");
        try (VideoReader reader = VideoReader.open(clip, VideoLimits.DEFAULT);
                ClipWriter writer = ClipWriter.open(file, WIDTH, HEIGHT, FPS, "mirrored")) {
            for (VideoFrame frame; (frame = reader.next()) != null; ) {
                byte[] pixels = frame.image().pixels();
                byte[] other = new byte[pixels.length];
                for (int y = 0; y < HEIGHT; y++) {
                    for (int x = 0; x < WIDTH; x++) {
                        System.arraycopy(
                                pixels,
                                3 * (y * WIDTH + x),
                                other,
                                3 * (y * WIDTH + WIDTH - 1 - x),
                                3);
                    }
                }
                writer.write(other, frame.timeUs());
            }
            writer.finish();
        }
        return file;
    }
}
