package io.barnhand.gait.operators.gait.footfall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.operators.gait.numeric.Circular;
import io.barnhand.gait.operators.gait.rhythm.StrideFoldTest;
import io.barnhand.gait.operators.gait.rhythm.StrideFrequency;
import io.barnhand.gait.operators.gait.rhythm.SyntheticSignals;
import io.barnhand.gait.operators.gait.signal.HoofSignals;
import io.barnhand.gait.operators.records.Limb;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FootfallsTest {

    private static final double F = 1.35;
    private static final double SPEED = 2.5;
    private static final double[] PHASES = {0.3, 0.55, 0.8, 0.05};

    private static final SyntheticHooves TROT = new SyntheticHooves(F, SPEED, 0.42, PHASES);

    private static StrideFrequency rhythm(HoofSignals signals, int... borders) {
        return TROT.rhythm(signals, borders);
    }

    private static Footfalls of(StrideFrequency rhythm) {
        return SyntheticHooves.footfalls(rhythm);
    }

    private static HoofSignals noisy(int frames, long seed) {
        HoofSignals signals = TROT.signals(frames);
        Random random = new Random(seed);
        for (double[] e : signals.excursion()) {
            for (int i = 0; i < frames; i++) {
                e[i] += 0.02 * random.nextGaussian();
            }
        }
        return signals;
    }

    @Test
    void holdsPhasesDutyFactorsAndLengthOfKnownHooves() {
        Footfalls footfalls = of(rhythm(TROT.signals(240), 0, 120));

        for (Limb limb : Limb.values()) {
            double expected = PHASES[limb.ordinal()] - PHASES[0];
            double found = footfalls.phase(limb, Limb.LH).value();
            assertThat(found).isBetween(0.0, 1.0);
            assertThat(Circular.signed(found - expected)).isCloseTo(0, within(0.004));
            assertThat(footfalls.dutyFactor(limb).value()).isCloseTo(0.42, within(0.004));
            assertThat(footfalls.known(limb)).isTrue();
        }
        assertThat(footfalls.phase(Limb.LF, Limb.RF).value()).isCloseTo(0.5, within(0.005));
        assertThat(footfalls.phase(Limb.LH, Limb.LH).value()).isZero();
        assertThat(footfalls.phase(Limb.LH, Limb.LH).standardError()).isNaN();
        assertThat(footfalls.meanDutyFactor()).isCloseTo(0.42, within(0.004));
        assertThat(footfalls.strideLength()).isCloseTo(SPEED / F, within(0.02));
        assertThat(footfalls.residual()).isBetween(0.0, 0.005);
    }

    @Test
    void averagesBlocksByTheirStrides() {
        HoofSignals signals = TROT.signals(240);
        // In the second block, half as long, the left hind stands longer and the right one lands
        // later.
        SyntheticHoof longer = new SyntheticHoof(F, SPEED, PHASES[0], 0.51);
        SyntheticHoof later = new SyntheticHoof(F, SPEED, PHASES[2] + 0.06, 0.42);
        for (int i = 160; i < 240; i++) {
            double t = i / SyntheticSignals.RATE;
            signals.excursion()[0][i] = longer.x(t) - SPEED * t;
            signals.excursion()[2][i] = later.x(t) - SPEED * t;
        }

        Footfalls footfalls = of(rhythm(signals, 0, 160));

        // Of 159 and of 79 frames' time.
        double second = 79.0 / 238;
        assertThat(footfalls.dutyFactor(Limb.LH).value())
                .isCloseTo(0.42 + 0.09 * second, within(0.004));
        assertThat(footfalls.phase(Limb.RH, Limb.LF).value())
                .isCloseTo(0.25 + 0.06 * second, within(0.004));
        assertThat(footfalls.meanDutyFactor()).isCloseTo(0.42 + 0.09 * second / 4, within(0.003));
    }

    @Test
    void takesAStrideLengthThatIsGiven() {
        StrideFrequency rhythm = rhythm(TROT.signals(240), 0, 120);

        Footfalls given = of(rhythm).withLength(rhythm, SPEED / F);

        assertThat(given.strideLength()).isEqualTo(SPEED / F);
        assertThat(given.dutyFactor(Limb.RF).value()).isCloseTo(0.42, within(0.004));
        assertThat(Circular.signed(given.phase(Limb.RF, Limb.LH).value() + 0.25))
                .isCloseTo(0, within(0.004));
    }

    /**
     * NumPy's errors of one fold of 120 frames at σ = 0.02, as in {@link StrideFoldTest}: .00319 of
     * the phase, .00619 of the duty factor; .00361 of a duty factor and .00095 of mid-stance where
     * the length is given. A difference has √2 of it, the mean of two blocks 1/√2.
     */
    @Test
    void combinesTheErrorsOfLimbsAndBlocks() {
        int runs = 12;
        double[] sum = new double[6];
        for (int run = 0; run < runs; run++) {
            StrideFrequency one = rhythm(noisy(120, run), 0);
            StrideFrequency two = rhythm(noisy(240, 100 + run), 0, 120);
            Footfalls given = of(one).withLength(one, SPEED / F);
            sum[0] += of(one).phase(Limb.LF, Limb.LH).standardError() / runs;
            sum[1] += of(two).phase(Limb.LF, Limb.LH).standardError() / runs;
            sum[2] += of(two).dutyFactor(Limb.LF).standardError() / runs;
            sum[3] += given.dutyFactor(Limb.LF).standardError() / runs;
            sum[4] += given.midStanceError(Limb.LF) / runs;
            sum[5] += of(two).withLength(two, SPEED / F).midStanceError(Limb.LF) / runs;
        }
        assertThat(sum[0] / (Math.sqrt(2) * .00318463)).isCloseTo(1, within(0.12));
        assertThat(sum[1] / .00318463).isCloseTo(1, within(0.12));
        assertThat(sum[2] / (.00619187 / Math.sqrt(2))).isCloseTo(1, within(0.12));
        assertThat(sum[3] / .00360643).isCloseTo(1, within(0.12));
        assertThat(sum[4] / .00095).isCloseTo(1, within(0.2));
        assertThat(sum[5] / (.00095 / Math.sqrt(2))).isCloseTo(1, within(0.2));
    }

    @Test
    void listsEveryContactThatTouchesThePassOnce() {
        Footfalls whole = of(rhythm(TROT.signals(234), 0));
        Footfalls parted = of(rhythm(TROT.signals(234), 0, 80, 160));

        for (Limb limb : Limb.values()) {
            List<Footfalls.Contact> expected = TROT.hoof(limb).contacts(7.8);
            for (Footfalls footfalls : List.of(whole, parted)) {
                List<Footfalls.Contact> found = footfalls.contacts(limb);
                assertThat(found).hasSameSizeAs(expected);
                for (int k = 0; k < found.size(); k++) {
                    assertThat(found.get(k).limb()).isEqualTo(limb);
                    assertThat(found.get(k).on()).isCloseTo(expected.get(k).on(), within(0.005));
                    assertThat(found.get(k).off()).isCloseTo(expected.get(k).off(), within(0.005));
                }
            }
        }
    }

    @Test
    void beginsWithTheContactThatTheFirstFrameCuts() {
        // All of them stand for so long that each may.
        SyntheticHooves walk = new SyntheticHooves(0.9, 1.15, 0.64, 0.6, 0.85, 0.1, 0.35);
        Footfalls footfalls = of(walk.rhythm(walk.signals(200), 0, 100));

        for (Limb limb : Limb.values()) {
            List<Footfalls.Contact> expected =
                    walk.hoof(limb).contacts(200 / SyntheticSignals.RATE);
            assertThat(footfalls.contacts(limb)).hasSameSizeAs(expected);
            assertThat(footfalls.contacts(limb).get(0).on())
                    .isCloseTo(expected.get(0).on(), within(0.01));
        }
    }

    /** Eight blocks: SD / √8 of them where that is more than the noise makes. */
    @Test
    void widensErrorsToTheScatterOfManyBlocks() {
        HoofSignals signals = TROT.signals(480);
        for (int b = 0; b < 8; b++) {
            double by = b % 2 == 0 ? 0.03 : -0.03;
            SyntheticHoof other = new SyntheticHoof(F, SPEED, PHASES[1] + by, 0.42 + by);
            for (int i = 60 * b; i < 60 * (b + 1); i++) {
                double t = i / SyntheticSignals.RATE;
                signals.excursion()[1][i] = other.x(t) - SPEED * t;
            }
        }
        Footfalls footfalls = of(rhythm(signals, 0, 60, 120, 180, 240, 300, 360, 420));

        // Eight values 0.03 off, over seven and over eight.
        double expected = 0.03 / Math.sqrt(7);
        Footfalls.Estimate phase = footfalls.phase(Limb.LF, Limb.LH);
        assertThat(phase.value()).isCloseTo(0.25, within(0.004));
        assertThat(phase.standardError()).isCloseTo(expected, within(0.001));
        assertThat(footfalls.dutyFactor(Limb.LF).standardError())
                .isCloseTo(expected, within(0.001));
    }

    @Test
    void saysHowFarTheHoovesAreFromTheirFolds() {
        assertThat(of(rhythm(noisy(240, 3), 0, 120)).residual()).isCloseTo(0.02, within(0.004));
    }

    @Test
    void doesNotKnowALimbThatOneBlockDoesNotSee() {
        HoofSignals signals = noisy(240, 1);
        Arrays.fill(signals.excursion()[1], 125, 240, Double.NaN);
        StrideFrequency rhythm = rhythm(signals, 0, 120);

        Footfalls footfalls = of(rhythm);
        Footfalls given = footfalls.withLength(rhythm, SPEED / F);

        for (Footfalls f : List.of(footfalls, given)) {
            assertThat(f.known(Limb.LF)).isFalse();
            assertThat(f.known(Limb.LH)).isTrue();
            assertThat(f.noise()[1][1].known()).isFalse();
            assertThat(f.noise()[0][1].sd()).isCloseTo(0.02, within(0.005));
            assertThat(f.noise()[1][0].sd()).isCloseTo(0.02, within(0.005));
            assertThat(f.meanDutyFactor()).isCloseTo(0.42, within(0.02));
            assertThat(f.strideLength()).isCloseTo(SPEED / F, within(0.1));
        }
    }

    @Test
    void knowsNothingWhereNoHoofIsSeen() {
        HoofSignals signals = TROT.signals(120);
        for (double[] e : signals.excursion()) {
            Arrays.fill(e, Double.NaN);
        }
        StrideFrequency rhythm =
                new StrideFrequency(
                        F, 1, 5, 0, List.of(new StrideFrequency.Block(signals, 0, 4, F)));

        assertThat(of(rhythm).meanDutyFactor()).isNaN();
        assertThat(of(rhythm).strideLength()).isNaN();
    }
}
