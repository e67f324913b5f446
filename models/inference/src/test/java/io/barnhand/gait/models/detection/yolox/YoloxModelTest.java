package io.barnhand.gait.models.detection.yolox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.detection.ClassNames;
import io.barnhand.gait.models.detection.Detector;
import io.barnhand.gait.models.detection.DetectorTraits;
import io.barnhand.gait.models.engine.OnnxNetwork;
import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.models.testing.SharedData;
import io.barnhand.gait.models.testing.Slow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Slow
class YoloxModelTest {

    @TempDir Path directory;

    @Test
    void saysThatAFileIsNotThere() {
        assertThatThrownBy(() -> YoloxModel.load(directory.resolve("none.onnx")))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("There is no detector file")
                .hasMessageContaining("none.onnx");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<!DOCTYPE html><html><body>Not Found</body></html>",
                "version https://git-lfs.github.com/spec/v1\noid sha256:c789161e\nsize 3659407\n",
                "one line of text"
            })
    void refusesATextFileNamedOnnx(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("text.onnx"), text);

        assertThatThrownBy(() -> YoloxModel.load(file))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("text.onnx is not a readable ONNX model")
                .hasMessageEndingWith(
                        "fetch or export it again, it may have another format or be incomplete");
    }

    @Test
    void refusesAModelThatIsCutOffAnywhere() throws IOException {
        byte[] whole =
                OnnxBytes.identity(
                        OnnxBytes.FLOAT, new long[] {1, 3, 32, 32}, new long[] {1, 21, 6});
        Path file = directory.resolve("cut.onnx");
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));

            assertThatThrownBy(() -> YoloxModel.load(file))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("cut.onnx");
        }
    }

    @Test
    void refusesATruncatedDownload() throws IOException {
        byte[] whole = Files.readAllBytes(SharedData.require("golden/yolox/yolox_nano.onnx"));
        Path file = directory.resolve("yolox_nano.onnx");
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> YoloxModel.load(file))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("yolox_nano.onnx is not a readable ONNX model")
                .hasMessageContaining("it may have another format or be incomplete");
    }

    @Test
    void refusesANetworkOfOtherShapes() {
        refuses(new long[] {1, 224, 224, 3}, new long[] {1, 1000, 6});
        refuses(new long[] {1, 3, 416, 416}, new long[] {1, 3549});
        refuses(new long[] {1, 3, 416, 416}, new long[] {1, 3549, 5});
        refuses(new long[] {1, 3, 410, 416}, new long[] {1, 3549, 85});
        refuses(new long[] {8, 3, 416, 416}, new long[] {8, 3549, 85});
        refuses(new long[] {1, 3, -1, -1}, new long[] {1, -1, 85});
        refuses(new long[] {1, 3, 1 << 20, 1 << 20}, new long[] {1, 1, 85});
    }

    @Test
    void refusesANetworkOfWholeNumbers() {
        long[] shape = {1, 3, 416, 416};

        assertThatThrownBy(() -> load(OnnxBytes.identity(OnnxBytes.INT64, shape, shape)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("is an ONNX model but not a YOLOX detector");
    }

    @Test
    void saysHowManyRowsTheGridsGive() {
        assertThatThrownBy(
                        () ->
                                load(
                                        OnnxBytes.zeros(
                                                new long[] {1, 3, 416, 416},
                                                new long[] {1, 8400, 85})))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(
                        "is an ONNX model but not a YOLOX detector: it has input [1, 3, 416, 416],"
                                + " output [1, 8400, 85], while strides 8, 16 and 32 give 3549 rows");
    }

    @Test
    void refusesANetworkThatTheEngineCannotLoadWithoutShowingTheEnginesWords() throws IOException {
        Path file =
                Files.write(
                        directory.resolve("strange.onnx"),
                        OnnxBytes.model(
                                "NoSuchOperator",
                                OnnxBytes.FLOAT,
                                new long[] {1, 3, 32, 32},
                                new long[] {1, 21, 6}));

        assertThatThrownBy(() -> YoloxModel.load(file))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("ONNX Runtime cannot load")
                .hasMessageContaining("strange.onnx")
                .hasMessageNotContaining("ORT_")
                .hasMessageNotContaining("Error code");
    }

    @Test
    void refusesANetworkThatCannotGiveWhatItsFileDeclares() {
        assertThatThrownBy(
                        () ->
                                load(
                                        OnnxBytes.identity(
                                                OnnxBytes.FLOAT,
                                                new long[] {1, 3, 32, 32},
                                                new long[] {1, 21, 6})))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("it has input [1, 3, 32, 32], output []");
    }

    @Test
    void refusesRowsOfAnotherShapeThanWasDeclared() throws IOException {
        Path file = Files.write(directory.resolve("liar.onnx"), oneClass());
        ByteBuffer planes =
                ByteBuffer.allocateDirect(3 * 32 * 32 * Float.BYTES).order(ByteOrder.nativeOrder());

        try (OnnxNetwork network = OnnxNetwork.load(file)) {
            assertThat(new OnnxYolox.OnnxCall(network, new YoloxHead(32, 32, 1)).rows(planes))
                    .hasSize(21 * 6)
                    .containsOnly(0);
            assertThatThrownBy(
                            () ->
                                    new OnnxYolox.OnnxCall(network, new YoloxHead(32, 32, 2))
                                            .rows(planes))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining(
                            "The network's output has the shape [1, 21, 6], its file declares [1, 21, 7]");
        }
    }

    @Test
    void takesDamagedFilesOrRefusesThem() throws IOException {
        byte[] whole = oneClass();
        Random random = new Random(1);
        Path file = directory.resolve("damaged.onnx");
        for (int trial = 0; trial < 300; trial++) {
            byte[] damaged = whole.clone();
            for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            Files.write(file, damaged);
            try {
                YoloxModel.load(file, named("horse")).close();
            } catch (ModelException e) {
                assertThat(e).hasMessageContaining("damaged.onnx");
            }
        }
    }

    @Test
    void refusesAModelWhoseClassesAreNotKnown() throws IOException {
        Path file = Files.write(directory.resolve("one.onnx"), oneClass());

        assertThatThrownBy(() -> YoloxModel.load(file))
                .isInstanceOf(ModelException.class)
                .hasMessageEndingWith(
                        "one.onnx has 1 class without known names; use a model of the"
                                + " catalogue, or one with the 80 classes of COCO");
    }

    @Test
    void refusesNamesOfAnotherNumberThanTheClasses() throws IOException {
        Path file = Files.write(directory.resolve("one.onnx"), oneClass());

        assertThatThrownBy(() -> YoloxModel.load(file, named("horse", "person")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(
                        "one.onnx has 1 class, the catalogue names 2 (horse, person); correct");
    }

    @Test
    void readsSizesAndClassesFromTheFile() {
        try (YoloxModel model = nano()) {
            assertThat(model.inputWidth()).isEqualTo(416);
            assertThat(model.inputHeight()).isEqualTo(416);
            assertThat(model.classes()).isEqualTo(ClassNames.coco());
            assertThat(model.id()).isEqualTo("yolox_nano@e8af0749");
        }
    }

    @Test
    void refusesAClassTheModelDoesNotHave() {
        try (YoloxModel model = nano();
                Detector detector = model.newDetector()) {
            assertThatThrownBy(() -> detector.detect(grey(), 0.1f, Set.of(80)))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("has the classes 0 to 79, class 80 was requested");
        }
    }

    @Test
    void refusesAFloorThatIsNoScore() {
        try (YoloxModel model = nano();
                Detector detector = model.newDetector()) {
            assertThatThrownBy(() -> detector.detect(grey(), Float.NaN, Set.of(17)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("The score floor of a detector must be 0 to 1, got NaN");
        }
    }

    @Test
    void mayBeClosedTwiceAndRefusesWorkAfterwards() {
        YoloxModel model = nano();
        Detector detector = model.newDetector();
        Detector other = model.newDetector();
        detector.close();
        detector.close();
        assertThat(other.detect(grey(), 0.3f, Set.of(17))).isEmpty();
        model.close();
        model.close();

        assertThatThrownBy(() -> other.detect(grey(), 0.3f, Set.of(17)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Detector yolox_nano@e8af0749 is closed");
        assertThatThrownBy(model::newDetector).isInstanceOf(IllegalStateException.class);
        other.close();
    }

    private static byte[] oneClass() {
        return OnnxBytes.zeros(new long[] {1, 3, 32, 32}, new long[] {1, 21, 6});
    }

    private void refuses(long[] input, long[] output) {
        assertThatThrownBy(() -> load(OnnxBytes.zeros(input, output)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("is an ONNX model but not a YOLOX detector");
    }

    private void load(byte[] onnx) throws IOException {
        YoloxModel.load(Files.write(directory.resolve("other.onnx"), onnx)).close();
    }

    private static DetectorTraits named(String... classes) {
        return new DetectorTraits(Optional.empty(), Optional.of(new ClassNames(List.of(classes))));
    }

    private static YoloxModel nano() {
        return YoloxModel.load(SharedData.require("golden/yolox/yolox_nano.onnx"));
    }

    private static BgrImage grey() {
        return new BgrImage(64, 48, new byte[3 * 64 * 48]);
    }
}
