package io.barnhand.gait.operators.gait.pooling;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.models.testing.Slow;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.Metric;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How often the 95 % intervals hold the truth, over many synthetic horses. */
@Slow
class PooledCoverageTest {

    private static final int RUNS = 250;

    @Test
    void coversOverPasses() {
        Coverage frequency = new Coverage(1 / 0.74);
        Coverage step = new Coverage(0.015);
        Coverage stance = new Coverage(200 * 0.03 / 2.03);
        Coverage head = new Coverage(1);
        Coverage lap = new Coverage(0.5);
        for (int run = 0; run < RUNS; run++) {
            SyntheticStrides horse = varying(run);
            horse.passCv = 0.03;
            horse.headPassSdBl = 0.008;
            GaitRecord record = PooledGait.of(horse.passes(10, 4), null).record();
            frequency.count(record.metrics().pace().strideFreqHz());
            step.count(record.metrics().stepAsymPhase().fore());
            stance.count(record.metrics().symmetryPct().stanceHind());
            head.count(record.metrics().verticalAsymPctBl().headMin());
            lap.count(record.metrics().placement().lap());
        }
        frequency.check("frequency over passes");
        step.check("step asymmetry over passes");
        stance.check("stance symmetry over passes");
        head.check("head min over passes");
        lap.check("lap over passes");
    }

    @Test
    void coversOverStridesOfFewPasses() {
        Coverage frequency = new Coverage(1 / 0.74);
        Coverage step = new Coverage(0.015);
        Coverage head = new Coverage(1);
        for (int run = 0; run < RUNS; run++) {
            SyntheticStrides horse = varying(run);
            horse.eventErrorS = 0.002;
            GaitRecord record = PooledGait.of(horse.passes(4, 8), null).record();
            frequency.count(record.metrics().pace().strideFreqHz());
            step.count(record.metrics().stepAsymPhase().fore());
            head.count(record.metrics().verticalAsymPctBl().headMin());
        }
        frequency.check("frequency over strides");
        step.check("step asymmetry over strides");
        head.check("head min over strides");
    }

    @Test
    void coversWithFivePassesAndUnevenOnes() {
        Coverage frequency = new Coverage(1 / 0.74);
        Coverage head = new Coverage(1);
        for (int run = 0; run < RUNS; run++) {
            SyntheticStrides horse = varying(run);
            horse.passCv = 0.03;
            horse.headPassSdBl = 0.008;
            List<StrideRecord> strides = new ArrayList<>();
            for (int k = 0; k < 6; k++) {
                strides.addAll(horse.pass(k % 2 == 0, 3 + k));
            }
            GaitRecord record = PooledGait.of(strides, null).record();
            frequency.count(record.metrics().pace().strideFreqHz());
            head.count(record.metrics().verticalAsymPctBl().headMin());
        }
        frequency.check("frequency over uneven passes");
        head.check("head min over uneven passes");
    }

    @Test
    void coversTheVariation() {
        for (double error : new double[] {0.002, 0.0063, 0.012}) {
            for (int strides : new int[] {4, 10}) {
                Coverage cv = new Coverage(2);
                for (int run = 0; run < RUNS; run++) {
                    SyntheticStrides horse = new SyntheticStrides(run);
                    horse.eventErrorS = error;
                    cv.count(
                            PooledGait.of(horse.passes(6, strides), null)
                                    .record()
                                    .metrics()
                                    .regularity()
                                    .strideCvPct());
                }
                cv.check("cv " + error + " " + strides);
            }
        }
    }

    private static SyntheticStrides varying(int seed) {
        SyntheticStrides horse = new SyntheticStrides(seed);
        horse.rightLate = 0.015;
        horse.nearLate = 0.01;
        horse.leftFactor = 1.03;
        horse.nearFactor = 0.94;
        horse.nearHeadBl = 0.02;
        return horse;
    }

    private static final class Coverage {

        private final double truth;
        private int held;
        private int given;

        Coverage(double truth) {
            this.truth = truth;
        }

        void count(Metric metric) {
            if (metric.ci95Low() != null) {
                given++;
                held += metric.ci95Low() <= truth && truth <= metric.ci95High() ? 1 : 0;
            }
        }

        void check(String what) {
            assertThat(given).as(what).isGreaterThan(200);
            assertThat((double) held / given).as(what).isBetween(0.9, 0.99);
        }
    }
}
