package io.barnhand.gait.operators.gait.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.GaitWindow;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.barnhand.gait.operators.records.Limb;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrideVariationTest {

    /** Mean 1.0978 s, squared CV .00103263. */
    private static final double[] DURATIONS = {
        1.10, 1.14, 1.06, 1.12, 1.08, 1.15, 1.05, 1.11, 1.07
    };

    private static StrideRecord stride(
            Limb limb, long passUs, long onUs, double seconds, Double error, Double speed) {
        long next = onUs + Math.round(1e6 * seconds);
        return new StrideRecord(
                StrideRecord.SCHEMA_VERSION,
                null,
                "7",
                "aisle",
                "recording",
                "model",
                "gait",
                "semantics",
                passUs,
                GaitWindow.IMAGE_LEFT,
                GaitClass.WALK,
                limb.name(),
                onUs,
                onUs + 600_000,
                next,
                seconds,
                0.6,
                error,
                null,
                null,
                speed,
                null,
                null,
                null,
                null,
                1,
                List.of());
    }

    private static List<StrideRecord> row(
            Limb limb, long passUs, double error, Double speed, double... seconds) {
        List<StrideRecord> strides = new ArrayList<>();
        long on = passUs;
        for (double duration : seconds) {
            strides.add(stride(limb, passUs, on, duration, error, speed));
            on = strides.get(strides.size() - 1).nextOnUs();
        }
        return strides;
    }

    private static double[] moved(double by) {
        double[] moved = DURATIONS.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += by;
        }
        return moved;
    }

    /**
     * By hand: of nine strides in a row the floor is 2·e²·10/9 over the mean squared, .000184399 at
     * 10 ms. The interval by the description's degrees of freedom, 7.9226, with a =
     * tr((PS)²)·8/tr(PS)² = 1.30625 from the matrices in NumPy 2.4.6, and χ² by SciPy 1.17.1:
     * 1.6890692771 to 6.0310908024.
     */
    @Test
    void takesTheErrorOfTheEventsOffOneLimbsVariation() {
        StrideVariation variation =
                StrideVariation.of(row(Limb.LH, 1_000_000, 0.01, null, DURATIONS));

        assertThat(variation.cvPct().value()).isCloseTo(2.9124482935, within(1e-6));
        assertThat(variation.floorPct()).isCloseTo(1.3579360187, within(1e-6));
        assertThat(variation.cvPct().n()).isEqualTo(9);
        assertThat(variation.cvPct().ci95Low()).isCloseTo(1.6890692771, within(1e-6));
        assertThat(variation.cvPct().ci95High()).isCloseTo(6.0310908024, within(1e-6));
    }

    @Test
    void comparesDurationsWithTheirOwnPass() {
        List<StrideRecord> strides = row(Limb.LH, 1_000_000, 0.01, null, DURATIONS);
        strides.addAll(row(Limb.LH, 900_000_000, 0.01, null, moved(0.2)));

        StrideVariation variation = StrideVariation.of(strides);

        // Twice the squares of one pass over 16 degrees and the square of the common mean.
        double mean = 1.0977777778 + 0.1;
        double observed = 0.001032634529 * 1.0977777778 * 1.0977777778 / (mean * mean);
        double floor = 2e-4 * 10 / 9 / (mean * mean);
        assertThat(variation.cvPct().value())
                .isCloseTo(100 * Math.sqrt(observed - floor), within(1e-6));
        assertThat(variation.floorPct()).isCloseTo(100 * Math.sqrt(floor), within(1e-6));
        assertThat(variation.cvPct().n()).isEqualTo(18);
        // The same formulas with 16 degrees, χ² by SciPy 1.17.1.
        assertThat(variation.cvPct().ci95Low()).isCloseTo(1.8029670031, within(1e-6));
        assertThat(variation.cvPct().ci95High()).isCloseTo(4.3176818991, within(1e-6));
    }

    /** A gap parts a row in two: (n − 2/n)/(n − 1) of 2·e² instead of (n − 1/n)/(n − 1). */
    @Test
    void countsNoSharedEventAcrossAGap() {
        List<StrideRecord> strides = new ArrayList<>();
        for (StrideRecord s : row(Limb.LH, 1_000_000, 0.01, null, DURATIONS)) {
            long later = strides.size() < 4 ? 0 : 5_000_000;
            strides.add(stride(Limb.LH, 1_000_000, s.onUs() + later, s.strideS(), 0.01, null));
        }

        double squared = 2e-4 * (9 - 2.0 / 9) / 8 / (1.0977777778 * 1.0977777778);
        assertThat(StrideVariation.of(strides).floorPct())
                .isCloseTo(100 * Math.sqrt(squared), within(1e-6));
    }

    @Test
    void averagesTheSquaresOfLimbs() {
        List<StrideRecord> strides = row(Limb.LH, 1_000_000, 0.01, null, DURATIONS);
        double[] even = {1.1, 1.1, 1.1, 1.1, 1.1, 1.1, 1.1, 1.1, 1.1, 1.1};
        strides.addAll(row(Limb.RF, 1_000_000, 0.01, null, even));
        // Too few to count.
        strides.addAll(row(Limb.LF, 1_000_000, 0.01, null, 0.9, 1.3, 0.9, 1.3));

        StrideVariation variation = StrideVariation.of(strides);

        double floor = (0.000184399 + 2e-4 * 11 / 10 / 1.21) / 2;
        assertThat(variation.floorPct()).isCloseTo(100 * Math.sqrt(floor), within(1e-5));
        assertThat(variation.cvPct().value())
                .isCloseTo(100 * Math.sqrt(0.0010326345 / 2 - floor), within(1e-5));
        assertThat(variation.cvPct().n()).isEqualTo(9);
        // The same formulas with 8.5 degrees and two limbs, χ² by SciPy 1.17.1.
        assertThat(variation.cvPct().ci95Low()).isCloseTo(0.8962157545, within(1e-5));
        assertThat(variation.cvPct().ci95High()).isCloseTo(3.5343020060, within(1e-5));
    }

    @Test
    void needsEightStridesAboutAMeanWithKnownErrors() {
        double[] eight = {1.1, 1.14, 1.06, 1.12, 1.08, 1.15, 1.05, 1.11};
        List<StrideRecord> strides = row(Limb.RH, 1_000_000, 0.01, null, eight);
        assertThat(StrideVariation.of(strides).cvPct().value()).isNotNull();

        StrideRecord last = strides.remove(7);
        strides.add(stride(Limb.RH, last.passStartUs(), last.onUs(), last.strideS(), null, null));
        StrideVariation variation = StrideVariation.of(strides);

        assertThat(variation.cvPct().value()).isNull();
        assertThat(variation.cvPct().n()).isEqualTo(7);
        assertThat(variation.cvPct().flags()).containsExactly(GaitFlag.LOW_STRIDES);
        assertThat(variation.floorPct()).isNull();
        assertThat(StrideVariation.of(List.of()).cvPct().n()).isZero();
    }

    @Test
    void saysWhereItDoesNotExceedTheError() {
        StrideVariation variation =
                StrideVariation.of(row(Limb.LH, 1_000_000, 0.1, null, DURATIONS));

        assertThat(variation.cvPct().value()).isNull();
        assertThat(variation.cvPct().flags()).containsExactly(GaitFlag.BELOW_NOISE);
        assertThat(variation.floorPct()).isCloseTo(13.579360187, within(1e-5));
    }

    @Test
    void leavesStridesOfAnotherSpeedOut() {
        List<StrideRecord> strides = row(Limb.LH, 1_000_000, 0.01, 2.0, DURATIONS);
        long on = strides.get(8).nextOnUs();
        // At 15 % of the median a stride is another's, below it is not.
        strides.add(stride(Limb.LH, 1_000_000, on, 0.5, 0.01, 2.31));
        strides.add(stride(Limb.LH, 1_000_000, on, 0.5, 0.01, 1.69));

        assertThat(StrideVariation.of(strides).cvPct().value())
                .isCloseTo(2.9124482935, within(1e-6));
        strides.add(stride(Limb.LH, 1_000_000, on, 0.5, 0.01, 2.29));
        strides.add(stride(Limb.LH, 1_000_000, on, 0.5, 0.01, null));
        assertThat(StrideVariation.of(strides).cvPct().n()).isEqualTo(11);
    }
}
