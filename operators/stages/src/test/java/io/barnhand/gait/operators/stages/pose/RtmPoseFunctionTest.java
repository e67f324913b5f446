package io.barnhand.gait.operators.stages.pose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.cache.Lease;
import io.barnhand.gait.models.cache.ModelCache;
import io.barnhand.gait.models.cache.ModelKey;
import io.barnhand.gait.models.device.Device;
import io.barnhand.gait.models.device.DevicePermits;
import io.barnhand.gait.models.device.DevicePlacement;
import io.barnhand.gait.models.device.DeviceRequest;
import io.barnhand.gait.models.device.EngineGpus;
import io.barnhand.gait.models.device.GpuInventory;
import io.barnhand.gait.models.device.OutOfDeviceMemoryException;
import io.barnhand.gait.models.device.PlacedDevice;
import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.models.image.CropTransform;
import io.barnhand.gait.models.pose.Keypoints;
import io.barnhand.gait.models.pose.PoseCrop;
import io.barnhand.gait.models.pose.PoseEstimator;
import io.barnhand.gait.models.pose.PoseModel;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.TrackEnded;
import io.barnhand.gait.operators.stages.FailedCrop;
import io.barnhand.gait.operators.stages.HorseCrop;
import io.barnhand.gait.operators.stages.HorseCrops;
import io.barnhand.gait.operators.stages.PoseBatch;
import io.barnhand.gait.operators.stages.monitoring.RegisteredCounters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import org.apache.flink.api.common.accumulators.Accumulator;
import org.apache.flink.api.common.externalresource.ExternalResourceInfo;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.operators.StreamMap;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class RtmPoseFunctionTest {

    private static final byte[] GOOD = new byte[256 * 256 * 3];
    private static final byte[] POISON = poison();

    @Test
    void estimatesABatchWithOneCall() throws Exception {
        FakeModel model = new FakeModel();

        PoseBatch batch = run(model, crops(GOOD, GOOD, GOOD));

        assertThat(batch.poses()).hasSize(3);
        assertThat(batch.failed()).isEmpty();
        assertThat(model.calls).containsExactly(3);
    }

    @Test
    void quantisesPositionsAndScores() throws Exception {
        HorsePose pose = run(new FakeModel(), crops(GOOD)).poses().get(0);

        assertThat(pose.x(0)).isEqualTo(100.3125f);
        assertThat(pose.y(0)).isEqualTo(50.6875f);
        assertThat(pose.score(0)).isEqualTo(0.457f);
        assertThat(pose.box().x1()).isEqualTo(1.0625);
        assertThat((double) pose.boxScore()).isEqualTo(0.877, within(1e-6));
        assertThat(pose.model()).isEqualTo("fake@0");
    }

    @Test
    void anAbsentKeypointStaysAbsent() throws Exception {
        HorsePose pose = run(new FakeModel(), crops(GOOD)).poses().get(0);

        assertThat(pose.present(1)).isFalse();
        assertThat(pose.y(1)).isNaN();
        assertThat(pose.score(1)).isNaN();
    }

    @Test
    void aFailedBatchIsTriedCropByCrop() throws Exception {
        FakeModel model = new FakeModel();

        PoseBatch batch = run(model, crops(GOOD, POISON, GOOD));

        assertThat(batch.poses()).extracting(HorsePose::timeUs).containsExactly(0L, 2L);
        assertThat(batch.failed()).extracting(FailedCrop::timeUs).containsExactly(1L);
        assertThat(batch.failed().get(0).message()).isEqualTo("poison; leave it out");
        assertThat(model.calls).containsExactly(3, 1, 1, 1);
    }

    @Test
    void withoutAModelBoxesAreKeptAndKeypointsAreAbsent() throws Exception {
        try (var harness = harness(gpus -> Optional.empty())) {
            harness.open();
            harness.processElement(new HorseCrops(crops(GOOD), List.of()), 0);

            HorsePose pose = only(harness).poses().get(0);
            assertThat(pose.model()).isNull();
            assertThat(pose.keypoints()).containsOnly(Float.NaN);
            assertThat(pose.box()).isEqualTo(new Box(1.0625, 2, 30, 40));
        }
    }

    @Test
    void trackEndsPassThrough() throws Exception {
        TrackEnded end = new TrackEnded("c", "r", "t", 9, "lost");
        try (var harness = harness(gpus -> Optional.of(placed(new FakeModel())))) {
            harness.open();
            harness.processElement(new HorseCrops(List.of(), List.of(end)), 0);

            assertThat(only(harness).ended()).containsExactly(end);
        }
    }

    @Test
    void givesBackItsShareOfTheModelAndItsPlaceOnTheDevice() throws Exception {
        FakeModel model = new FakeModel();
        int others = DevicePlacement.shared().users(Device.CPU);
        try (var harness = harness(gpus -> Optional.of(placed(model)))) {
            harness.open();
            assertThat(model.openEstimators).isEqualTo(1);
            assertThat(ModelCache.shared().statistics(model.device).inUse()).isEqualTo(1);
            assertThat(DevicePlacement.shared().users(Device.CPU)).isEqualTo(others + 1);
        }
        assertThat(model.openEstimators).isZero();
        assertThat(ModelCache.shared().statistics(model.device).inUse()).isZero();
        assertThat(DevicePlacement.shared().users(Device.CPU)).isEqualTo(others);
    }

    @Test
    void aBatchThatTheGpuHasNoMemoryForIsSplitOnceAndForAll() throws Exception {
        FakeModel model = new FakeModel();
        model.fits = 2;
        RegisteredCounters counters = new RegisteredCounters();
        try (var harness = harness(gpus -> Optional.of(placed(model)), counters.environment())) {
            harness.open();
            for (int batch = 0; batch < 2; batch++) {
                harness.processElement(
                        new HorseCrops(crops(GOOD, GOOD, GOOD, GOOD, GOOD), List.of()), 0);
            }

            assertThat(harness.extractOutputValues())
                    .allSatisfy(
                            batch -> {
                                assertThat(batch.failed()).isEmpty();
                                assertThat(batch.poses())
                                        .extracting(HorsePose::timeUs)
                                        .containsExactly(0L, 1L, 2L, 3L, 4L);
                            });
        }
        assertThat(model.calls).containsExactly(5, 4, 2, 2, 1, 2, 2, 1);
        assertThat(counters.counter("pose.halvings")).isEqualTo(2);
        assertThat(counters.histogram("pose.batchSize").getStatistics().getMax()).isEqualTo(2);
    }

    @Test
    void aCropThatTheGpuHasNoMemoryForFails() throws Exception {
        FakeModel model = new FakeModel();
        model.fits = 0;

        PoseBatch batch = run(model, crops(GOOD, GOOD));

        assertThat(batch.poses()).isEmpty();
        assertThat(batch.failed()).extracting(FailedCrop::timeUs).containsExactly(0L, 1L);
        assertThat(batch.failed().get(0).message())
                .isEqualTo("CUDA out of memory; lower pose.batch, or use a GPU with more memory");
    }

    @Test
    void measuresWhatItDoes() throws Exception {
        FakeModel model = new FakeModel();
        RegisteredCounters counters = new RegisteredCounters();
        try (var harness = harness(gpus -> Optional.of(placed(model)), counters.environment())) {
            harness.open();
            harness.processElement(new HorseCrops(crops(GOOD, GOOD, GOOD), List.of()), 0);
            harness.processElement(new HorseCrops(crops(GOOD, POISON), List.of()), 0);
            harness.processElement(new HorseCrops(List.of(), List.of()), 0);

            Accumulator<?, ?> cpu =
                    harness.getEnvironment()
                            .getAccumulatorRegistry()
                            .getUserMap()
                            .get("cpuNanos.pose");
            assertThat((Long) cpu.getLocalValue()).isPositive();
        }

        assertThat(counters.names())
                .containsExactlyInAnyOrder(
                        "pose.crops",
                        "pose.failedCrops",
                        "pose.batches",
                        "pose.halvings",
                        "pose.batchSize",
                        "pose.latencyMs",
                        "pose.permitWaitMs",
                        "pose.detectionOnly",
                        "model.device.cached{cpu}",
                        "model.device.inUse{cpu}",
                        "model.device.loads{cpu}",
                        "model.device.hits{cpu}",
                        "model.device.evictions{cpu}",
                        "model.device.bytes{cpu}",
                        "model.device.devicePermits{cpu}",
                        "model.device.deviceWaiting{cpu}");
        assertThat(counters.counter("pose.batches")).isEqualTo(2);
        assertThat(counters.counter("pose.crops")).isEqualTo(5);
        assertThat(counters.counter("pose.failedCrops")).isEqualTo(1);
        assertThat(counters.counter("pose.halvings")).isZero();
        assertThat(counters.gauge("pose.detectionOnly")).isEqualTo(0);
        assertThat(counters.histogram("pose.batchSize").getStatistics().getValues())
                .containsExactlyInAnyOrder(3, 1);
        assertThat(counters.histogram("pose.latencyMs").getCount()).isEqualTo(2);
        assertThat(counters.histogram("pose.permitWaitMs").getCount()).isEqualTo(4);
        assertThat(counters.gauge("model.device.devicePermits{cpu}"))
                .isEqualTo(Runtime.getRuntime().availableProcessors());
    }

    @Test
    void aTaskThatIsCancelledWhileItWaitsForTheDeviceEnds() throws Exception {
        FakeModel model = new FakeModel();
        try (PlacedDevice place = place();
                var harness = harness(gpus -> Optional.of(placed(model)))) {
            harness.open();
            List<DevicePermits.Permit> all = new ArrayList<>();
            for (int i = 0; i < place.permits().total(); i++) {
                all.add(place.permits().acquire());
            }
            FutureTask<Void> task =
                    new FutureTask<>(
                            () -> {
                                harness.processElement(new HorseCrops(crops(GOOD), List.of()), 0);
                                return null;
                            });
            Thread thread = new Thread(task);
            thread.start();
            await().pollInterval(Duration.ofMillis(1)).until(() -> place.permits().waiting() > 0);

            thread.interrupt();

            assertThatThrownBy(task::get).hasRootCauseInstanceOf(InterruptedException.class);
            assertThat(model.calls).isEmpty();
            all.forEach(DevicePermits.Permit::close);
        }
    }

    @Test
    void tellsTheSourceWhichGpusFlinkOffers() throws Exception {
        List<Set<Integer>> offered = new CopyOnWriteArrayList<>();
        try (var harness =
                harness(
                        gpus -> {
                            offered.add(gpus);
                            return Optional.empty();
                        },
                        offering("1", "0"))) {
            harness.open();
        }
        try (var harness =
                harness(
                        gpus -> {
                            offered.add(gpus);
                            return Optional.empty();
                        })) {
            harness.open();
        }

        assertThat(offered).containsExactly(Set.of(0, 1), Set.of());
    }

    @Test
    void aGpuWithoutANumberIsAnError() throws Exception {
        try (var harness = harness(gpus -> Optional.empty(), offering("MIG-3f"))) {
            assertThatThrownBy(harness::open)
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("external resource gpu")
                    .hasMessageContaining("property index is 'MIG-3f'");
        }
    }

    private static MockEnvironment offering(String... indexes) {
        return new MockEnvironmentBuilder()
                .setExternalResourceInfoProvider(
                        resource ->
                                resource.equals("gpu")
                                        ? Arrays.stream(indexes)
                                                .map(OneGpu::new)
                                                .collect(Collectors.toSet())
                                        : Set.of())
                .build();
    }

    /** As Flink's GPU plugin describes one. */
    private record OneGpu(String index) implements ExternalResourceInfo {

        @Override
        public Optional<String> getProperty(String key) {
            return key.equals("index") ? Optional.of(index) : Optional.empty();
        }

        @Override
        public Collection<String> getKeys() {
            return List.of("index");
        }
    }

    private static PoseBatch run(FakeModel model, List<HorseCrop> crops) throws Exception {
        try (var harness = harness(gpus -> Optional.of(placed(model)))) {
            harness.open();
            harness.processElement(new HorseCrops(crops, List.of()), 0);
            return only(harness);
        }
    }

    private static PoseBatch only(
            OneInputStreamOperatorTestHarness<HorseCrops, PoseBatch> harness) {
        List<PoseBatch> output = harness.extractOutputValues();
        assertThat(output).hasSize(1);
        return output.get(0);
    }

    private static OneInputStreamOperatorTestHarness<HorseCrops, PoseBatch> harness(
            PoseModelSource source) throws Exception {
        return harness(source, new MockEnvironmentBuilder().build());
    }

    private static OneInputStreamOperatorTestHarness<HorseCrops, PoseBatch> harness(
            PoseModelSource source, MockEnvironment environment) throws Exception {
        return new OneInputStreamOperatorTestHarness<>(
                new StreamMap<>(new RtmPoseFunction(source)), environment);
    }

    private static PlacedPoseModel placed(FakeModel model) {
        return new PlacedPoseModel(lease(model), place());
    }

    private static PlacedDevice place() {
        return DevicePlacement.shared()
                .place(
                        DeviceRequest.CPU,
                        new GpuInventory(Set.of(), new EngineGpus(0, "no engine")));
    }

    private static Lease<FakeModel> lease(FakeModel model) {
        ModelKey<FakeModel> key =
                new ModelKey<>(FakeModel.class, Path.of("fake"), 0, 0, "", model.device);
        return ModelCache.shared().acquire(key, () -> model);
    }

    private static List<HorseCrop> crops(byte[]... pixels) {
        List<HorseCrop> crops = new ArrayList<>();
        for (byte[] crop : pixels) {
            crops.add(
                    new HorseCrop(
                            "c",
                            "r",
                            "t",
                            null,
                            crops.size(),
                            640,
                            480,
                            new Box(1.05, 2, 30, 40),
                            0.87654f,
                            List.of(),
                            new CropTransform(0, 0, 256),
                            crop));
        }
        return crops;
    }

    private static byte[] poison() {
        byte[] pixels = new byte[256 * 256 * 3];
        Arrays.fill(pixels, (byte) 1);
        return pixels;
    }

    /** Answers every crop alike, and fails on a batch that is too large or holds a poisoned one. */
    private static final class FakeModel implements PoseModel {

        /** Its own in the cache, so that no other model is counted there. */
        private final String device = "fake" + System.identityHashCode(this);

        private final List<Integer> calls = new ArrayList<>();
        private int fits = Integer.MAX_VALUE;
        private int openEstimators;

        @Override
        public PoseEstimator newEstimator() {
            openEstimators++;
            return new PoseEstimator() {
                @Override
                public List<Keypoints> estimate(List<PoseCrop> crops) {
                    calls.add(crops.size());
                    if (crops.size() > fits) {
                        throw new OutOfDeviceMemoryException("CUDA out of memory", null);
                    }
                    if (crops.stream().anyMatch(crop -> crop.pixels()[0] == 1)) {
                        throw new ModelException("poison", "leave it out");
                    }
                    return crops.stream().map(crop -> keypoints()).toList();
                }

                @Override
                public void close() {
                    openEstimators--;
                }
            };
        }

        private static Keypoints keypoints() {
            double[] x = new double[17];
            double[] y = new double[17];
            float[] score = new float[17];
            Arrays.fill(x, 100.31);
            Arrays.fill(y, 50.7);
            Arrays.fill(score, 0.45678f);
            x[1] = Double.NaN;
            y[1] = Double.NaN;
            score[1] = -0.2f;
            return new Keypoints(x, y, score);
        }

        @Override
        public String id() {
            return "fake@0";
        }

        @Override
        public void close() {}
    }
}
