package io.barnhand.gait.job.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barnhand.gait.job.testing.Shell;
import io.barnhand.gait.models.testing.Slow;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code barnhand pose} against the keypoints that mmpose gave for the same box. */
@Slow
class PoseCommandTest {

    private static final Path GOLDEN = Path.of("../../models/inference/src/test/resources/golden");
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final double QUANTISED = 1.0 / 32 + 0.01;

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"rtmpose-xs.pth", "rtmpose-xs.legacy.pth"})
    void printsTheKeypointsOfMmpose(String checkpoint) throws IOException {
        compare(golden("noflip"), pose(checkpoint));
    }

    @Test
    void averagesWithTheMirroredCropAsMmposeDoes() throws IOException {
        compare(golden("flip"), pose("rtmpose-xs.pth", "--flip-test"));
    }

    @Test
    void drawsThePoseOntoThePicture() throws IOException {
        Path overlay = folder.resolve("out/overlay.png");

        pose("rtmpose-xs.pth", "--overlay", overlay.toString());

        BufferedImage before = ImageIO.read(picture().toFile());
        BufferedImage after = ImageIO.read(overlay.toFile());
        assertThat(after.getWidth()).isEqualTo(before.getWidth());
        assertThat(after.getHeight()).isEqualTo(before.getHeight());
        int changed = 0;
        for (int y = 0; y < after.getHeight(); y++) {
            for (int x = 0; x < after.getWidth(); x++) {
                changed += after.getRGB(x, y) != before.getRGB(x, y) ? 1 : 0;
            }
        }
        assertThat(changed).isGreaterThan(500);
    }

    @Test
    void severalPicturesAreDrawnIntoAFolder() throws IOException {
        Path other = Files.copy(picture(), folder.resolve("other.png"));
        Shell.Result result =
                Shell.barnhand(
                        "pose",
                        "--model",
                        GOLDEN.resolve("rtmpose-xs.pth").toString(),
                        "--bbox",
                        "13,36,297,228",
                        "--overlay",
                        folder.resolve("drawn").toString(),
                        picture().toString(),
                        other.toString());

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out().lines()).hasSize(2);
        assertThat(folder.resolve("drawn/other.png")).exists();
        assertThat(folder.resolve("drawn").resolve(picture().getFileName())).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,2,3", "a,b,c,d", "9,9,1,1", "0,0,NaN,5", "1,2,3,4,5"})
    void aBoxThatIsNoneIsRefused(String bbox) {
        Shell.Result result =
                Shell.barnhand("pose", "--model", "m.pth", "--bbox", bbox, picture().toString());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--bbox is " + bbox);
    }

    @Test
    void aFileThatIsNoPictureIsNamed() throws IOException {
        Path text = Files.writeString(folder.resolve("text.jpg"), "no picture");
        Shell.Result result =
                Shell.barnhand(
                        "pose",
                        "--model",
                        GOLDEN.resolve("rtmpose-xs.pth").toString(),
                        "--bbox",
                        "0,0,9,9",
                        text.toString());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(text.toString()).doesNotContain("\tat ");
    }

    @Test
    void aDetectorWhoseClassesAreNotKnownIsRefused() {
        Path detector = GOLDEN.resolve("yolox/yolox-depthwise-half.pth");
        Shell.Result result =
                Shell.barnhand(
                        "pose",
                        "--model",
                        GOLDEN.resolve("rtmpose-xs.pth").toString(),
                        "--detector",
                        detector.toString(),
                        picture().toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .contains(detector + " has 1 class without known names")
                .doesNotContain("\tat ");
    }

    private static Path picture() {
        return GOLDEN.resolve("images/animalpose_ca110.png");
    }

    private JsonNode pose(String checkpoint, String... more) throws IOException {
        String[] arguments = new String[6 + more.length];
        String box =
                StreamSupport.stream(crop().path("bbox_xyxy").spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(","));
        String[] first = {"pose", "--model", GOLDEN.resolve(checkpoint).toString(), "--bbox", box};
        System.arraycopy(first, 0, arguments, 0, 5);
        System.arraycopy(more, 0, arguments, 5, more.length);
        arguments[5 + more.length] = picture().toString();
        Shell.Result result = Shell.barnhand(arguments);
        assertThat(result.exitCode()).as(result.err()).isZero();
        return MAPPER.readTree(result.out());
    }

    private static JsonNode crop() throws IOException {
        JsonNode golden = MAPPER.readTree(GOLDEN.resolve("xs/golden.json").toFile());
        return StreamSupport.stream(golden.path("crops").spliterator(), false)
                .filter(crop -> crop.path("id").asText().equals("animalpose_ca110_orig"))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode golden(String mode) throws IOException {
        return crop().path(mode);
    }

    private static void compare(JsonNode golden, JsonNode pose) {
        assertThat(pose.path("keypoints")).hasSize(17);
        for (int k = 0; k < 17; k++) {
            JsonNode expected = golden.path("keypoints").path(k);
            JsonNode point = pose.path("keypoints").path(k);
            assertThat(point.path(0).asDouble())
                    .isEqualTo(expected.path(0).asDouble(), within(QUANTISED));
            assertThat(point.path(1).asDouble())
                    .isEqualTo(expected.path(1).asDouble(), within(QUANTISED));
            assertThat(point.path(2).asDouble())
                    .isEqualTo(golden.path("scores").path(k).asDouble(), within(0.0006));
        }
    }
}
