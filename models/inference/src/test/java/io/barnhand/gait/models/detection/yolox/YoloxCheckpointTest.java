package io.barnhand.gait.models.detection.yolox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.checkpoint.Checkpoint;
import io.barnhand.gait.models.checkpoint.CheckpointBytes;
import io.barnhand.gait.models.checkpoint.Tensor;
import io.barnhand.gait.models.detection.ClassNames;
import io.barnhand.gait.models.detection.Detector;
import io.barnhand.gait.models.detection.DetectorTraits;
import io.barnhand.gait.models.detection.InputSize;
import io.barnhand.gait.models.golden.Npy;
import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.models.testing.Slow;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** YOLOX from checkpoints of PyTorch against what PyTorch makes of them. */
@Slow
class YoloxCheckpointTest {

    private static final int WIDTH = 96;
    private static final int HEIGHT = 64;
    private static final String HALF = "yolox-depthwise-half";
    private static final String FULL = "yolox-full.legacy";

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({HALF + ", horse", FULL + ", cat dog horse"})
    void givesTheRawOutputOfPyTorch(String name, String classes) throws Exception {
        Npy expected = Npy.read(golden(name + ".output.npy"));
        DetectorTraits options = options(WIDTH, HEIGHT, classes.split(" "));
        try (YoloxModel model = YoloxModel.load(golden(name + ".pth"), options)) {
            float[] rows = rows(model);

            assertThat(rows).hasSameSizeAs(expected.values());
            assertThat(largestDifference(rows, expected.values())).isLessThan(1e-4f);
        }
    }

    @Test
    void weightsAsFloat16GiveWhatTheSameNumbersGiveAsFloat32() throws Exception {
        Map<String, Tensor> rounded = new LinkedHashMap<>();
        Checkpoint.read(golden(FULL + ".pth"))
                .forEach((name, tensor) -> rounded.put(name, roundedToHalf(tensor)));
        Path half = CheckpointBytes.write(folder.resolve("half.pth"), rounded, true);
        Path whole = CheckpointBytes.write(folder.resolve("whole.pth"), rounded, false);
        DetectorTraits options = options(WIDTH, HEIGHT, "cat", "dog", "horse");
        try (YoloxModel first = YoloxModel.load(half, options);
                YoloxModel second = YoloxModel.load(whole, options)) {
            assertThat(rows(first)).isEqualTo(rows(second));
        }
    }

    @Test
    void firstBytesDecideWhetherAFileIsACheckpointWhateverItsName() throws Exception {
        Path named = Files.copy(golden(HALF + ".pth"), folder.resolve("renamed.onnx"));
        try (YoloxModel model = YoloxModel.load(named, options(WIDTH, HEIGHT, "horse"))) {
            assertThat(model.inputWidth()).isEqualTo(WIDTH);
            assertThat(model.inputHeight()).isEqualTo(HEIGHT);
            assertThat(model.id()).startsWith("renamed@");
        }
        Path onnx =
                Files.write(
                        folder.resolve("renamed.pth"),
                        OnnxBytes.zeros(new long[] {1, 3, 32, 32}, new long[] {1, 21, 6}));
        assertThatThrownBy(() -> YoloxModel.load(onnx))
                .hasMessageContaining("renamed.pth has 1 class");
    }

    @Test
    void withoutACatalogueADepthwiseModelTakesPicturesOf416PxAndAWideOneOf640() throws Exception {
        assertInput(golden(HALF + ".pth"), 416, "horse");
        assertInput(golden(FULL + ".pth"), 640, "cat", "dog", "horse");
    }

