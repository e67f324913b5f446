package io.barnhand.gait.operators.pose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.cache.Lease;
import io.barnhand.gait.models.cache.ModelCache;
import io.barnhand.gait.models.cache.ModelKey;
import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.models.pose.CropTransform;
import io.barnhand.gait.models.pose.Keypoints;
import io.barnhand.gait.models.pose.PoseCrop;
import io.barnhand.gait.models.pose.PoseEstimator;
import io.barnhand.gait.models.pose.PoseModel;
import io.barnhand.gait.operators.FailedCrop;
import io.barnhand.gait.operators.HorseCrop;
import io.barnhand.gait.operators.HorseCrops;
import io.barnhand.gait.operators.HorsePose;
import io.barnhand.gait.operators.PoseBatch;
import io.barnhand.gait.operators.TrackEnded;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.flink.streaming.api.operators.StreamMap;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class RtmPoseTest {

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
        assertThat(batch.failed().get(0).message()).isEqualTo("poison");
        assertThat(model.calls).containsExactly(3, 1, 1, 1);
    }

    @Test
    void withoutAModelBoxesAreKeptAndKeypointsAreAbsent() throws Exception {
        try (var harness = harness(Optional::empty)) {
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
        try (var harness = harness(() -> Optional.of(lease(new FakeModel())))) {
            harness.open();
            harness.processElement(new HorseCrops(List.of(), List.of(end)), 0);

            assertThat(only(harness).ended()).containsExactly(end);
        }
    }

    @Test
    void givesBackItsShareOfTheModel() throws Exception {
        FakeModel model = new FakeModel();
        try (var harness = harness(() -> Optional.of(lease(model)))) {
            harness.open();
            assertThat(model.openEstimators).isEqualTo(1);
        }
        assertThat(model.openEstimators).isZero();
        assertThat(model.closed).isTrue();
    }

    private static PoseBatch run(FakeModel model, List<HorseCrop> crops) throws Exception {
        try (var harness = harness(() -> Optional.of(lease(model)))) {
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
        return new OneInputStreamOperatorTestHarness<>(new StreamMap<>(new RtmPose(source)));
    }

    private static Lease<FakeModel> lease(FakeModel model) {
        ModelKey<FakeModel> key =
                new ModelKey<>(
                        FakeModel.class,
                        Path.of("fake"),
                        0,
                        0,
                        Integer.toString(System.identityHashCode(model)),
                        "cpu");
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

    /** Answers every crop alike, and fails on a batch that holds a poisoned one. */
    private static final class FakeModel implements PoseModel {

        private final List<Integer> calls = new ArrayList<>();
        private int openEstimators;
        private boolean closed;

        @Override
        public PoseEstimator newEstimator() {
            openEstimators++;
            return new PoseEstimator() {
                @Override
                public List<Keypoints> estimate(List<PoseCrop> crops) {
                    calls.add(crops.size());
                    if (crops.stream().anyMatch(crop -> crop.pixels()[0] == 1)) {
                        throw new ModelException("poison");
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
        public void close() {
            closed = true;
        }
    }
}
