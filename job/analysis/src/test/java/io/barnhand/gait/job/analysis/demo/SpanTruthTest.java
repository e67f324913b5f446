package io.barnhand.gait.job.analysis.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.job.simulation.HorseTruth;
import io.barnhand.gait.job.simulation.HorseTruth.ClipLimbTruth;
import io.barnhand.gait.operators.records.Limb;
import io.barnhand.gait.operators.synthetic.SyntheticTruth.Heights;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A horse whose strides get shorter: three of 1 s, then three of 0.5 s. */
class SpanTruthTest {

    private static final List<Long> BEATS =
            List.of(0L, 1_000_000L, 2_000_000L, 3_000_000L, 3_500_000L, 4_000_000L, 4_500_000L);

    private static final List<Long> OFF =
            List.of(300_000L, 1_300_000L, 2_300_000L, 3_300_000L, 3_800_000L, 4_300_000L);

    private static final ClipLimbTruth BEAT = new ClipLimbTruth(0, 0.4, BEATS, OFF);

    /** Lands 0.1 s after the beats. */
    private static final ClipLimbTruth LATE =
            new ClipLimbTruth(
                    0.15,
                    0.4,
                    List.of(100_000L, 1_100_000L, 2_100_000L, 3_100_000L, 3_600_000L, 4_100_000L),
                    OFF);

    @Test
    void frequencyIsThatOfTheSpan() {
        assertThat(span(0, 3).frequency()).isEqualTo(1, within(1e-9));
        assertThat(span(3, 4.5).frequency()).isEqualTo(2, within(1e-9));
        assertThat(span(2.5, 3.25).frequency()).isEqualTo((0.5 + 0.5) / 0.75, within(1e-9));
    }

    @Test
    void beyondTheLastFootfallsTheLastStrideContinues() {
        assertThat(span(4.25, 4.75).frequency()).isEqualTo(2, within(1e-9));
    }

    @Test
    void strideLengthFollowsTheFrequencyOfTheSpan() {
        assertThat(span(0, 3).strideLength()).isEqualTo(3, within(1e-9));
        assertThat(span(3, 4.5).strideLength()).isEqualTo(1.5, within(1e-9));
    }

    @Test
    void dutyFactorIsThatOfTheStridesInTheSpan() {
        assertThat(span(0, 3).dutyFactor(Limb.LH)).isEqualTo(0.3, within(1e-9));
        assertThat(span(3, 4.5).dutyFactor(Limb.LH)).isEqualTo(0.6, within(1e-9));
    }

    @Test
    void phaseIsThatOfTheFootfallsInTheSpan() {
        SpanTruth slow = new SpanTruth(horse(LATE), 0, 3e6);
        SpanTruth fast = new SpanTruth(horse(LATE), 3e6, 4.5e6);

        assertThat(slow.phase(Limb.LF, Limb.LH)).isEqualTo(0.1, within(1e-9));
        assertThat(fast.phase(Limb.LF, Limb.LH)).isEqualTo(0.2, within(1e-9));
    }

    @Test
    void withoutFootfallsTheValuesOfTheClipHold() {
        assertThat(span(0, 4).phase(Limb.RF, Limb.LH)).isEqualTo(0.75, within(1e-9));
        assertThat(span(0, 4).dutyFactor(Limb.RF)).isEqualTo(0.44, within(1e-9));
        assertThat(span(0, 4).nearestHoofOn(Limb.RF, 1)).isEmpty();
    }

    private static SpanTruth span(double from, double to) {
        return new SpanTruth(horse(BEAT), 1e6 * from, 1e6 * to);
    }

    private static HorseTruth horse(ClipLimbTruth leftFore) {
        Map<Limb, ClipLimbTruth> limbs = new EnumMap<>(Limb.class);
        limbs.put(Limb.LH, BEAT);
        limbs.put(Limb.RH, BEAT);
        limbs.put(Limb.LF, leftFore);
        limbs.put(Limb.RF, new ClipLimbTruth(0.75, 0.44, List.of(), List.of()));
        return new HorseTruth(
                0,
                "walk",
                null,
                "right",
                "bay",
                1.3,
                0.77,
                3.0,
                2.3,
                limbs,
                new Heights(0, 0),
                null);
    }
}
