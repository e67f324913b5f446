package io.barnhand.gait.models.pose.rtmpose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.models.image.CropTransform;
import io.barnhand.gait.models.pose.Keypoints;
import io.barnhand.gait.models.pose.PoseCrop;
import io.barnhand.gait.models.pose.PoseEstimator;
import io.barnhand.gait.models.pose.PoseModelOptions;
import io.barnhand.gait.models.pose.rtmpose.Golden.Expected;
import io.barnhand.gait.models.testing.Slow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Slow
class RtmPoseParityTest {

    private static final float LOGITS = 1e-3f;

    /** Leaves a remainder of the golden crops, so that padded batches are compared too. */
    private static final int BATCH = 6;

    @ParameterizedTest
    @CsvSource({
        "rtmpose-xs.pth, false",
        "rtmpose-xs.pth, true",
        "rtmpose-xs.legacy.pth, false",
        "rtmpose-xs.legacy.pth, true",
    })
    void theEmbeddedModelGivesTheLogitsAndKeypointsOfMmpose(String checkpoint, boolean flipTest)
            throws IOException {
        assertParity(Golden.embedded(), "xs", checkpoint, flipTest);
    }

    @ParameterizedTest
    @CsvSource({
        "xs, rtmpose-xs.pth, false",
        "xs, rtmpose-xs.pth, true",
        "t, rtmpose-t.pth, false",
        "t, rtmpose-t.pth, true",
        "m, rtmpose-m.legacy.pth, false",
        "m, rtmpose-m.legacy.pth, true",
    })
    void everySizeGivesTheLogitsAndKeypointsOfMmpose(
            String size, String checkpoint, boolean flipTest) throws IOException {
        assertParity(Golden.shared(), size, checkpoint, flipTest);
    }

    @Test
    void keypointsDoNotDependOnTheBatchTheyAreIn() throws IOException {
        Golden golden = Golden.embedded();
        List<Expected> expected = golden.expected("xs", "noflip");
        List<PoseCrop> crops = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            crops.add(golden.crop(expected.get(i % expected.size()).id()));
        }
        PoseModelOptions options = PoseModelOptions.defaults();
        try (RtmPoseModel model = RtmPoseModel.load(golden.file("rtmpose-xs.pth"), options);
                PoseEstimator estimator = model.newEstimator()) {
            List<Keypoints> together = estimator.estimate(crops);
            for (int i = 0; i < crops.size(); i++) {
                Keypoints alone = estimator.estimate(List.of(crops.get(i))).get(0);
                for (int k = 0; k < 17; k++) {
                    if (!expected.get(i % expected.size()).isUndecided(k)) {
                        assertThat(together.get(i).x()[k]).isEqualTo(alone.x()[k], within(0.05));
                        assertThat(together.get(i).y()[k]).isEqualTo(alone.y()[k], within(0.05));
                    }
                }
            }
        }
    }

    private static void assertParity(
            Golden golden, String size, String checkpoint, boolean flipTest) throws IOException {
        List<Expected> expected = golden.expected(size, flipTest ? "flip" : "noflip");
        List<PoseCrop> crops = new ArrayList<>();
        for (Expected each : expected) {
            crops.add(golden.crop(each.id()));
        }
        PoseModelOptions options = PoseModelOptions.defaults().withFlipTest(flipTest);
        try (RtmPoseModel model = RtmPoseModel.load(golden.file(checkpoint), options);
                RtmPoseEstimator estimator = (RtmPoseEstimator) model.newEstimator()) {
            for (int from = 0; from < crops.size(); from += BATCH) {
                List<PoseCrop> batch = crops.subList(from, Math.min(from + BATCH, crops.size()));
                SimccLogits logits = estimator.logits(batch);
                for (int i = 0; i < batch.size(); i++) {
                    Expected each = expected.get(from + i);
                    assertLogits(each, logits, i);
                    CropTransform transform = batch.get(i).transform();
                    assertKeypoints(each, SimccDecoder.decode(logits, i, transform));
                }
            }
        }
    }

    private static void assertLogits(Expected expected, SimccLogits actual, int crop) {
        assertThat(largestDifference(actual.x(), crop, expected.simccX()))
                .as("x logits of %s", expected.id())
                .isLessThan(LOGITS);
        assertThat(largestDifference(actual.y(), crop, expected.simccY()))
                .as("y logits of %s", expected.id())
                .isLessThan(LOGITS);
    }

    private static void assertKeypoints(Expected expected, Keypoints actual) {
        for (int k = 0; k < 17; k++) {
            String what = expected.id() + " keypoint " + k;
            assertThat((double) actual.score()[k])
                    .as(what)
                    .isEqualTo(expected.score(k), within(1e-4));
            if (expected.score(k) > 0 && !expected.isUndecided(k)) {
                assertThat(actual.x()[k]).as(what).isEqualTo(expected.x(k), within(0.01));
                assertThat(actual.y()[k]).as(what).isEqualTo(expected.y(k), within(0.01));
            }
        }
    }

    private static float largestDifference(float[] actual, int crop, float[] expected) {
        float largest = 0;
        for (int i = 0; i < expected.length; i++) {
            float difference = Math.abs(actual[crop * expected.length + i] - expected[i]);
            largest = Math.max(largest, difference);
        }
        return largest;
    }
}
