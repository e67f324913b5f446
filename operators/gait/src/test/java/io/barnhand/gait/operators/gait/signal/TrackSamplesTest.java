package io.barnhand.gait.operators.gait.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.models.keypoints.Ap10k;
import io.barnhand.gait.operators.records.Limb;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticTrack;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import org.junit.jupiter.api.Test;

class TrackSamplesTest {

    private static TrackSamples samples() {
        return FrameGates.samples(
                SyntheticTrack.of(SyntheticGait.WALK, SyntheticView.SIDE.seconds(1)), 0.3, false);
    }

    @Test
    void exchangesWholeLegsOfOnePairInTheFramesGiven() {
        TrackSamples before = samples();
        boolean[][] where = new boolean[2][before.frames()];
        where[0][7] = true;
        where[1][9] = true;

        TrackSamples after = before.exchanged(where);

        for (int k = 0; k < Ap10k.COUNT; k++) {
            boolean hind = k >= 11;
            boolean fore = k >= 5 && k < 11;
            for (int i = 0; i < before.frames(); i++) {
                boolean moved = hind && i == 7 || fore && i == 9;
                int from = moved ? Ap10k.mirrored(k) : k;
                assertThat(after.x()[k][i]).isEqualTo(before.x()[from][i]);
                assertThat(after.y()[k][i]).isEqualTo(before.y()[from][i]);
                assertThat(after.score()[k][i]).isEqualTo(before.score()[from][i]);
            }
        }
    }

    @Test
    void leavesTheSamplesItCameFromAndIsItsOwnInverse() {
        TrackSamples before = samples();
        double[] kept = before.x()[Limb.LH.hoof].clone();
        boolean[][] where = new boolean[2][before.frames()];
        where[0][3] = true;

        TrackSamples after = before.exchanged(where);

        assertThat(before.x()[Limb.LH.hoof]).containsExactly(kept);
        assertThat(after.x()[Limb.LH.hoof]).isNotEqualTo(kept);
        assertThat(after.exchanged(where).x()[Limb.LH.hoof]).containsExactly(kept);
    }
}
