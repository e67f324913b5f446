package io.barnhand.gait.operators.gait.passes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.operators.gait.estimate.GaitEstimator;
import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.settings.GaitSettings;
import io.barnhand.gait.operators.gait.settings.KeypointTraits;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticTrack;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassSplitterTest {

    private static final PassSplitter SPLITTER = new PassSplitter(0.3);
    private static final SyntheticView VIEW = SyntheticView.SIDE.noise(0.015);

    @Test
    void leavesOneWayAsOnePass() {
        for (SyntheticGait gait : SyntheticGait.ALL) {
            assertThat(SPLITTER.split(SyntheticTrack.of(gait, VIEW))).hasSize(1);
        }
    }

    @Test
    void leavesAHorseOnATreadmillAsOnePass() {
        assertThat(SPLITTER.split(SyntheticTrack.of(SyntheticGait.TROT, VIEW.pan(1)))).hasSize(1);
    }

    @Test
    void cutsWhereTheHorseTurnsRound() {
        List<HorsePose> thereAndBack =
                joined(
                        SyntheticTrack.of(SyntheticGait.WALK, VIEW),
                        SyntheticTrack.of(SyntheticGait.WALK, VIEW.toLeft()));

        List<List<HorsePose>> passes = SPLITTER.split(thereAndBack);

        assertThat(passes).hasSize(2);
        assertThat(passes.get(0).size()).isCloseTo(120, within(6));
        assertThat(passes.stream().mapToInt(List::size).sum()).isEqualTo(240);
    }

    @Test
    void partsStandingFromMovingWhenItLastsTwoSeconds() {
        SyntheticView brief = VIEW.seconds(1.2);
        List<HorsePose> walk = SyntheticTrack.of(SyntheticGait.WALK, VIEW);

        List<List<HorsePose>> longStop =
                SPLITTER.split(joined(joined(walk, SyntheticTrack.standing(VIEW)), walk));
        List<List<HorsePose>> shortStop =
                SPLITTER.split(joined(joined(walk, SyntheticTrack.standing(brief)), walk));

        assertThat(longStop).hasSize(3);
        assertThat(longStop.get(1).size()).isCloseTo(120, within(30));
        assertThat(shortStop).hasSize(1);
        GaitEstimator estimator =
                new GaitEstimator(GaitSettings.of(0.3, KeypointTraits.UNVERIFIED));
        assertThat(longStop.stream().map(p -> estimator.pass(p, false).record().gait().name()))
                .containsExactly(GaitClass.WALK, GaitClass.STANDING, GaitClass.WALK);
    }

    /** The second track where and when the first one ends. */
    private static List<HorsePose> joined(List<HorsePose> first, List<HorsePose> second) {
        HorsePose end = first.get(first.size() - 1);
        HorsePose start = second.get(0);
        long later = end.timeUs() + 33_333 - start.timeUs();
        float aside = 0.5f * (end.x(3) + end.x(4)) - 0.5f * (start.x(3) + start.x(4));
        List<HorsePose> joined = new ArrayList<>(first);
        for (HorsePose pose : second) {
            float[] k = pose.keypoints().clone();
            for (int i = 0; i < k.length; i += 3) {
                k[i] += aside;
            }
            Box box = pose.box();
            joined.add(
                    new HorsePose(
                            pose.camera(),
                            pose.recording(),
                            pose.track(),
                            pose.horse(),
                            pose.timeUs() + later,
                            pose.imageWidth(),
                            pose.imageHeight(),
                            new Box(box.x1() + aside, box.y1(), box.x2() + aside, box.y2()),
                            pose.boxScore(),
                            k,
                            pose.model(),
                            pose.flags()));
        }
        return joined;
    }
}
