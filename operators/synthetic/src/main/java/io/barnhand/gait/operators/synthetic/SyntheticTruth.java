package io.barnhand.gait.operators.synthetic;

import io.barnhand.gait.operators.records.Limb;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.Function;

/**
 * The true values of a synthetic horse over the span of its track, from the noise-free model, for
 * comparison with estimates. Times in s from the start of the track, lengths in BL.
 *
 * @param gait class
 * @param frequency strides in the span over its length, Hz
 * @param strideCv SD over mean of the durations of the cycles that lie completely in the span, from
 *     n − 1; 0 for fewer than two
 * @param speed mean over the span, BL/s
 * @param strideLength speed over frequency, BL
 * @param limbs in the order of {@link Limb}
 * @param lap (LF − LH) and (RF − RH), circular mean, share of the stride, 0..1
 * @param dap (RF − LH) and (LF − RH), circular mean, −0.5..0.5; positive: hind first
 * @param support share of the stride with 0, 1, 2, 3 and 4 limbs on the ground
 * @param head height of the mean of eyes and nose: right fore minus left fore limb
 * @param tailRoot height of the root of the tail: right hind minus left hind limb
 * @param near joint angles of the limbs towards the camera
 * @param far joint angles of the other limbs
 * @param inclinationDeg median of the line from the root of the tail to the neck, nose up positive
 * @param pitchDeg amplitude of that line's angle at the stride frequency, degrees
 */
public record SyntheticTruth(
        String gait,
        double frequency,
        double strideCv,
        double speed,
        double strideLength,
        List<LimbTimes> limbs,
        double lap,
        double dap,
        List<Double> support,
        Heights head,
        Heights tailRoot,
        JointTruth near,
        JointTruth far,
        double inclinationDeg,
        double pitchDeg) {

    /**
     * One limb.
     *
     * @param on times of touch-down in the span, s
     * @param off times at which the toe leaves the ground, in the span, s
     * @param strideDurations of the strides that lie completely in the span, s
     * @param phase touch-down after the reference hind, share of the stride, 0..1
     * @param duty mean duty factor of those strides
     * @param stanceS mean of those strides, s
     * @param swingS mean of those strides, s
     */
    public record LimbTimes(
            List<Double> on,
            List<Double> off,
            List<Double> strideDurations,
            double phase,
            double duty,
            double stanceS,
            double swingS) {}

    /**
     * Vertical differences between right and left limb, BL.
     *
     * @param minDiff lowest height around mid-stance of the right limb minus that of the left one
     * @param maxDiff highest height in the half stride before the right limb's lowest one minus
     *     that before the left limb's
     */
    public record Heights(double minDiff, double maxDiff) {}

    /**
     * Range of an angle over the mean stride, degrees.
     *
     * @param rom largest minus smallest
     * @param romHarmonic the same of its Fourier series with six harmonics, as estimators report
     */
    public record Range(double rom, double romHarmonic) {}

    /**
     * Angles in the vertical plane of the path, named by AP-10K's keypoints.
     *
     * @param elbowKp Shoulder–Elbow–F_Paw
     * @param kneeKp Hip–Knee–B_Paw
     * @param hipKp Root_of_tail–Hip–Knee
     * @param shoulderKp Neck–Shoulder–Elbow
     */
    public record JointTruth(Range elbowKp, Range kneeKp, Range hipKp, Range shoulderKp) {}

    public static SyntheticTruth of(SyntheticGait gait, SyntheticView view) {
        return of(gait, view, even -> SyntheticMotion.of(gait, even)::body);
    }

    /**
     * The truth of a horse that steps like {@link SyntheticMotion} and has another body.
     *
     * @param keypoints the body as a function of time for a view of it: {@code [keypoints][3]}
     *     along the path, to the left of it, up; BL
     */
    public static SyntheticTruth of(
            SyntheticGait gait,
            SyntheticView view,
            Function<SyntheticView, DoubleFunction<double[][]>> keypoints) {
        FootfallTruth footfalls = new FootfallTruth(gait, view);
        BodyTruth body = new BodyTruth(gait, view, keypoints);
        return new SyntheticTruth(
                gait.name(),
                footfalls.frequency(),
                footfalls.strideCv(),
                footfalls.speed(),
                footfalls.speed() / footfalls.frequency(),
                footfalls.limbs(),
                footfalls.lap(),
                footfalls.dap(),
                footfalls.support(),
                body.head(),
                body.tailRoot(),
                body.angles(view.toRight() ? Limb.RH : Limb.LH, view.toRight() ? Limb.RF : Limb.LF),
                body.angles(view.toRight() ? Limb.LH : Limb.RH, view.toRight() ? Limb.LF : Limb.RF),
                body.inclinationDeg(),
                body.pitchDeg());
    }

    public LimbTimes limb(Limb limb) {
        return limbs.get(limb.ordinal());
    }

    /** Share of the stride with no limb on the ground. */
    public double suspension() {
        return support.get(0);
    }
}
