package io.barnhand.gait.operators.synthetic;

import io.barnhand.gait.models.keypoints.Ap10k;
import io.barnhand.gait.operators.records.Limb;
import io.barnhand.gait.operators.synthetic.SyntheticTruth.Heights;
import io.barnhand.gait.operators.synthetic.SyntheticTruth.JointTruth;
import io.barnhand.gait.operators.synthetic.SyntheticTruth.Range;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Movement of head, trunk and joints of a synthetic horse in its mean stride. */
final class BodyTruth {

    private static final int HARMONICS = 6;

    private final SyntheticGait gait;
    private final double[][][] stride = new double[StrideCurve.SAMPLES][][];

    /**
     * @param body the horse's keypoints as a function of time, for a view of it
     */
    BodyTruth(
            SyntheticGait gait,
            SyntheticView view,
            Function<SyntheticView, DoubleFunction<double[][]>> body) {
        this.gait = gait;
        // The mean stride has no variation from stride to stride.
        SyntheticView even = view.strideCv(0).liftCv(0).speedRamp(0);
        SyntheticMotion motion = SyntheticMotion.of(gait, even);
        DoubleFunction<double[][]> keypoints = body.apply(even);
        double start = Math.ceil(motion.cycleAt(0));
        for (int i = 0; i < StrideCurve.SAMPLES; i++) {
            stride[i] = keypoints.apply(motion.timeAt(start + (double) i / StrideCurve.SAMPLES));
        }
    }

    Heights head() {
        StrideCurve height =
                curve(p -> (p[Ap10k.LEFT_EYE][2] + p[Ap10k.RIGHT_EYE][2] + p[Ap10k.NOSE][2]) / 3);
        return heights(height, Limb.RF, Limb.LF);
    }

    Heights tailRoot() {
        return heights(curve(p -> p[Ap10k.TAIL][2]), Limb.RH, Limb.LH);
    }

    JointTruth angles(Limb hind, Limb fore) {
        return new JointTruth(
                range(fore.pivot, fore.joint, fore.hoof),
                range(hind.pivot, hind.joint, hind.hoof),
                range(Ap10k.TAIL, hind.pivot, hind.joint),
                range(Ap10k.NECK, fore.pivot, fore.joint));
    }

    double inclinationDeg() {
        return inclination().median();
    }

    double pitchDeg() {
        return inclination().amplitude(1);
    }

    private StrideCurve inclination() {
        return curve(
                p ->
                        Math.toDegrees(
                                Math.atan2(
                                        p[Ap10k.NECK][2] - p[Ap10k.TAIL][2],
                                        p[Ap10k.NECK][0] - p[Ap10k.TAIL][0])));
    }

    private Heights heights(StrideCurve height, Limb right, Limb left) {
        int rightLow = height.lowestAround(midStance(right));
        int leftLow = height.lowestAround(midStance(left));
        return new Heights(
                height.at(rightLow) - height.at(leftLow),
                height.highestBefore(rightLow) - height.highestBefore(leftLow));
    }

    private double midStance(Limb limb) {
        return gait.phase(limb) + 0.5 * gait.duty(limb);
    }

    private Range range(int a, int b, int c) {
        StrideCurve angle = curve(p -> angleDeg(p[a], p[b], p[c]));
        return new Range(angle.range(), angle.harmonics(HARMONICS).range());
    }

    private StrideCurve curve(ToDoubleFunction<double[][]> quantity) {
        double[] values = new double[StrideCurve.SAMPLES];
        for (int i = 0; i < values.length; i++) {
            values[i] = quantity.applyAsDouble(stride[i]);
        }
        return new StrideCurve(values);
    }

    /** At b between a and c, in the plane of the path, 0..180. */
    private static double angleDeg(double[] a, double[] b, double[] c) {
        double ax = a[0] - b[0];
        double az = a[2] - b[2];
        double cx = c[0] - b[0];
        double cz = c[2] - b[2];
        return Math.toDegrees(Math.abs(Math.atan2(ax * cz - az * cx, ax * cx + az * cz)));
    }
}
