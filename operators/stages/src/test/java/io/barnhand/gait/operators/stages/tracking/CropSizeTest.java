package io.barnhand.gait.operators.stages.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CropSizeTest {

    private static final long STEP_US = 165_000;

    /** Largest relative error against the truth from a time on. */
    private static double worst(
            DoubleUnaryOperator seen, DoubleUnaryOperator truth, double from, double to) {
        CropSize size = CropSize.start(0, seen.applyAsDouble(0));
        double worst = 0;
        for (long us = STEP_US; us <= to * 1e6; us += STEP_US) {
            double t = us / 1e6;
            size = size.follow(us, seen.applyAsDouble(t));
            if (t >= from) {
                worst = Math.max(worst, Math.abs(size.side() / truth.applyAsDouble(t) - 1));
            }
        }
        return worst;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.7, 0.85, 1, 1.3, 1.7, 2, 2.5})
    void aBoxThatBreathesWithTheStrideLeavesTheCropStill(double hertz) {
        for (double phase = 0; phase < 6; phase++) {
            double shift = phase;
            DoubleUnaryOperator breathing =
                    t -> 400 * (1 + 0.1 * Math.sin(2 * Math.PI * hertz * t + shift));

            assertThat(worst(breathing, t -> 400, 3, 30)).isLessThan(0.035);
            assertThat(worst(breathing, t -> 400, 6, 30)).isLessThan(0.021);
            assertThat(worst(breathing, t -> 400, 10, 30)).isLessThan(0.015);
        }
    }

    /** Tracks of a recording in spans begin ten seconds before what is used of them. */
    @ParameterizedTest
    @ValueSource(doubles = {0.7, 1, 1.5, 2.5})
    void aTrackFoundTenSecondsAgoHasNearlyTheCropOfOneFoundLongAgo(double hertz) {
        for (double phase = 0; phase < 6; phase++) {
            double shift = phase;
            DoubleUnaryOperator breathing =
                    t -> 400 * (1 + 0.1 * Math.sin(2 * Math.PI * hertz * t + shift));
            long foundUs = 121 * STEP_US;
            CropSize old = CropSize.start(0, breathing.applyAsDouble(0));
            CropSize young = CropSize.start(foundUs, breathing.applyAsDouble(foundUs / 1e6));
            for (long us = STEP_US; us <= foundUs + 30_000_000; us += STEP_US) {
                double side = breathing.applyAsDouble(us / 1e6);
                old = old.follow(us, side);
                young = us > foundUs ? young.follow(us, side) : young;
                if (us >= foundUs + 10_000_000) {
                    assertThat(young.side() / old.side() - 1).isBetween(-0.008, 0.008);
                }
            }
        }
    }

    @Test
    void steadyGrowthIsFollowedWithoutLag() {
        DoubleUnaryOperator growing = t -> 200 * Math.exp(0.2 * t);

        assertThat(worst(growing, growing, 3, 15)).isLessThan(0.035);
        assertThat(worst(growing, growing, 6, 15)).isLessThan(0.01);
    }

    @Test
    void breathingWhileGrowingIsStillTakenOut() {
        double error =
                worst(
                        t -> 200 * Math.exp(0.15 * t) * (1 + 0.1 * Math.sin(2 * Math.PI * 1.5 * t)),
                        t -> 200 * Math.exp(0.15 * t),
                        8,
                        15);

        assertThat(error).isLessThan(0.015);
    }

    @Test
    void aHorseSteppingIntoThePictureIsNeverCutOff() {
        DoubleUnaryOperator entering = t -> Math.min(500, 100 + 300 * t);

        assertThat(worst(entering, entering, 0, 6)).isLessThan(0.151);
    }

    @Test
    void theFirstSideIsTheOneSeen() {
        assertThat(CropSize.start(0, 123).side()).isCloseTo(123, offset(1e-9));
    }
}
