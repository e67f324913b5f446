package io.barnhand.gait.operators.gait.footfall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.operators.gait.estimate.MeasuredTrack;
import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.measurement.LimbStrides;
import io.barnhand.gait.operators.gait.numeric.Circular;
import io.barnhand.gait.operators.gait.rhythm.GaitTemplate;
import io.barnhand.gait.operators.records.Limb;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import java.util.Arrays;
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
                double phase = series.phase(stride, Limb.LH);
                if (!Double.isNaN(phase)) {
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

    private static final SyntheticHooves WALK =
            new SyntheticHooves(0.9, 1.15, 0.64, 0.3, 0.55, 0.8, 0.05);
    private static final Footfalls FOLDS =
            SyntheticHooves.footfalls(WALK.rhythm(WALK.signals(180), 0));

    @Test
    void countsTheStridesOfEachLimb() {
        GroundTrack track = WALK.ground(180);
        Arrays.fill(track.x()[Limb.RF.ordinal()], 100, 180, Double.NaN);
        Arrays.fill(track.x()[Limb.RH.ordinal()], Double.NaN);

        StrideSeries series = StrideSeries.of(track, FOLDS, 1 / 0.9);

        // Of six seconds all strides but those whose events lie within 0.12 s of an end.
        LimbStrides counts = series.counts();
        assertThat(counts.lh()).isEqualTo(series.of(Limb.LH).size()).isEqualTo(4);
        assertThat(counts.lf()).isEqualTo(series.of(Limb.LF).size()).isEqualTo(4);
        assertThat(counts.rf()).isEqualTo(series.of(Limb.RF).size()).isLessThan(4);
        assertThat(counts.rh()).isZero();
    }

    @Test
    void tellsTheShareOfAllHoofSamplesThatWasFilledIn() {
        GroundTrack track = WALK.ground(180);
        track.x()[Limb.LH.ordinal()][60] = Double.NaN;
        track.x()[Limb.RF.ordinal()][90] = Double.NaN;

        assertThat(StrideSeries.of(track, FOLDS, 1 / 0.9).filledShare())
                .isCloseTo(2.0 / (4 * 180), within(1e-9));
    }

    @Test
    void ordersLandingsWhereverInTheRecordingTheyAre() {
        StrideSeries walk = StrideSeries.of(WALK.ground(180), FOLDS, 1 / 0.9);
        GaitTemplate ofWalk = GaitTemplate.named(GaitClass.WALK).orElseThrow();
        int[] order = walk.inOrder(ofWalk);

        assertThat(order[1]).isGreaterThanOrEqualTo(3);
        assertThat(order[0]).isEqualTo(order[1]);
    }

    @Test
    void findsNothingOverGroundThatRunsTheOtherWay() {
        GroundTrack track = WALK.ground(180);
        GroundTrack backwards = new GroundTrack(track.t(), track.x(), -1.15, track.period());

        assertThat(StrideSeries.of(backwards, FOLDS, 1 / 0.9).counts())
                .isEqualTo(new LimbStrides(0, 0, 0, 0));
    }

    private static StrideSeries series(MeasuredTrack track) {
        return StrideSeries.of(track.ground(0), track.footfalls(), 1 / track.truth().frequency());
    }
}
