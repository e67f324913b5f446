package io.barnhand.gait.operators.gait.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.models.testing.Slow;
import io.barnhand.gait.operators.gait.passes.PassSplitter;
import io.barnhand.gait.operators.gait.settings.GaitSettings;
import io.barnhand.gait.operators.gait.settings.KeypointTraits;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticTrack;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Any poses give a record, and no number in it is infinite or NaN. */
@Slow
class GaitEstimatorFuzzTest {

    private static final GaitEstimator ESTIMATOR =
            new GaitEstimator(GaitSettings.of(0.3, KeypointTraits.UNVERIFIED));
    private static final PassSplitter SPLITTER = new PassSplitter(0.3);

    @Test
    void survivesRandomPoints() throws Exception {
        Random random = new Random(11);
        for (int round = 0; round < 150; round++) {
            int n = 1 + random.nextInt(120);
            double missing = random.nextDouble();
            double spread = random.nextInt(4) == 0 ? 0 : 200 * random.nextDouble();
            List<HorsePose> poses = new ArrayList<>();
            long time = 0;
            for (int i = 0; i < n; i++) {
                time +=
                        1
                                + (long)
                                        (random.nextDouble()
                                                * (random.nextInt(10) == 0 ? 900_000 : 66_000));
                float[] k = new float[51];
                for (int p = 0; p < 17; p++) {
                    boolean absent = random.nextDouble() < missing;
                    k[3 * p] = absent ? Float.NaN : (float) (500 + spread * random.nextGaussian());
                    k[3 * p + 1] =
                            absent ? Float.NaN : (float) (500 + spread * random.nextGaussian());
                    k[3 * p + 2] = absent ? Float.NaN : random.nextFloat();
                }
                poses.add(pose(time, k));
            }
            check(poses);
        }
    }

    @Test
    void survivesTracksTornToPieces() throws Exception {
        Random random = new Random(12);
        for (int round = 0; round < 60; round++) {
            SyntheticGait gait = SyntheticGait.ALL[random.nextInt(SyntheticGait.ALL.length)];
            SyntheticView view =
                    SyntheticView.SIDE
                            .seconds(1 + 6 * random.nextDouble())
                            .fps(5 + 40 * random.nextDouble())
                            .noise(0.1 * random.nextDouble())
                            .faults(0, random.nextDouble(), random.nextDouble(), 0.5)
                            .seed(round);
            List<HorsePose> poses = new ArrayList<>();
            double kept = random.nextDouble();
            for (HorsePose pose : SyntheticTrack.of(gait, view)) {
                float[] k = pose.keypoints();
                if (random.nextInt(20) == 0) {
                    Arrays.fill(k, random.nextBoolean() ? Float.NaN : 0f);
                }
                if (random.nextInt(40) == 0) {
                    k[3 * random.nextInt(17)] = Float.POSITIVE_INFINITY;
                }
                if (random.nextDouble() < kept || poses.isEmpty()) {
                    poses.add(pose);
                }
            }
            check(poses);
        }
    }

    private static void check(List<HorsePose> poses) throws Exception {
        long end = poses.get(poses.size() - 1).timeUs();
        assertFinite(ESTIMATOR.pass(poses, true).record());
        assertFinite(ESTIMATOR.sliding(poses, poses.get(0).timeUs(), end + 1));
        List<List<HorsePose>> pieces = SPLITTER.split(poses);
        assertThat(pieces.stream().mapToInt(List::size).sum()).isEqualTo(poses.size());
        assertThat(pieces).noneMatch(List::isEmpty);
    }

    private static void assertFinite(Record record) throws ReflectiveOperationException {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = component.getAccessor().invoke(record);
            if (value instanceof Record nested) {
                assertFinite(nested);
            } else if (value instanceof Double number) {
                assertThat(number).as(component.getName()).isFinite();
            }
        }
    }

    private static HorsePose pose(long timeUs, float[] keypoints) {
        return new HorsePose(
                "aisle",
                "synthetic",
                "synthetic/1",
                null,
                timeUs,
                1000,
                1000,
                new Box(100, 100, 900, 900),
                0.9f,
                keypoints,
                "m",
                List.of());
    }
}
