package io.barnhand.gait.models.detection.yolox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.barnhand.gait.models.checkpoint.CheckpointBytes;
import io.barnhand.gait.models.checkpoint.Tensor;
import io.barnhand.gait.models.detection.ClassNames;
import io.barnhand.gait.models.detection.Detection;
import io.barnhand.gait.models.detection.Detector;
import io.barnhand.gait.models.golden.Npy;
import io.barnhand.gait.models.golden.PngFile;
import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.models.testing.SharedData;
import io.barnhand.gait.models.testing.Slow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The weights of the published YOLOX-nano, taken out of its ONNX export and put into a checkpoint
 * of YOLOX's parameter names, each convolution followed by a BatchNorm that undoes what was done to
 * its weights.
 */
@Slow
class YoloxNanoCheckpointTest {

    private static final float EPSILON = 1e-3f;

    @TempDir Path folder;

    @Test
    void givesTheOutputOfTheOnnxExport() throws IOException {
        Path checkpoint = CheckpointBytes.write(folder.resolve("a.pth"), stateDict(), false);
        JsonNode golden =
                new ObjectMapper()
                        .readTree(SharedData.require("golden/yolox/golden.json").toFile());
        try (YoloxModel model = YoloxModel.load(checkpoint);
                YoloxDetector detector = model.openDetector()) {
            assertThat(model.classes()).isEqualTo(ClassNames.coco());
            for (JsonNode picture : golden) {
                String name = picture.get("name").asText();
                BgrImage image = PngFile.read(SharedData.require("golden/images/" + name + ".png"));
                float[] expected =
                        Npy.read(SharedData.require("golden/yolox/" + name + ".output.npy"))
                                .values();

                float[] actual =
                        detector.forward(
                                image, new Letterbox(image.width(), image.height(), 416, 416));

                assertThat(actual).hasSameSizeAs(expected);
                float boxes = 0;
                float emptyBoxes = 0;
                float probabilities = 0;
                for (int i = 0; i < actual.length; i++) {
                    float difference = Math.abs(actual[i] - expected[i]);
                    boolean box = i % 85 < 4;
                    if (!box) {
                        probabilities = Math.max(probabilities, difference);
                    } else if (expected[i / 85 * 85 + 4] > 0.1) {
                        boxes = Math.max(boxes, difference);
                    } else {
                        emptyBoxes = Math.max(emptyBoxes, difference);
                    }
                }
                assertThat(probabilities).as(name).isLessThan(1e-4f);
                assertThat(boxes).as(name).isLessThan(1e-4f);
                // Where nothing is, two versions of ONNX Runtime differ by 4e-4 of a cell already.
                assertThat(emptyBoxes).as(name).isLessThan(5e-3f);
            }
        }
    }

    @Test
    void weightsAsFloat16FindTheSameHorses() throws IOException {
        Path half = CheckpointBytes.write(folder.resolve("half.pth"), stateDict(), true);
        BgrImage horse = PngFile.read(SharedData.require("golden/images/horse10_0244.png"));
        Path onnx = SharedData.require("golden/yolox/yolox_nano.onnx");
        try (YoloxModel model = YoloxModel.load(half);
                YoloxModel reference = YoloxModel.load(onnx)) {
            List<Detection> expected = horses(reference, horse);
            List<Detection> found = horses(model, horse);
            assertThat(found).hasSameSizeAs(expected).isNotEmpty();
            for (int i = 0; i < found.size(); i++) {
                assertThat(found.get(i).score()).isCloseTo(expected.get(i).score(), within(0.01f));
                assertThat(found.get(i).box().iou(expected.get(i).box())).isGreaterThan(0.98);
            }
        }
    }

    private static List<Detection> horses(YoloxModel model, BgrImage image) {
        try (Detector detector = model.newDetector()) {
            return detector.detect(image, 0.3f, Set.of(17));
        }
    }

