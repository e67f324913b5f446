package io.barnhand.gait.operators.gait.rhythm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.operators.gait.footfall.SyntheticHoof;
import io.barnhand.gait.operators.gait.numeric.AutoregressiveNoise;
import io.barnhand.gait.operators.gait.numeric.Circular;
import io.barnhand.gait.operators.gait.signal.HoofSignals;
import io.barnhand.gait.operators.records.Limb;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

public class StrideFoldTest {

    private static final double F = 1.35;
    private static final double LENGTH = 2.5 / F;
    private static final int FRAMES = 120;

    /** The hoof from a trunk that walks at its speed, nearer to the camera by a share. */
    private static HoofSignals seen(SyntheticHoof hoof, int frames, double nearer) {
        return SyntheticSignals.of(
                SyntheticSignals.frames(frames),
                t -> 0.7 + (1 + nearer) * hoof.x(t) - hoof.speed() * t,
                null,
                null,
                null);
    }

    private static SyntheticHoof hoof(double phase, double duty) {
        return new SyntheticHoof(F, 2.5, phase, duty);
    }

    private static StrideFold fold(HoofSignals signals) {
        return StrideFold.of(signals, Limb.LH, F, 0, AutoregressiveNoise.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"0, .42", ".3, .42", ".97, .64", ".55, .20", ".72, .78"})
    void findsTouchDownDutyFactorAndLengthOfItsTemplate(double phase, double duty) {
        HoofSignals signals = seen(hoof(phase, duty), FRAMES, 0);

        StrideFold free = fold(signals);
        StrideFold given = free.withLength(signals, Limb.LH, F, LENGTH, 0);

        assertThat(Circular.signed(free.phase() - phase)).isCloseTo(0, within(0.003));
        assertThat(free.dutyFactor()).isCloseTo(duty, within(0.004));
        assertThat(free.strideLength() / LENGTH).isCloseTo(1, within(0.01));
        assertThat(free.residual()).isLessThan(0.005);
        assertThat(Circular.signed(given.phase() - phase)).isCloseTo(0, within(0.003));
        assertThat(given.dutyFactor()).isCloseTo(duty, within(0.004));
        assertThat(given.strideLength()).isEqualTo(LENGTH);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.08, 0.08})
    void letsALimbNearerToTheCameraTravelFaster(double nearer) {
        HoofSignals signals = seen(hoof(.3, .42), FRAMES, nearer);

        StrideFold free = fold(signals);
        StrideFold given = free.withLength(signals, Limb.LH, F, LENGTH, 0);

        assertThat(free.strideLength() / LENGTH).isCloseTo(1 + nearer, within(0.01));
        for (StrideFold fold : new StrideFold[] {free, given}) {
            assertThat(fold.phase()).isCloseTo(0.3, within(0.003));
            assertThat(fold.dutyFactor()).isCloseTo(0.42, within(0.004));
            assertThat(fold.residual()).isLessThan(0.005);
        }
    }

    @Test
    void staysWithinTheDutyFactorsOfHorses() {
        assertThat(fold(seen(hoof(.3, .05), FRAMES, 0)).dutyFactor()).isCloseTo(.12, within(1e-9));
        assertThat(fold(seen(hoof(.3, .90), FRAMES, 0)).dutyFactor()).isCloseTo(.80, within(1e-9));
    }

    @Test
    void doesNotHearAnotherHoofNowAndThen() {
        HoofSignals signals = seen(hoof(.3, .42), FRAMES, 0);
        for (int i = 3; i < FRAMES; i += 9) {
            signals.excursion()[0][i] += i % 2 == 0 ? 0.5 : -0.5;
        }

        StrideFold fold = fold(signals);

        assertThat(fold.phase()).isCloseTo(0.3, within(0.003));
        assertThat(fold.dutyFactor()).isCloseTo(0.42, within(0.004));
        assertThat(fold.strideLength() / LENGTH).isCloseTo(1, within(0.01));
    }

    /** 0.15 BL is within a quarter of the hoof's range, which counts while the search is coarse. */
    @Test
    void doesNotFollowAHoofThatIsOftenSeenAheadLateInItsStance() {
        SyntheticHoof hoof = hoof(.3, .42);
        HoofSignals signals = seen(hoof, FRAMES, 0);
        for (int i = 0; i < FRAMES; i += 2) {
            double cycle = StrideFold.wrap(F * i / SyntheticSignals.RATE - 0.3);
            if (cycle > 0.22 && cycle < 0.42) {
                signals.excursion()[0][i] += 0.15;
            }
        }
        StrideFold free = fold(signals);
        StrideFold given = free.withLength(signals, Limb.LH, F, LENGTH, 0);

        for (StrideFold fold : new StrideFold[] {free, given}) {
            assertThat(fold.phase()).isCloseTo(0.3, within(0.004));
            assertThat(fold.dutyFactor()).isCloseTo(0.42, within(0.005));
        }
    }

    @Test
    void weighsSamples() {
        HoofSignals signals = seen(hoof(.3, .42), FRAMES, 0);
        HoofSignals late = seen(hoof(.36, .42), FRAMES, 0);
        for (int i = 0; i < FRAMES; i += 2) {
            signals.excursion()[0][i] = late.excursion()[0][i];
            signals.weight()[0][i] = 1e-3;
        }

        assertThat(fold(signals).phase()).isCloseTo(0.3, within(0.004));
    }

    @Test
    void needsTwelveSamples() {
        SyntheticHoof hoof = hoof(.3, .42);
        HoofSignals signals = seen(hoof, FRAMES, 0);
        for (int i = 0; i < FRAMES; i++) {
            if (i % 10 != 4) {
                signals.excursion()[0][i] = Double.NaN;
            }
        }

        assertThat(fold(signals).known()).isTrue();
        signals.excursion()[0][4] = Double.NaN;
        assertThat(fold(signals).known()).isFalse();
        assertThat(fold(seen(hoof, 0, 0)).known()).isFalse();
    }

    /**
     * NumPy 2.4.6: σ²·(JᵀJ)⁻¹ with J the template's derivatives by central differences, at σ =
     * 0.02, f = 1.35 Hz, 120 frames of 30 Hz and phase 0.3.
     */
    @ParameterizedTest
    @CsvSource({
        ".42, free, .00318463, .00619187",
        ".42, given, .00200551, .00360643",
        ".64, free, .00191263, .00363164",
        ".64, given, .00150358, .00273583",
    })
    void statesTheErrorsThatNoiseMakes(
            double duty, String length, double phaseError, double dutyError) {
        int runs = 60;
        double[][] values = new double[2][runs];
        double[] stated = new double[2];
        for (int run = 0; run < runs; run++) {
            Random random = new Random(run);
            HoofSignals signals = seen(hoof(.3, duty), FRAMES, 0);
            for (int i = 0; i < FRAMES; i++) {
                signals.excursion()[0][i] += 0.02 * random.nextGaussian();
            }
            StrideFold fold = fold(signals);
            if (length.equals("given")) {
                fold = fold.withLength(signals, Limb.LH, F, LENGTH, 0);
            }
            values[0][run] = fold.phase();
            values[1][run] = fold.dutyFactor();
            stated[0] += fold.phaseError() / runs;
            stated[1] += fold.dutyError() / runs;
        }
        assertThat(stated[0] / phaseError).isCloseTo(1, within(0.1));
        assertThat(stated[1] / dutyError).isCloseTo(1, within(0.1));
        assertThat(sd(values[0]) / phaseError).isCloseTo(1, within(0.25));
        assertThat(sd(values[1]) / dutyError).isCloseTo(1, within(0.25));
    }

    @Test
    void takesNoHoofToStandTheOtherWay() {
        SyntheticHoof hoof = hoof(.3, .42);
        HoofSignals backwards =
                SyntheticSignals.of(
                        SyntheticSignals.frames(FRAMES),
                        t -> hoof.speed() * t - hoof.x(t),
                        null,
                        null,
                        null);

        // It would fit without a residual.
        StrideFold fold = fold(backwards);

        assertThat(fold.strideLength()).isPositive();
        assertThat(fold.residual()).isGreaterThan(0.01);
    }

    @Test
    void takesTheSmallerOfTheNoiseAboutItsTemplateAndAboutACycle() {
        HoofSignals signals = seen(hoof(.3, .42), FRAMES, 0);
        Random random = new Random(1);
        for (int i = 0; i < FRAMES; i++) {
            signals.excursion()[0][i] += 0.02 * random.nextGaussian();
        }
        AutoregressiveNoise small = new AutoregressiveNoise(0.001, 0, SyntheticSignals.PERIOD);
        AutoregressiveNoise large = new AutoregressiveNoise(1, 0, SyntheticSignals.PERIOD);

        StrideFold own = fold(signals);

        assertThat(own.noise().sd()).isCloseTo(0.02, within(0.003));
        assertThat(StrideFold.of(signals, Limb.LH, F, 0, large).noise()).isEqualTo(own.noise());
        StrideFold bySmall = StrideFold.of(signals, Limb.LH, F, 0, small);
        assertThat(bySmall.noise()).isSameAs(small);
        // But errors come from no less than what is left about the template.
        assertThat(bySmall.phaseError()).isGreaterThan(0.5 * own.phaseError());
    }

    @Test
    void placesATimeInTheCycleAfterTouchDown() {
        StrideFold fold = fold(seen(hoof(.3, .42), FRAMES, 0));

        assertThat(fold.cycleAt(0.8 / F, F)).isCloseTo(0.8 - fold.phase(), within(1e-12));
        assertThat(fold.cycleAt(0.2 / F, F)).isCloseTo(1.2 - fold.phase(), within(1e-12));
    }

    private static double sd(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Math.sqrt(
                Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum()
                        / (values.length - 1));
    }
}
