package io.barnhand.gait.operators.gait.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.Limb;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticTrack;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameGatesTest {

    private static final Box BOX = new Box(100, 100, 500, 400);

    @Test
    void dropsPointsBelowTheScoreOfTheModel() {
        TrackSamples samples =
                FrameGates.samples(List.of(pose(BOX, 7, 200, 200, 0.29f)), 0.3, false);

        assertThat(samples.present(7, 0)).isFalse();
        assertThat(samples.present(10, 0)).isTrue();
        assertThat(samples.usable()[0]).isTrue();
    }

    @Test
    void dropsPointsFartherOutsideTheBoxThanATenthOfIt() {
        assertThat(present(139.0f - 78)).isTrue();
        assertThat(present(59)).isFalse();
        assertThat(present(539)).isTrue();
        assertThat(present(541)).isFalse();
    }

    @Test
    void takesABoxWithinOnePercentOfTheImagesEdgeForClipped() {
        assertThat(FrameGates.touchesEdge(pose(new Box(11, 50, 500, 400), 7, 0, 0, 1))).isFalse();
        assertThat(FrameGates.touchesEdge(pose(new Box(9, 50, 500, 400), 7, 0, 0, 1))).isTrue();
        assertThat(FrameGates.touchesEdge(pose(new Box(50, 50, 500, 596), 7, 0, 0, 1))).isTrue();
        assertThat(FrameGates.touchesEdge(pose(new Box(50, 50, 991, 400), 7, 0, 0, 1))).isTrue();
    }

    @Test
    void leavesOutFramesThatRepeatTheOneBefore() {
        HorsePose first = pose(BOX, 7, 200, 200, 0.9f);
        HorsePose second = pose(BOX, 7, 201, 200, 0.9f);
        TrackSamples samples =
                FrameGates.samples(
                        List.of(first, first, second, second, second, first), 0.3, false);

        assertThat(samples.usable()).containsExactly(true, false, true, false, false, true);
        assertThat(samples.repeated()).isEqualTo(3);
        assertThat(samples.present(7, 1)).isFalse();
        assertThat(samples.usableFrames()).isEqualTo(3);
    }

    @Test
    void dropsAHoofFartherFromItsJointThanTheLimbIsLong() {
        List<HorsePose> poses =
                SyntheticTrack.of(SyntheticGait.WALK, SyntheticView.SIDE.noise(0.005));
        HorsePose torn = poses.get(40);
        torn.keypoints()[3 * Limb.LF.hoof] -= 110;
        TrackSamples samples = FrameGates.samples(poses, 0.3, false);

        samples =
                FrameGates.withoutStretchedLimbs(
                        samples, BodyScale.of(samples).orElseThrow().bodyLength());

        assertThat(samples.present(Limb.LF.hoof, 40)).isFalse();
        int left = 0;
        for (int i = 0; i < samples.frames(); i++) {
            for (Limb limb : Limb.values()) {
                left += samples.present(limb.hoof, i) ? 1 : 0;
            }
        }
        assertThat(left).isEqualTo(4 * samples.frames() - 1);
    }

    private static boolean present(float x) {
        return FrameGates.samples(List.of(pose(BOX, 7, x, 200, 0.9f)), 0.3, false).present(7, 0);
    }

    private static HorsePose pose(Box box, int keypoint, float x, float y, float score) {
        float[] k = new float[3 * HorsePose.KEYPOINTS];
        Arrays.fill(k, 0.9f);
        for (int i = 0; i < HorsePose.KEYPOINTS; i++) {
            k[3 * i] = 300;
            k[3 * i + 1] = 300;
        }
        k[3 * keypoint] = x;
        k[3 * keypoint + 1] = y;
        k[3 * keypoint + 2] = score;
        return new HorsePose(
                "aisle",
                "synthetic",
                "synthetic/1",
                null,
                0,
                1000,
                600,
                box,
                0.9f,
                k,
                "m",
                List.of());
    }
}
