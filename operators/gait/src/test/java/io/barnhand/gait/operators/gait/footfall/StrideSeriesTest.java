package io.barnhand.gait.operators.gait.footfall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.operators.gait.estimate.MeasuredTrack;
import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.numeric.Circular;
import io.barnhand.gait.operators.gait.rhythm.GaitTemplate;
import io.barnhand.gait.operators.records.Limb;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrideSeriesTest {

    private static final SyntheticView VIEW = SyntheticView.SIDE.seconds(9).noise(0.01);

    @Test
    void countsTheStridesOfEveryLimbAndTheirPlaceInTheReferenceStride() {
        MeasuredTrack track = MeasuredTrack.of(SyntheticGait.WALK, VIEW);
        StrideSeries series = series(track);

        assertThat(series.filledShare()).isZero();
        for (Limb limb : Limb.values()) {
            List<HoofEvents.Stride> strides = series.of(limb);
            // At most the first and the last are lost to the ends.
            int all = track.truth().limb(limb).strideDurations().size();
            assertThat(strides.size()).isBetween(all - 2, all);
            for (HoofEvents.Stride stride : strides) {
                Double phase = series.phase(stride, Limb.LH);
                if (phase != null) {
                    double expected = track.truth().limb(limb).phase();
                    assertThat(Circular.signed(phase - expected)).isCloseTo(0, within(0.05));
                }
            }
        }
        assertThat(series.phase(series.of(Limb.LH).get(1), Limb.LH)).isZero();
    }

    @Test
    void findsEveryStrideOfASteadyGaitInItsOrderAndNotInAnothers() {
        StrideSeries walk = series(MeasuredTrack.of(SyntheticGait.WALK, VIEW));
        StrideSeries trot = series(MeasuredTrack.of(SyntheticGait.TROT, VIEW));
        GaitTemplate ofWalk = GaitTemplate.named(GaitClass.WALK).orElseThrow();
        GaitTemplate ofTrot = GaitTemplate.named(GaitClass.TROT).orElseThrow();

        assertThat(walk.inOrder(ofWalk)[0]).isEqualTo(walk.inOrder(ofWalk)[1]);
        assertThat(walk.inOrder(ofWalk)[1]).isGreaterThanOrEqualTo(5);
        assertThat(trot.inOrder(ofTrot)[0]).isEqualTo(trot.inOrder(ofTrot)[1]);
        assertThat(trot.inOrder(ofTrot)[1]).isGreaterThanOrEqualTo(8);
        SyntheticGait backwards =
                SyntheticGait.WALK.withPhase(Limb.LF, 0.75).withPhase(Limb.RF, 0.25);
        assertThat(series(MeasuredTrack.of(backwards, VIEW)).inOrder(ofWalk)[0]).isZero();
    }

    private static StrideSeries series(MeasuredTrack track) {
        return StrideSeries.of(track.ground(0), track.footfalls(), 1 / track.truth().frequency());
    }
}
