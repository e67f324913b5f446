package io.barnhand.gait.operators.stages.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.barnhand.gait.models.image.Box;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KalmanBoxTest {

    private static Box truth(long us) {
        double t = us / 1e6;
        double x = 100 + 240 * t;
        double y = 200 - 30 * t;
        double w = 160 + 10 * t;
        return new Box(x, y, x + w, y + 120);
    }

    @Test
    void aBoxOfConstantVelocityIsPredictedWhateverTheTimesBetweenDetections() {
        Random random = new Random(7);
        long us = 0;
        KalmanBox box = KalmanBox.start(0, truth(0));
        for (int i = 0; i < 30; i++) {
            us += 50_000 + random.nextInt(300_000);
            box = box.at(us).with(truth(us));
        }
        Box predicted = box.at(us + 500_000).box();
        Box expected = truth(us + 500_000);

        assertThat(predicted.x1()).isCloseTo(expected.x1(), offset(0.5));
        assertThat(predicted.x2()).isCloseTo(expected.x2(), offset(0.5));
        assertThat(predicted.y1()).isCloseTo(expected.y1(), offset(0.5));
        assertThat(predicted.y2()).isCloseTo(expected.y2(), offset(0.5));
    }

    @Test
    void twoDetectionsSufficeToSeeItMove() {
        KalmanBox box = KalmanBox.start(0, truth(0)).at(165_000).with(truth(165_000));

        assertThat(box.centreX().rate()).isCloseTo(245, offset(15.0));
        assertThat(box.at(330_000).box().iou(truth(330_000))).isGreaterThan(0.95);
    }

    @Test
    void predictingInStepsIsPredictingAtOnce() {
        KalmanBox box = KalmanBox.start(0, truth(0)).at(165_000).with(truth(165_000));
        KalmanTrend once = box.centreX().after(0.3, 50);
        KalmanTrend steps = box.centreX().after(0.1, 50).after(0.2, 50);

        assertThat(steps.value()).isCloseTo(once.value(), offset(1e-9));
        assertThat(steps.valueVariance()).isCloseTo(once.valueVariance(), offset(1e-9));
        assertThat(steps.covariance()).isCloseTo(once.covariance(), offset(1e-9));
        assertThat(steps.rateVariance()).isCloseTo(once.rateVariance(), offset(1e-9));
    }

    @Test
    void aShrinkingBoxNeverTurnsInsideOut() {
        KalmanBox box =
                KalmanBox.start(0, new Box(0, 0, 100, 100))
                        .at(165_000)
                        .with(new Box(45, 45, 55, 55));

        Box predicted = box.at(5_000_000).box();

        assertThat(predicted.width()).isGreaterThanOrEqualTo(1 - 1e-9);
        assertThat(predicted.height()).isGreaterThanOrEqualTo(1 - 1e-9);
    }
}
