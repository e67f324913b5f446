package io.barnhand.gait.operators.gait.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class QuantilesTest {

    @Test
    void interpolatesBetweenOrderStatisticsAndLeavesAbsentValuesOut() {
        double[] values = {7, Double.NaN, 1, 3, Double.NaN, 5};

        assertThat(Quantiles.median(values)).isEqualTo(4);
        assertThat(Quantiles.quantile(values, 0)).isEqualTo(1);
        assertThat(Quantiles.quantile(values, 1)).isEqualTo(7);
        assertThat(Quantiles.quantile(values, 0.25)).isEqualTo(2.5);
        assertThat(Quantiles.median(new double[] {Double.NaN})).isNaN();
    }

    @Test
    void findsTheSizeOfNormalResidualsUnderATenthOfWildOnes() {
        Random random = new Random(31);
        double[] residuals = new double[10_001];
        for (int i = 0; i < residuals.length; i++) {
            residuals[i] = 0.3 * random.nextGaussian();
        }
        assertThat(Quantiles.robustSd(residuals)).isCloseTo(0.3, within(0.01));
        for (int i = 0; i < residuals.length; i += 10) {
            residuals[i] = 1000;
        }
        assertThat(Quantiles.robustSd(residuals)).isCloseTo(0.3, within(0.05));
    }

    @Test
    void refusesAShareThatIsNone() {
        for (double share : new double[] {-0.01, 1.01, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Quantiles.quantile(new double[] {1, 2}, share))
                    .withMessage("A quantile's share must be 0..1, got " + share);
        }
    }
}