    @Test
    void detectorsOfACheckpointRefuseWorkAfterTheirModelIsClosed() throws Exception {
        YoloxModel model = YoloxModel.load(golden(HALF + ".pth"), options(WIDTH, HEIGHT, "horse"));
        try (Detector detector = model.newDetector()) {
            assertThat(detector.detect(picture(), 1, Set.of(0))).isEmpty();
            model.close();
            model.close();
            assertThatThrownBy(() -> detector.detect(picture(), 1, Set.of(0)))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aPoseModelIsNoDetector() throws Exception {
        Path pose = Path.of(getClass().getResource("/golden/rtmpose-xs.pth").toURI());
        assertRefused(
                pose,
                DetectorTraits.unknown(),
                "is not a YOLOX: it has no backbone.backbone.stem.conv.conv.weight");
    }

    @Test
    void aParameterThatIsMissingOrOfAnotherShapeOrUnknownIsNamed() throws Exception {
        Map<String, Tensor> weights = new LinkedHashMap<>(Checkpoint.read(golden(HALF + ".pth")));
        weights.remove("head.obj_preds.1.bias");
        weights.put("backbone.C3_p4.conv3.bn.weight", new Tensor(new long[] {2}, new float[2]));
        weights.put("head.cls_convs.0.7.bn.weight", new Tensor(new long[] {1}, new float[1]));
        Path file = CheckpointBytes.write(folder.resolve("a.pth"), weights, true);
        assertRefused(
                file,
                DetectorTraits.unknown(),
                "(faults: 3); give one such as yolox_nano.pth",
                "head.obj_preds.1.bias is missing",
                "backbone.C3_p4.conv3.bn.weight has shape [2], expected [32]",
                "head.cls_convs.0.7.bn.weight is unknown");
    }

    @Test
    void aNetworkOfAbsurdSizeIsRefusedBeforeItIsDescribed() throws Exception {
        for (String weight :
                List.of("backbone.backbone.stem.conv.conv.weight", "head.cls_preds.0.weight")) {
            Map<String, Tensor> weights =
                    new LinkedHashMap<>(Checkpoint.read(golden(HALF + ".pth")));
            weights.put(weight, new Tensor(new long[] {1_000_000}, new float[1_000_000]));
            Path file = CheckpointBytes.write(folder.resolve("a.pth"), weights, true);
            assertRefused(file, DetectorTraits.unknown(), "The checkpoint has 1000000 c");
        }
    }

    @Test
    void otherContentOfACheckpointIsIgnored() throws Exception {
        Map<String, Tensor> weights = new LinkedHashMap<>(Checkpoint.read(golden(HALF + ".pth")));
        weights.put("teacher.conv.weight", new Tensor(new long[] {1}, new float[1]));
        Path file = CheckpointBytes.write(folder.resolve("a.pth"), weights, true);
        YoloxModel.load(file, options(WIDTH, HEIGHT, "horse")).close();
    }

    @Test
    void truncatedCheckpointsAndTextFilesAreRefusedByTheCheckpointReader() throws Exception {
        byte[] whole = Files.readAllBytes(golden(HALF + ".pth"));
        Path cut = Files.write(folder.resolve("cut.pth"), Arrays.copyOf(whole, whole.length / 2));
        assertRefused(
                cut, DetectorTraits.unknown(), "not a usable PyTorch checkpoint", "truncated");
        Path text = Files.writeString(folder.resolve("text.pth"), "<html>Not Found</html>");
        assertRefused(text, DetectorTraits.unknown(), "neither a zip nor a pickle");
    }

    @Test
    void picturesThatTheGridsDoNotCoverAreRefused() throws Exception {
        for (int side : new int[] {0, 100, 4096}) {
            assertRefused(
                    golden(HALF + ".pth"),
                    options(side, 64, "horse"),
                    String.format(
                            Locale.ROOT, "The input size %d x 64 px does not fit YOLOX", side));
        }
    }

    private static void assertInput(Path file, int side, String... classes) {
        DetectorTraits options =
                new DetectorTraits(Optional.empty(), Optional.of(new ClassNames(List.of(classes))));
        try (YoloxModel model = YoloxModel.load(file, options)) {
            assertThat(model.inputWidth()).isEqualTo(side);
            assertThat(model.inputHeight()).isEqualTo(side);
        }
    }

    private static void assertRefused(Path file, DetectorTraits options, String... fragments) {
        assertThatThrownBy(() -> YoloxModel.load(file, options))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(file.toString())
                .message()
                .contains(fragments);
    }

    private static float[] rows(YoloxModel model) {
        try (YoloxDetector detector = model.openDetector()) {
            return detector.forward(picture(), new Letterbox(WIDTH, HEIGHT, WIDTH, HEIGHT));
        }
    }

    /** The input of the reference values; the letterbox leaves a picture of its own size alone. */
    private static BgrImage picture() {
        byte[] pixels = new byte[3 * WIDTH * HEIGHT];
        int plane = WIDTH * HEIGHT;
        for (int i = 0; i < pixels.length; i++) {
            long value = (7L * i * i + 31L * i) % 256;
            pixels[3 * (i % plane) + i / plane] = (byte) value;
        }
        return new BgrImage(WIDTH, HEIGHT, pixels);
    }

    private static DetectorTraits options(int width, int height, String... classes) {
        return new DetectorTraits(
                Optional.of(new InputSize(width, height)),
                Optional.of(new ClassNames(List.of(classes))));
    }

    private static Tensor roundedToHalf(Tensor tensor) {
        float[] values = tensor.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = CheckpointBytes.roundedToHalf(values[i]);
        }
        return new Tensor(tensor.shape(), values);
    }

    private static float largestDifference(float[] actual, float[] expected) {
        float largest = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(actual[i] - expected[i]));
        }
        return largest;
    }

    private static Path golden(String name) throws URISyntaxException {
        return Path.of(YoloxCheckpointTest.class.getResource("/golden/yolox/" + name).toURI());
    }
}
