package io.barnhand.gait.operators.gait.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.operators.gait.footfall.Footfalls;
import io.barnhand.gait.operators.gait.footfall.GroundTrack;
import io.barnhand.gait.operators.gait.footfall.GroundedWindow;
import io.barnhand.gait.operators.gait.footfall.StandingHooves;
import io.barnhand.gait.operators.gait.footfall.StrideSeries;
import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.measurement.GaitWindow;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.barnhand.gait.operators.gait.measurement.WindowMetrics;
import io.barnhand.gait.operators.gait.numeric.Circular;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.Limb;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticTrack;
import io.barnhand.gait.operators.synthetic.SyntheticTruth;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StrideRecordsTest {

    private static final GaitEstimator ESTIMATOR = new GaitEstimator(MeasuredTrack.SETTINGS);
    private static final SyntheticView VIEW = SyntheticView.SIDE.seconds(8).noise(0.01).seed(5);

    private static Stream<SyntheticGait> gaits() {
        return Stream.of(
                SyntheticGait.WALK,
                SyntheticGait.TROT,
                SyntheticGait.CANTER_RIGHT,
                SyntheticGait.CANTER_LEFT);
    }

    private static List<StrideRecord> strides(SyntheticGait gait, SyntheticView view) {
        return ESTIMATOR.pass(SyntheticTrack.of(gait, view), false).strides();
    }

    @ParameterizedTest
    @MethodSource("gaits")
    void findsTheStridesOfEveryLimb(SyntheticGait gait) {
        SyntheticTruth truth = SyntheticTruth.of(gait, VIEW);
        List<StrideRecord> strides = strides(gait, VIEW);

        for (Limb limb : Limb.values()) {
            int all = truth.limb(limb).strideDurations().size();
            // At most the first and the last are lost to the ends.
            assertThat(of(strides, limb).size()).isBetween(all - 2, all);
        }
        assertThat(strides).isSortedAccordingTo((a, b) -> Long.compare(a.onUs(), b.onUs()));
    }

    @ParameterizedTest
    @MethodSource("gaits")
    void timesHoofOnAndOffAndCountsThePhase(SyntheticGait gait) {
        SyntheticTruth truth = SyntheticTruth.of(gait, VIEW);
        double squares = 0;
        List<StrideRecord> strides = strides(gait, VIEW);
        for (StrideRecord stride : strides) {
            SyntheticTruth.LimbTimes limb = truth.limb(Limb.valueOf(stride.limb()));
            double on = off(limb.on(), stride.onUs());
            double next = off(limb.on(), stride.nextOnUs());
            squares += on * on / strides.size();
            assertThat(on).isCloseTo(0, within(0.05));
            assertThat(next).isCloseTo(0, within(0.05));
            assertThat(off(limb.off(), stride.offUs())).isCloseTo(0, within(0.05));
            assertThat(stride.strideS())
                    .isCloseTo(1e-6 * (stride.nextOnUs() - stride.onUs()), within(2e-6));
            assertThat(stride.stanceS())
                    .isCloseTo(1e-6 * (stride.offUs() - stride.onUs()), within(2e-6));
            if (stride.phase() != null) {
                assertThat(Circular.signed(stride.phase() - limb.phase()))
                        .isCloseTo(0, within(0.06));
            }
        }
        assertThat(Math.sqrt(squares)).isLessThan(0.02);
    }

    @ParameterizedTest
    @MethodSource("gaits")
    void measuresTheWayAndTheSpeedOfEachStride(SyntheticGait gait) {
        List<StrideRecord> strides = strides(gait, VIEW);

        assertThat(strides)
                .allSatisfy(
                        s -> {
                            assertThat(s.strideLengthBl() / gait.strideLength())
                                    .isCloseTo(1, within(0.06));
                            assertThat(s.speedBlS() / gait.speed()).isCloseTo(1, within(0.04));
                            assertThat(s.gait()).isEqualTo(gait.name());
                            assertThat(s.passStartUs()).isEqualTo(VIEW.startUs());
                            assertThat(s.direction()).isEqualTo(GaitWindow.IMAGE_RIGHT);
                            assertThat(s.eventErrorS()).isBetween(0.001, 0.03);
                        });
    }

    @Test
    void holdsHeadAndTailOnTheLeftHindStridesOfATrotOnly() {
        SyntheticView uneven = VIEW.noise(0.002).headAsymmetry(0.02, 0.4).tailAsymmetry(0.01, 2);
        SyntheticTruth truth = SyntheticTruth.of(SyntheticGait.TROT, uneven);
        List<StrideRecord> strides = strides(SyntheticGait.TROT, uneven);

        assertThat(of(strides, Limb.RF)).allMatch(s -> s.headMinBl() == null);
        List<StrideRecord> left = of(strides, Limb.LH);
        assertThat(mean(left.stream().map(StrideRecord::headMinBl)))
                .isCloseTo(truth.head().minDiff(), within(0.003));
        assertThat(mean(left.stream().map(StrideRecord::headMaxBl)))
                .isCloseTo(truth.head().maxDiff(), within(0.003));
        assertThat(mean(left.stream().map(StrideRecord::tailrootMinBl)))
                .isCloseTo(truth.tailRoot().minDiff(), within(0.003));
        assertThat(mean(left.stream().map(StrideRecord::tailrootMaxBl)))
                .isCloseTo(truth.tailRoot().maxDiff(), within(0.003));
        assertThat(strides(SyntheticGait.WALK, uneven))
                .allMatch(s -> s.headMinBl() == null && s.tailrootMinBl() == null);
    }

    @Test
    void knowsNoSpeedWhereTheGroundMovesAndNoWayWhereTheViewIsOblique() {
        List<StrideRecord> moving = strides(SyntheticGait.TROT, VIEW.pan(1));
        List<StrideRecord> oblique = strides(SyntheticGait.TROT, VIEW.receding(5, 40, 0));

        assertThat(moving).isNotEmpty();
        assertThat(moving).allMatch(s -> s.speedBlS() == null);
        assertThat(moving)
                .allSatisfy(
                        s ->
                                assertThat(s.strideLengthBl() / SyntheticGait.TROT.strideLength())
                                        .isCloseTo(1, within(0.08)));
        assertThat(oblique).isNotEmpty();
        assertThat(oblique).allMatch(s -> s.strideLengthBl() == null && s.speedBlS() == null);
    }

    @Test
    void givesNoLengthToAStanceWhoseSamplesAgreeOnNoPlace() {
        GroundedWindow window =
                GroundedWindow.of(
                        MeasuredTrack.rhythm(SyntheticTrack.of(SyntheticGait.TROT, VIEW)));
        Footfalls.Contact torn = window.footfalls().contacts(Limb.LF).get(3);
        StandingHooves standing =
                StandingHooves.of(scattered(window.track(), torn), window.footfalls());
        assertThat(standing.placeNear(Limb.LF, torn.on(), 1 / window.rhythm().value())).isNaN();

        List<StrideRecord> strides = strides(window, standing);

        assertThat(of(strides, Limb.LF).stream().filter(s -> s.strideLengthBl() == null))
                .hasSize(2)
                .anySatisfy(s -> assertThat(onset(s, window)).isCloseTo(torn.on(), within(0.05)));
        assertThat(strides.stream().map(StrideRecord::strideLengthBl).filter(Objects::nonNull))
                .hasSize(strides.size() - 2)
                .allMatch(Double::isFinite);
    }

    /** A contact seen in four frames, every other one a body length ahead. */
    private static GroundTrack scattered(GroundTrack track, Footfalls.Contact contact) {
        double[][] x = Arrays.stream(track.x()).map(double[]::clone).toArray(double[][]::new);
        double[] own = x[contact.limb().ordinal()];
        double fifth = 0.2 * (contact.off() - contact.on());
        int seen = 0;
        for (int i = 0; i < own.length; i++) {
            double t = track.t()[i];
            if (t > contact.on() + fifth && t < contact.off() - fifth) {
                own[i] = seen < 4 ? 3 + seen % 2 : Double.NaN;
                seen++;
            }
        }
        assertThat(seen).isGreaterThanOrEqualTo(4);
        return new GroundTrack(track.t(), x, track.speed(), track.period());
    }

    private static List<StrideRecord> strides(GroundedWindow window, StandingHooves standing) {
        StrideSeries series =
                StrideSeries.of(window.track(), window.footfalls(), 1 / window.rhythm().value());
        Measured measured =
                new Measured(
                        new GroundedWindow(
                                window.signals(),
                                window.way(),
                                window.footfalls(),
                                window.frequencyError(),
                                window.drift(),
                                window.track(),
                                standing),
                        GaitClass.only(GaitClass.TROT),
                        WindowMetrics.absent(window.strides(), List.of()),
                        Set.of(),
                        Optional.empty(),
                        Optional.of(series));
        return new StrideRecords(measured, series, measured.quality()).all();
    }

    /** Hoof-on in the times of the signals, s. */
    private static double onset(StrideRecord stride, GroundedWindow window) {
        return 1e-6 * (stride.onUs() - window.poses().posed().get(0).timeUs());
    }

    @Test
    void keepsTheClockOfTheFootage() {
        List<HorsePose> poses = SyntheticTrack.of(SyntheticGait.TROT, VIEW);
        List<HorsePose> cut = poses.subList(30, poses.size());

        List<StrideRecord> all = ESTIMATOR.pass(poses, false).strides();
        List<StrideRecord> later = ESTIMATOR.pass(cut, false).strides();

        StrideRecord last = of(all, Limb.LF).get(of(all, Limb.LF).size() - 1);
        StrideRecord same = of(later, Limb.LF).get(of(later, Limb.LF).size() - 1);
        assertThat(same.onUs()).isCloseTo(last.onUs(), within(20_000L));
        assertThat(same.passStartUs()).isEqualTo(cut.get(0).timeUs());
    }

    private static List<StrideRecord> of(List<StrideRecord> strides, Limb limb) {
        return strides.stream().filter(s -> s.limb().equals(limb.name())).toList();
    }

    private static double mean(Stream<Double> values) {
        return values.mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /** From the nearest true event, s. */
    private static double off(List<Double> events, long timeUs) {
        double t = 1e-6 * (timeUs - VIEW.startUs());
        return events.stream()
                .map(event -> t - event)
                .min((a, b) -> Double.compare(Math.abs(a), Math.abs(b)))
                .orElseThrow();
    }
}
