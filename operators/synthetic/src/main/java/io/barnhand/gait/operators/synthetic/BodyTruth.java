package io.barnhand.gait.operators.synthetic;

import io.barnhand.gait.operators.records.Limb;
import io.barnhand.gait.operators.synthetic.SyntheticTruth.Heights;
import io.barnhand.gait.operators.synthetic.SyntheticTruth.JointAngles;
import io.barnhand.gait.operators.synthetic.SyntheticTruth.Range;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** How head, trunk and joints of a made-up horse move in its mean stride. */
final class BodyTruth {

    private static final int HARMONICS = 6;
    private static final int LEFT_EYE = 0;
    private static final int RIGHT_EYE = 1;
    private static final int NOSE = 2;
    private static final int NECK = 3;
    private static final int TAIL = 4;

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
        // The mean stride: one without what changes from stride to stride.
        SyntheticView even = view.strideCv(0).liftCv(0).speedRamp(0);
        SyntheticMotion motion = SyntheticMotion.of(gait, even);
        DoubleFunction<double[][]> keypoints = body.apply(even);
        double start = Math.ceil(motion.cycleAt(0));
        for (int i = 0; i < StrideCurve.SAMPLES; i++) {
            stride[i] = keypoints.apply(motion.timeAt(start + (double) i / StrideCurve.SAMPLES));
        }
    }

    Heights head() {
        StrideCurve height = curve(p -> (p[LEFT_EYE][2] + p[RIGHT_EYE][2] + p[NOSE][2]) / 3);
        return heights(height, Limb.RF, Limb.LF);
    }

    Heights tailRoot() {
        return heights(curve(p -> p[TAIL][2]), Limb.RH, Limb.LH);
    }

    JointAngles angles(Limb hind, Limb fore) {
        return new JointAngles(
                range(fore.pivot, fore.joint, fore.hoof),
                range(hind.pivot, hind.joint, hind.hoof),
                range(TAIL, hind.pivot, hind.joint),
                range(NECK, fore.pivot, fore.joint));
    }

    double inclinationDeg() {
        return inclination().median();
    }

    double pitchDeg() {
        return inclination().amplitude(1);
    }

    private StrideCurve inclination() {
        return curve(
                p -> Math.toDegrees(Math.atan2(p[NECK][2] - p[TAIL][2], p[NECK][0] - p[TAIL][0])));
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