    private static Map<String, Tensor> stateDict() throws IOException {
        List<OnnxConvolutions.FoldedConvolution> convolutions =
                OnnxConvolutions.read(SharedData.require("golden/yolox/yolox_nano.onnx"));
        List<String> names = names();
        assertThat(convolutions).hasSameSizeAs(names);
        Map<String, Tensor> stateDict = new LinkedHashMap<>();
        Random random = new Random(1);
        for (int i = 0; i < names.size(); i++) {
            Tensor weight = convolutions.get(i).weight();
            Tensor bias = convolutions.get(i).bias();
            if (names.get(i).contains("_preds.")) {
                stateDict.put(names.get(i) + ".weight", weight);
                stateDict.put(names.get(i) + ".bias", bias);
            } else {
                unfold(names.get(i), weight, bias, random, stateDict);
            }
        }
        return stateDict;
    }

    /**
     * A BatchNorm that changes every channel, before a convolution that is changed the other way.
     */
    private static void unfold(
            String name, Tensor weight, Tensor bias, Random random, Map<String, Tensor> to) {
        int channels = bias.values().length;
        float[] kernels = weight.values().clone();
        float[] gain = new float[channels];
        float[] shift = new float[channels];
        float[] mean = new float[channels];
        float[] variance = new float[channels];
        int perChannel = kernels.length / channels;
        for (int c = 0; c < channels; c++) {
            // Down to little more than epsilon, so that a wrong one shows; by powers of two, so
            // that
            // the weights keep all their digits.
            variance[c] = 0.002f + 0.5f * random.nextFloat();
            double scale = Math.scalb(1.0, random.nextInt(4) - 1);
            gain[c] = (float) (scale * Math.sqrt(variance[c] + EPSILON));
            mean[c] = random.nextFloat() - 0.5f;
            shift[c] = (float) (bias.values()[c] + mean[c] * scale);
            for (int i = c * perChannel; i < (c + 1) * perChannel; i++) {
                kernels[i] = (float) (kernels[i] / scale);
            }
        }
        long[] vector = {channels};
        to.put(name + ".conv.weight", new Tensor(weight.shape(), kernels));
        to.put(name + ".bn.weight", new Tensor(vector, gain));
        to.put(name + ".bn.bias", new Tensor(vector, shift));
        to.put(name + ".bn.running_mean", new Tensor(vector, mean));
        to.put(name + ".bn.running_var", new Tensor(vector, variance));
    }

    /** YOLOX's names of the convolutions of nano, in the order in which they are run. */
    private static List<String> names() {
        List<String> names = new ArrayList<>(List.of("backbone.backbone.stem.conv"));
        separable(names, "backbone.backbone.dark2.0");
        crossStage(names, "backbone.backbone.dark2.1", 1);
        separable(names, "backbone.backbone.dark3.0");
        crossStage(names, "backbone.backbone.dark3.1", 3);
        separable(names, "backbone.backbone.dark4.0");
        crossStage(names, "backbone.backbone.dark4.1", 3);
        separable(names, "backbone.backbone.dark5.0");
        names.add("backbone.backbone.dark5.1.conv1");
        names.add("backbone.backbone.dark5.1.conv2");
        crossStage(names, "backbone.backbone.dark5.2", 1);
        names.add("backbone.lateral_conv0");
        crossStage(names, "backbone.C3_p4", 1);
        names.add("backbone.reduce_conv1");
        crossStage(names, "backbone.C3_p3", 1);
        separable(names, "backbone.bu_conv2");
        crossStage(names, "backbone.C3_n3", 1);
        separable(names, "backbone.bu_conv1");
        crossStage(names, "backbone.C3_n4", 1);
        for (int scale = 0; scale < 3; scale++) {
            names.add("head.stems." + scale);
            separable(names, "head.cls_convs." + scale + ".0");
            separable(names, "head.cls_convs." + scale + ".1");
            names.add("head.cls_preds." + scale);
            separable(names, "head.reg_convs." + scale + ".0");
            separable(names, "head.reg_convs." + scale + ".1");
            names.add("head.reg_preds." + scale);
            names.add("head.obj_preds." + scale);
        }
        return names;
    }

    private static void separable(List<String> names, String name) {
        names.add(name + ".dconv");
        names.add(name + ".pconv");
    }

    private static void crossStage(List<String> names, String name, int blocks) {
        names.add(name + ".conv1");
        names.add(name + ".conv2");
        for (int i = 0; i < blocks; i++) {
            names.add(name + ".m." + i + ".conv1");
            separable(names, name + ".m." + i + ".conv2");
        }
        names.add(name + ".conv3");
    }
}
