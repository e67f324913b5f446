package io.barnhand.gait.operators.gait.rhythm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.records.Limb;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimbTimingTest {

    private static final double[] SURE = {0.1, 0.1};
    private static final double[] TROT = {0.9, 1.4, 1.4, 0.9};
    private static final double[] WALK = {0.2, 0.45, 0.7, 0.95};
    private static final double[] CANTER = {0, .27, .27, .53};

    private static LimbTiming of(double[] cycle, double... minority) {
        return new LimbTiming(List.of(new LimbTiming.StretchTiming(cycle, minority, 100)));
    }

    @Test
    void takesPhasesRoundTheCircle() {
        LimbTiming timing = of(new double[] {0.9, 0.15, 1.4, 0.65}, SURE);

        assertThat(timing.phase(Limb.LF, Limb.LH)).isCloseTo(0.25, within(1e-9));
        assertThat(timing.phase(Limb.LH, Limb.LF)).isCloseTo(0.75, within(1e-9));
        assertThat(timing.phase(Limb.RH, Limb.LH)).isCloseTo(0.5, within(1e-9));
    }

    /** tan = (3·sin 36° − sin 36°) / (4·cos 36°): half of that of a tenth of a stride. */
    @Test
    void weighsPartsByTheirFrames() {
        LimbTiming timing =
                new LimbTiming(
                        List.of(
                                new LimbTiming.StretchTiming(
                                        new double[] {0, .1, .5, .6}, SURE, 90),
                                new LimbTiming.StretchTiming(
                                        new double[] {0, -.1, .5, .4}, SURE, 30)));

        double expected = Math.atan(0.5 * Math.tan(0.2 * Math.PI)) / (2 * Math.PI);
        assertThat(timing.phase(Limb.LF, Limb.LH)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void isSymmetricalWhereBothPairsAreAboutHalfAStrideApart() {
        assertThat(of(TROT, SURE).symmetrical()).isTrue();
        assertThat(of(new double[] {0, 0, .38, .62}, SURE).symmetrical()).isTrue();
        assertThat(of(new double[] {0, 0, .34, .5}, SURE).symmetrical()).isFalse();
        assertThat(of(new double[] {0, 0, .5, .66}, SURE).symmetrical()).isFalse();
        assertThat(of(CANTER, SURE).symmetrical()).isFalse();
    }

    @Test
    void namesTheGaitOfClearLabels() {
        assertThat(of(TROT, SURE).gait(1.35).name()).isEqualTo(GaitClass.TROT);
        assertThat(of(WALK, SURE).gait(0.9).name()).isEqualTo(GaitClass.WALK);
        assertThat(of(CANTER, SURE).gait(1.65).name()).isEqualTo(GaitClass.CANTER_RIGHT);
        assertThat(of(new double[] {0, .1, .2, .3}, SURE).gait(1).name())
                .isEqualTo(GaitClass.UNKNOWN);
    }

    @Test
    void namesAGaitOfUnclearLabelsOnlyWhereNoOtherFits() {
        // The fore limbs the other way round make a pace of the trot, at a frequency of both.
        assertThat(of(TROT, 0.1, 0.45).gait(1.55).name()).isEqualTo(GaitClass.UNKNOWN);
        assertThat(of(TROT, 0.45, 0.1).gait(1.55).name()).isEqualTo(GaitClass.UNKNOWN);
        // Not a walk: its phases the other way round are no gait, whichever pair it is.
        assertThat(of(WALK, 0.45, 0.1).gait(0.9).name()).isEqualTo(GaitClass.WALK);
        assertThat(of(WALK, 0.1, 0.45).gait(0.9).name()).isEqualTo(GaitClass.WALK);
        assertThat(of(WALK, 0.45, 0.45).gait(0.9).name()).isEqualTo(GaitClass.WALK);
        // Both pairs of a canter exchanged: the other lead.
        assertThat(of(CANTER, 0.45, 0.45).gait(1.65).name()).isEqualTo(GaitClass.UNKNOWN);
    }

    @Test
    void callsLabelsUnclearFromTwoFifthsOnInAnyPart() {
        assertThat(of(TROT, 0.1, 0.4).gait(1.55).name()).isEqualTo(GaitClass.UNKNOWN);
        assertThat(of(TROT, 0.1, 0.39).gait(1.55).name()).isEqualTo(GaitClass.TROT);
        LimbTiming oneUnclear =
                new LimbTiming(
                        List.of(
                                new LimbTiming.StretchTiming(TROT, SURE, 90),
                                new LimbTiming.StretchTiming(TROT, new double[] {0.1, 0.45}, 90)));
        assertThat(oneUnclear.gait(1.55).name()).isEqualTo(GaitClass.UNKNOWN);
    }
}
