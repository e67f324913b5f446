package io.barnhand.gait.models.pose.rtmpose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.checkpoint.Checkpoint;
import io.barnhand.gait.models.checkpoint.CheckpointBytes;
import io.barnhand.gait.models.checkpoint.Tensor;
import io.barnhand.gait.models.image.CropTransform;
import io.barnhand.gait.models.pose.Keypoints;
import io.barnhand.gait.models.pose.PoseCrop;
import io.barnhand.gait.models.pose.PoseEstimator;
import io.barnhand.gait.models.pose.PoseModel;
import io.barnhand.gait.models.pose.PoseModelOptions;
import io.barnhand.gait.models.testing.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Slow
class RtmPoseModelTest {

    private static final Golden GOLDEN = Golden.embedded();
    private static final String CROP = "animalpose_ca110_orig";

    @TempDir Path folder;

    @Test
    void theIdIsTheFileStemAndTheDigestPrefix() throws IOException {
        byte[] content = Files.readAllBytes(GOLDEN.file("rtmpose-xs.pth"));
        String prefix = Golden.sha256(content).substring(0, 8);
        try (PoseModel model = load(PoseModelOptions.defaults())) {
            assertThat(model.id()).isEqualTo("rtmpose-xs@" + prefix);
        }
    }

    @Test
    void moreCropsThanTheLargestBatchAreSplitAndKeepTheirOrder() throws IOException {
        List<PoseCrop> crops = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            PoseCrop crop = GOLDEN.crop(CROP);
            crops.add(new PoseCrop(crop.pixels(), new CropTransform(1000 * i, 0, 256)));
        }
        try (PoseModel model = load(PoseModelOptions.defaults().withMaxBatch(3));
                PoseEstimator estimator = model.newEstimator()) {
            List<Keypoints> keypoints = estimator.estimate(crops);
            assertThat(keypoints).hasSize(7);
            for (int i = 0; i < 7; i++) {
                double expected = keypoints.get(0).x()[0] + 1000 * i;
                assertThat(keypoints.get(i).x()[0]).isEqualTo(expected);
            }
        }
    }

    @Test
    void noCropsGiveNoKeypoints() {
        try (PoseModel model = load(PoseModelOptions.defaults());
                PoseEstimator estimator = model.newEstimator()) {
            assertThat(estimator.estimate(List.of())).isEmpty();
        }
    }

    @Test
    void anEstimatorWorksAfterItsModelIsClosedAndNotAfterItIsClosedItself() throws IOException {
        PoseModel model = load(PoseModelOptions.defaults());
        PoseEstimator estimator = model.newEstimator();
        model.close();
        model.close();
        assertThat(estimator.estimate(List.of(GOLDEN.crop(CROP)))).hasSize(1);
        assertThatThrownBy(model::newEstimator)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed; load it again");
        estimator.close();
        estimator.close();
        assertThatThrownBy(() -> estimator.estimate(List.of(GOLDEN.crop(CROP))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed");
    }

    @Test
    void estimatorsOfSeveralThreadsShareAModelAndAgree() throws Exception {
        PoseCrop crop = GOLDEN.crop(CROP);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (PoseModel model = load(PoseModelOptions.defaults().withMaxBatch(1))) {
            List<Future<List<Float>>> scores = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                scores.add(
                        threads.submit(
                                () -> {
                                    try (PoseEstimator estimator = model.newEstimator()) {
                                        List<Float> all = new ArrayList<>();
                                        for (int call = 0; call < 5; call++) {
                                            all.add(
                                                    estimator
                                                            .estimate(List.of(crop))
                                                            .get(0)
                                                            .score()[0]);
                                        }
                                        return all;
                                    }
                                }));
            }
            Set<Float> distinct = new HashSet<>();
            for (Future<List<Float>> each : scores) {
                distinct.addAll(each.get());
            }
            assertThat(distinct).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void severalThreadsMayLoadAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<PoseModel>> models = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                models.add(threads.submit(() -> load(PoseModelOptions.defaults())));
            }
            for (Future<PoseModel> each : models) {
                each.get().close();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void weightsAsFloat16GiveWhatTheSameNumbersGiveAsFloat32() throws IOException {
        Map<String, Tensor> rounded = new LinkedHashMap<>();
        Checkpoint.read(GOLDEN.file("rtmpose-xs.pth"))
                .forEach(
                        (name, tensor) -> {
                            float[] values = tensor.values().clone();
                            for (int i = 0; i < values.length; i++) {
                                values[i] = CheckpointBytes.roundedToHalf(values[i]);
                            }
                            rounded.put(name, new Tensor(tensor.shape(), values));
                        });
        Path half = CheckpointBytes.write(folder.resolve("half.pth"), rounded, true);
        Path whole = CheckpointBytes.write(folder.resolve("whole.pth"), rounded, false);
        try (PoseModel first = RtmPoseModel.load(half, PoseModelOptions.defaults());
                PoseModel second = RtmPoseModel.load(whole, PoseModelOptions.defaults());
                PoseEstimator one = first.newEstimator();
                PoseEstimator two = second.newEstimator()) {
            Keypoints found = one.estimate(List.of(GOLDEN.crop(CROP))).get(0);
            Keypoints expected = two.estimate(List.of(GOLDEN.crop(CROP))).get(0);
            assertThat(found.x()).isEqualTo(expected.x());
            assertThat(found.y()).isEqualTo(expected.y());
            assertThat(found.score()).isEqualTo(expected.score());
        }
    }

    @Test
    void loadingLeavesNoTemporaryFiles() throws IOException {
        Set<String> before = temporaryFiles();
        load(PoseModelOptions.defaults()).close();
        assertThat(temporaryFiles()).isEqualTo(before);
    }

    @Test
    void aFileThatIsNoCheckpointIsNamedInTheError() throws IOException {
        Path file = Files.writeString(folder.resolve("model.pth"), "Git LFS pointer");
        assertThatThrownBy(() -> RtmPoseModel.load(file, PoseModelOptions.defaults()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void batchesArePaddedToPowersOfTwoOrTheLargest() {
        PoseModelOptions options = PoseModelOptions.defaults().withMaxBatch(6);
        assertThat(options.buckets()).containsExactly(1, 2, 4, 6);
        assertThat(options.bucketFor(3)).isEqualTo(4);
        assertThat(PoseModelOptions.defaults().buckets()).containsExactly(1, 2, 4, 8, 16);
        assertThatThrownBy(() -> options.withMaxBatch(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be 1 to 256, got 0");
    }

    private static PoseModel load(PoseModelOptions options) {
        return RtmPoseModel.load(GOLDEN.file("rtmpose-xs.pth"), options);
    }

    private static Set<String> temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(
                            name ->
                                    name.startsWith("barnhand-rtmpose")
                                            || name.startsWith("pt-model"))
                    .collect(Collectors.toSet());
        }
    }
}
