package io.barnhand.gait.operators.gait.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.GaitWindow;
import io.barnhand.gait.operators.gait.measurement.Metric;
import io.barnhand.gait.operators.gait.measurement.PassMeasurement;
import io.barnhand.gait.operators.gait.measurement.RecordMetrics;
import io.barnhand.gait.operators.gait.passes.PassSplitter;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticScenes;
import io.barnhand.gait.operators.synthetic.SyntheticTrack;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AbsentMetricsTest {

    private static final GaitEstimator ESTIMATOR = new GaitEstimator(MeasuredTrack.SETTINGS);

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void everyMetricThatIsAbsentSaysWhyInEveryScene(long seed) {
        for (Map.Entry<String, List<HorsePose>> scene : SyntheticScenes.all(seed).entrySet()) {
            for (List<HorsePose> pass : new PassSplitter(0.3).split(scene.getValue())) {
                assertReasons(scene.getKey() + " " + seed, ESTIMATOR.pass(pass, false).record());
            }
            List<HorsePose> window = scene.getValue().subList(0, 150);
            assertReasons(scene.getKey() + ", sliding", sliding(window));
        }
    }

    @Test
    void everyMetricThatIsAbsentSaysWhyInEveryGait() {
        for (SyntheticGait gait : SyntheticGait.ALL) {
            for (double seconds : new double[] {0.2, 1.2, 1.9, 5}) {
                List<HorsePose> poses =
                        SyntheticTrack.of(gait, SyntheticView.SIDE.seconds(seconds).noise(0.015));

                assertReasons(
                        gait.name() + " of " + seconds + " s",
                        ESTIMATOR.pass(poses, false).record());
            }
        }
    }

    @Test
    void aSlidingWindowMeasuresWhatAPassDoesAndKeepsNoStrides() {
        List<HorsePose> poses =
                SyntheticTrack.of(SyntheticGait.TROT, SyntheticView.SIDE.seconds(5).noise(0.01));
        PassMeasurement pass = ESTIMATOR.pass(poses, false);
        GaitRecord sliding = sliding(poses);

        assertThat(pass.strides()).isNotEmpty();
        assertThat(sliding.window().kind()).isEqualTo(GaitWindow.SLIDING);
        assertThat(sliding.metrics().pace().strideFreqHz().value())
                .isEqualTo(pass.record().metrics().pace().strideFreqHz().value());
        assertThat(sliding.metrics().regularity().strideCvPct().value()).isNull();
    }

    private static GaitRecord sliding(List<HorsePose> poses) {
        return ESTIMATOR.sliding(
                poses, poses.get(0).timeUs(), poses.get(poses.size() - 1).timeUs());
    }

    private static void assertReasons(String what, GaitRecord record) {
        Map<String, Metric> metrics = RecordMetrics.of(record);
        assertThat(metrics).hasSizeGreaterThan(40);
        boolean standing = record.gait().name().equals(GaitClass.STANDING);
        assertThat(metrics)
                .allSatisfy(
                        (name, metric) -> {
                            assertThat(metric).as("%s: %s", what, name).isNotNull();
                            if (metric.value() != null) {
                                assertThat(metric.value()).as("%s: %s", what, name).isFinite();
                            } else if (!standing) {
                                assertThat(metric.flags()).as("%s: %s", what, name).isNotEmpty();
                            }
                        });
    }
}
