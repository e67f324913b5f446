package io.barnhand.gait.job.analysis.report.page;

import io.barnhand.gait.job.analysis.chart.StrideCycles;
import io.barnhand.gait.job.analysis.report.data.ReportedPass;
import io.barnhand.gait.models.keypoints.Ap10k;
import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.barnhand.gait.operators.gait.numeric.Quantiles;
import io.barnhand.gait.operators.gait.settings.KeypointTraits;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.Limb;
import java.util.ArrayList;
import java.util.List;

/**
 * Curves over the stride from the keypoints of a pass as they were archived: seen or absent, never
 * filled in. Keypoints of a score below {@value KeypointTraits#DEFAULT_MIN_SCORE} count as absent.
 */
final class LimbCurves {

    private static final double ABSENT = Double.NaN;

    /** Frame distances over which a curve continues. */
    private static final double LONGEST = 2.5;

    private final ReportedPass pass;
    private final boolean mirrored;
    private final double[] t;
    private final double longest;

    LimbCurves(ReportedPass pass) {
        this.pass = pass;
        mirrored = pass.record().quality().flags().contains(GaitFlag.MIRRORED_CAMERA);
        List<HorsePose> poses = pass.poses();
        t = new double[poses.size()];
        List<Double> distances = new ArrayList<>();
        for (int i = 0; i < t.length; i++) {
            t[i] = 1e-6 * (poses.get(i).timeUs() - pass.startUs());
            if (i > 0) {
                distances.add(t[i] - t[i - 1]);
            }
        }
        longest =
                LONGEST
                        * Quantiles.median(
                                distances.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Height of the hoof above where it stands in each stride, in a unit of so many px. */
    StrideCycles hoofHeight(Limb limb, double px) {
        double[] y = new double[t.length];
        for (int i = 0; i < t.length; i++) {
            HorsePose pose = pass.poses().get(i);
            int hoof = row(limb.hoof);
            y[i] = seen(pose, hoof) ? -pose.y(hoof) / px : ABSENT;
        }
        StrideCycles cycles = new StrideCycles();
        for (StrideRecord stride : strides(limb)) {
            double on = seconds(stride.onUs());
            double off = seconds(stride.offUs());
            List<Double> standing = new ArrayList<>();
            for (int i = 0; i < t.length; i++) {
                if (t[i] >= on && t[i] <= off && !Double.isNaN(y[i])) {
                    standing.add(y[i]);
                }
            }
            if (!standing.isEmpty()) {
                double ground =
                        Quantiles.median(
                                standing.stream().mapToDouble(Double::doubleValue).toArray());
                double[] height = y.clone();
                for (int i = 0; i < height.length; i++) {
                    height[i] -= ground;
                }
                cycles.add(t, height, on, seconds(stride.nextOnUs()), longest);
            }
        }
        return cycles;
    }

    /** The angle at a joint of the side towards the camera, degrees, over the strides of a limb. */
    StrideCycles angle(JointAngle joint, boolean left) {
        Limb limb = joint.limb(left);
        int[] points = joint.keypoints(limb);
        double[] angle = new double[t.length];
        for (int i = 0; i < t.length; i++) {
            HorsePose pose = pass.poses().get(i);
            int a = row(points[0]);
            int b = row(points[1]);
            int c = row(points[2]);
            angle[i] =
                    seen(pose, a) && seen(pose, b) && seen(pose, c) ? angle(pose, a, b, c) : ABSENT;
        }
        StrideCycles cycles = new StrideCycles();
        for (StrideRecord stride : strides(limb)) {
            cycles.add(t, angle, seconds(stride.onUs()), seconds(stride.nextOnUs()), longest);
        }
        return cycles;
    }

    /** Joints as the gait lines name them, by AP-10K's keypoints. */
    enum JointAngle {
        ELBOW_KP(false),
        KNEE_KP(true),
        HIP_KP(true),
        SHOULDER_KP(false);

        private final boolean hind;

        JointAngle(boolean hind) {
            this.hind = hind;
        }

        Limb limb(boolean left) {
            if (hind) {
                return left ? Limb.LH : Limb.RH;
            }
            return left ? Limb.LF : Limb.RF;
        }

        /** {@code [3]} the angle is at the second. */
        int[] keypoints(Limb limb) {
            return switch (this) {
                case ELBOW_KP, KNEE_KP -> new int[] {limb.pivot, limb.joint, limb.hoof};
                case HIP_KP -> new int[] {Ap10k.TAIL, limb.pivot, limb.joint};
                case SHOULDER_KP -> new int[] {Ap10k.NECK, limb.pivot, limb.joint};
            };
        }
    }

    private List<StrideRecord> strides(Limb limb) {
        return pass.strides().stream().filter(s -> s.limb().equals(limb.name())).toList();
    }

    private double seconds(long us) {
        return 1e-6 * (us - pass.startUs());
    }

    /** Row of the pose; of the other side where the picture is mirrored, as the gait stage does. */
    private int row(int keypoint) {
        return mirrored ? Ap10k.mirrored(keypoint) : keypoint;
    }

    private static boolean seen(HorsePose pose, int row) {
        return pose.present(row) && pose.score(row) >= KeypointTraits.DEFAULT_MIN_SCORE;
    }

    private static double angle(HorsePose pose, int a, int b, int c) {
        double ux = pose.x(a) - pose.x(b);
        double uy = pose.y(a) - pose.y(b);
        double wx = pose.x(c) - pose.x(b);
        double wy = pose.y(c) - pose.y(b);
        return Math.toDegrees(Math.abs(Math.atan2(ux * wy - uy * wx, ux * wx + uy * wy)));
    }
}
