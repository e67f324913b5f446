package io.barnhand.gait.job.pipeline.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.cache.ModelCache;
import io.barnhand.gait.models.device.Device;
import io.barnhand.gait.models.device.DevicePlacement;
import io.barnhand.gait.models.device.DeviceRequest;
import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.models.image.CropTransform;
import io.barnhand.gait.models.testing.Slow;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.stages.HorseCrop;
import io.barnhand.gait.operators.stages.HorseCrops;
import io.barnhand.gait.operators.stages.PoseBatch;
import io.barnhand.gait.operators.stages.pose.PlacedPoseModel;
import io.barnhand.gait.operators.stages.pose.RtmPoseFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.StreamMap;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the natives of the build, which know no GPU. */
@Slow
class PoseSourceTest {

    private static final Path WEIGHTS = Path.of("../../models/weights/rtmpose-t-rendered.pth");

    @TempDir private Path folder;

    private Path weights;
    private int users;

    @BeforeEach
    void copy() throws IOException {
        weights = Files.copy(WEIGHTS, folder.resolve("first.pth"));
        users = DevicePlacement.shared().users(Device.CPU);
    }

    @Test
    void twoSlotsShareOneModelOnTheCpu() {
        String cpu = Device.CPU.toString();
        long loads = ModelCache.shared().statistics(cpu).loads();
        try (PlacedPoseModel one = acquire(source(weights, DeviceRequest.AUTO));
                PlacedPoseModel other = acquire(source(weights, DeviceRequest.CPU))) {
            assertThat(one.place().device()).isEqualTo(Device.CPU);
            assertThat(other.lease().model()).isSameAs(one.lease().model());
            assertThat(DevicePlacement.shared().users(Device.CPU)).isEqualTo(users + 2);
        }
        assertThat(ModelCache.shared().statistics(cpu).loads()).isEqualTo(loads + 1);
        assertThat(DevicePlacement.shared().users(Device.CPU)).isEqualTo(users);
    }

    @Test
    void aGpuThatFlinkOffersIsNotUsedByAnEngineThatDoesNotSeeIt() {
        PoseSource auto = source(weights, DeviceRequest.AUTO);
        try (PlacedPoseModel placed = auto.acquire(Set.of(0)).orElseThrow()) {
            assertThat(placed.place().device()).isEqualTo(Device.CPU);
        }
        assertThatThrownBy(() -> source(weights, DeviceRequest.gpu(0)).acquire(Set.of(0)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("device gpu:0 is requested")
                .hasMessageContaining("external resource gpu offers 0")
                .hasMessageContaining("PyTorch 2.7.1 (natives built without CUDA) sees none");
    }

    @Test
    void aModelThatCannotBeLoadedTakesNoDevice() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.pth"), "not a checkpoint");

        assertThatThrownBy(() -> acquire(source(broken, DeviceRequest.AUTO)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("broken.pth");
        assertThat(source(folder.resolve("none.pth"), DeviceRequest.AUTO).acquire(Set.of()))
                .isEmpty();
        assertThat(DevicePlacement.shared().users(Device.CPU)).isEqualTo(users);
    }

    @Test
    void aJobRestoredWithAnotherFileNamesThatOneInItsPoses() throws Exception {
        Path second = Files.copy(WEIGHTS, folder.resolve("second.pth"));
        OperatorSubtaskState savepoint;
        try (var harness = harness(weights)) {
            harness.open();
            assertThat(modelOfAPose(harness)).startsWith("first@");
            savepoint = harness.snapshot(1, 1);
        }
        try (var harness = harness(second)) {
            harness.initializeState(savepoint);
            harness.open();
            assertThat(modelOfAPose(harness)).startsWith("second@");
        }
    }

    private static OneInputStreamOperatorTestHarness<HorseCrops, PoseBatch> harness(Path file)
            throws Exception {
        return new OneInputStreamOperatorTestHarness<>(
                new StreamMap<>(new RtmPoseFunction(source(file, DeviceRequest.AUTO))));
    }

    private static String modelOfAPose(
            OneInputStreamOperatorTestHarness<HorseCrops, PoseBatch> harness) throws Exception {
        HorseCrop crop =
                new HorseCrop(
                        "c",
                        "r",
                        "t",
                        null,
                        0,
                        640,
                        480,
                        new Box(1, 2, 30, 40),
                        0.9f,
                        List.of(),
                        new CropTransform(128, 128, 256),
                        new byte[256 * 256 * 3]);
        harness.processElement(new HorseCrops(List.of(crop), List.of()), 0);
        List<HorsePose> poses = harness.extractOutputValues().get(0).poses();
        assertThat(poses).hasSize(1);
        return poses.get(0).model();
    }

    private static PlacedPoseModel acquire(PoseSource source) {
        return source.acquire(Set.of()).orElseThrow();
    }

    private static PoseSource source(Path file, DeviceRequest device) {
        return new PoseSource(file.toString(), false, 2, device, true);
    }
}
