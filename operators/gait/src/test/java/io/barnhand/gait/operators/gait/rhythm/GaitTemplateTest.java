package io.barnhand.gait.operators.gait.rhythm;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.records.Limb;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GaitTemplateTest {

    private static Stream<GaitTemplate> gaits() {
        return GaitTemplate.ALL.stream();
    }

    private static GaitTemplate named(String gait) {
        return GaitTemplate.named(gait).orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("gaits")
    void landsInItsOwnOrderWhereverTheStrideIsCounted(GaitTemplate gait) {
        for (double shift = 0; shift < 1; shift += 0.05) {
            double[] phase = gait.phases();
            for (int l = 0; l < phase.length; l++) {
                phase[l] = StrideFold.wrap(phase[l] + shift);
            }
            assertThat(gait.lands(phase)).as("shifted by %.2f", shift).isTrue();
        }
    }

    @Test
    void letsEitherHoofOfADiagonalLandFirst() {
        GaitTemplate trot = named(GaitClass.TROT);

        assertThat(trot.lands(new double[] {0, .47, .5, .03})).isTrue();
        assertThat(trot.lands(new double[] {0, .53, .5, .97})).isTrue();
        assertThat(trot.lands(new double[] {0, .53, .5, .03})).isTrue();
        assertThat(trot.lands(new double[] {0, .47, .5, .97})).isTrue();
    }

    @Test
    void knowsAPairThatChangedPlaces() {
        // The fore limbs exchanged: a trot is then a pace, a walk a diagonal-sequence one. A pace
        // whose every hind lands first has the order of a trot whose every fore lands first.
        assertThat(named(GaitClass.TROT).lands(new double[] {0, .02, .5, .48})).isFalse();
        assertThat(named(GaitClass.TROT).lands(new double[] {0, .98, .5, .52})).isFalse();
        assertThat(named(GaitClass.WALK).lands(new double[] {0, .75, .5, .25})).isFalse();
        assertThat(named(GaitClass.PACE).lands(new double[] {0, .5, .5, 0})).isFalse();
    }

    @Test
    void tellsTheLeadsOfCanterApart() {
        double[] right = {0, .3, .25, .55};
        double[] left = {.25, .55, 0, .3};

        assertThat(named(GaitClass.CANTER_RIGHT).lands(right)).isTrue();
        assertThat(named(GaitClass.CANTER_LEFT).lands(left)).isTrue();
        assertThat(named(GaitClass.CANTER_RIGHT).lands(left)).isFalse();
        assertThat(named(GaitClass.CANTER_LEFT).lands(right)).isFalse();
    }

    @Test
    void countsPhasesFromTheTrailingHind() {
        for (GaitTemplate gait : GaitTemplate.ALL) {
            assertThat(gait.phase(GaitTemplate.reference(gait.name()))).isZero();
        }
        assertThat(GaitTemplate.named(GaitClass.UNKNOWN)).isEmpty();
    }

    @Test
    void knowsWhenEachLimbLandsAndWhichGaitsAreSymmetrical() {
        GaitTemplate walk = named(GaitClass.WALK);
        GaitTemplate canter = named(GaitClass.CANTER_LEFT);

        assertThat(walk.phase(Limb.LF)).isEqualTo(0.25);
        assertThat(walk.phase(Limb.RF)).isEqualTo(0.75);
        assertThat(canter.phase(Limb.LH)).isEqualTo(0.27);
        assertThat(GaitTemplate.ALL)
                .filteredOn(GaitTemplate::symmetrical)
                .extracting(GaitTemplate::name)
                .containsExactly(GaitClass.WALK, GaitClass.TROT, GaitClass.PACE, GaitClass.TOLT);
    }
}
