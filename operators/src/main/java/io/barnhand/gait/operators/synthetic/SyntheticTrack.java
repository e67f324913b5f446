package io.barnhand.gait.operators.synthetic;

import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.operators.HorsePose;
import io.barnhand.gait.operators.gait.Limb;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Poses of a made-up horse: hooves that stand still on the ground and swing forward, a trunk that
 * rides over them, two-segment limbs, a pinhole camera, and keypoints as a network would find them.
 * All times are exact, so that every number an estimator gives has a truth.
 */
public final class SyntheticTrack {

    public static final String CAMERA = "aisle";
    public static final String RECORDING = "made-up";
    public static final String TRACK = "made-up/1";
    public static final String MODEL = "synthetic";

    private static final int IMAGE_WIDTH = 20_000;
    private static final int IMAGE_HEIGHT = 2_000;
    private static final double CAMERA_HEIGHT = 0.9;
    private static final double HALF_TRACK_WIDTH = 0.10;
    private static final double[][] PIVOT = {{-.30, .64}, {.38, .62}};
    private static final double[][] SEGMENTS = {{.30, .46}, {.30, .40}};
    private static final double[] LIFT = {.10, .12};

    private final SyntheticGait gait;
    private final SyntheticView view;
    private final Random random;
    private final double[] strideStart;
    private final int[] bounce = new int[2];
    private final boolean[] leftAhead = new boolean[2];

    private SyntheticTrack(SyntheticGait gait, SyntheticView view) {
        this.gait = gait;
        this.view = view;
        random = new Random(view.seed());
        strideStart = strideStarts();
    }

    public static List<HorsePose> of(SyntheticGait gait, SyntheticView view) {
        return new SyntheticTrack(gait, view).poses();
    }

    /** A horse that stands, and shifts a little. */
    public static List<HorsePose> standing(SyntheticView view) {
        SyntheticGait still =
                new SyntheticGait(
                        "standing", 1, 0, SyntheticGait.TROT.phases(), .99, .99, 0, 1, 0, 0, .3);
        return of(still, view);
    }

    private List<HorsePose> poses() {
        int frames = (int) Math.round(view.seconds() * view.fps());
        List<HorsePose> poses = new ArrayList<>(frames);
        int[] burst = new int[2];
        for (int i = 0; i < frames; i++) {
            double t = i / view.fps() + 1e-3 * view.jitterMs() * random.nextGaussian();
            poses.add(pose(t, burst));
        }
        poses.sort((a, b) -> Long.compare(a.timeUs(), b.timeUs()));
        return poses;
    }

    private HorsePose pose(double t, int[] burst) {
        double[][] world = skeleton(t);
        double[] px = new double[HorsePose.KEYPOINTS];
        double[] py = new double[HorsePose.KEYPOINTS];
        double pan = view.pan() * gait.speed() * t;
        double scale = 0;
        for (int k = 0; k < HorsePose.KEYPOINTS; k++) {
            double focal = view.pxPerBl() * view.distance();
            double depth = world[k][1];
            scale = Math.max(scale, focal / depth);
            double side = (view.toRight() ? 1 : -1) * (world[k][0] - pan);
            px[k] = 0.5 * IMAGE_WIDTH + (side - direction() * 0.5 * way()) * focal / depth;
            py[k] = 0.5 * IMAGE_HEIGHT - (world[k][2] - CAMERA_HEIGHT) * focal / depth;
        }
        Box box = box(px, py);
        float[] keypoints = new float[3 * HorsePose.KEYPOINTS];
        for (int k = 0; k < HorsePose.KEYPOINTS; k++) {
            boolean far = k >= 5 && leftSide(k) == view.toRight();
            double sd = view.noise() * (far ? view.farNoise() : 1) * scale;
            px[k] += sd * random.nextGaussian();
            py[k] += sd * random.nextGaussian();
            float score = (float) (0.9 - 0.1 * random.nextDouble());
            if (hoof(k) && random.nextDouble() < view.outliers()) {
                double angle = 2 * Math.PI * random.nextDouble();
                double off = (0.2 + 0.3 * random.nextDouble()) * scale;
                px[k] += off * Math.cos(angle);
                py[k] += off * Math.sin(angle);
                score -= 0.2f;
            }
            boolean dropped = random.nextDouble() < view.drop();
            keypoints[3 * k] = dropped ? Float.NaN : quantised(px[k]);
            keypoints[3 * k + 1] = dropped ? Float.NaN : quantised(py[k]);
            keypoints[3 * k + 2] = dropped ? Float.NaN : score;
        }
        exchangeCrossing(keypoints, burst, scale);
        exchangeSorted(keypoints, world);
        return new HorsePose(
                CAMERA,
                RECORDING,
                TRACK,
                null,
                view.startUs() + Math.round(t * 1e6),
                IMAGE_WIDTH,
                IMAGE_HEIGHT,
                box,
                0.9f,
                keypoints,
                MODEL,
                List.of());
    }

    private double way() {
        return (1 - view.pan()) * gait.speed() * view.seconds();
    }

    private int direction() {
        return view.toRight() ? 1 : -1;
    }

    /** {@code [17][3]} along the image plane, away from the camera, up; BL. */
    private double[][] skeleton(double t) {
        double cycle = cycleAt(t);
        double lowest = gait.bobCycles() == 2 ? 0.5 * gait.meanDuty() : 0.40;
        double bob = -gait.bob() * Math.cos(2 * Math.PI * gait.bobCycles() * (cycle - lowest));
        double pitch = Math.toRadians(gait.pitchDeg()) * Math.sin(2 * Math.PI * (cycle - lowest));
        double nod = -gait.nod() * Math.cos(2 * Math.PI * gait.bobCycles() * (cycle - lowest));
        double along = gait.speed() * t;
        double height = .90 + bob;
        double[][] points = new double[HorsePose.KEYPOINTS][];
        points[0] = rigid(along, height + nod, pitch, .98, .22, -.03);
        points[1] = rigid(along, height + nod, pitch, .98, .22, .03);
        points[2] = rigid(along, height + nod, pitch, 1.12, .05, 0);
        points[3] = rigid(along, height, pitch, .50, .12, 0);
        points[4] = rigid(along, height, pitch, -.50, .08, 0);
        for (Limb limb : Limb.values()) {
            addLimb(points, limb, cycle, along, bob, pitch);
        }
        return points;
    }

    private void addLimb(
            double[][] points, Limb limb, double cycle, double along, double bob, double pitch) {
        int kind = limb.hind() ? 0 : 1;
        double lateral = limb.left() ? HALF_TRACK_WIDTH : -HALF_TRACK_WIDTH;
        double c = cycle - gait.phases()[limb.ordinal()];
        double u = c - Math.floor(c);
        double duty = gait.duty(limb);
        double pivotX = PIVOT[kind][0];
        double trunkAtMidStance =
                gait.speed() * timeAt(Math.floor(c) + gait.phases()[limb.ordinal()] + 0.5 * duty);
        double hoofX = trunkAtMidStance + pivotX;
        double hoofZ = 0;
        if (u >= duty) {
            double w = (u - duty) / (1 - duty);
            double next =
                    gait.speed()
                            * timeAt(
                                    Math.floor(c) + 1 + gait.phases()[limb.ordinal()] + 0.5 * duty);
            hoofX += (next - trunkAtMidStance) * view.swing().way(w);
            hoofZ = LIFT[kind] * Math.sin(Math.PI * w);
        }
        double x = along + pivotX * Math.cos(pitch);
        double z = PIVOT[kind][1] + bob + pivotX * Math.sin(pitch);
        x += gait.pivotSway() * (hoofX - x);
        double a = SEGMENTS[kind][0];
        double b = SEGMENTS[kind][1];
        double reach = Math.min(Math.hypot(hoofX - x, hoofZ - z), 0.999 * (a + b));
        double open = Math.acos((a * a + reach * reach - b * b) / (2 * a * reach));
        double angle = Math.atan2(hoofZ - z, hoofX - x) + (kind == 0 ? -open : open);
        points[limb.hoof] = place(hoofX, lateral, hoofZ);
        points[limb.joint] = place(x + a * Math.cos(angle), lateral, z + a * Math.sin(angle));
        points[limb.pivot] = place(x, lateral, z);
    }

    private double[] rigid(
            double along, double height, double pitch, double dx, double dz, double lateral) {
        // The trunk is straight: it lies along the tangent of the path under its centre.
        double x = dx * Math.cos(pitch) - dz * Math.sin(pitch);
        double z = height + dx * Math.sin(pitch) + dz * Math.cos(pitch);
        double heading = heading(along);
        double[] centre = path(along);
        return new double[] {
            centre[0] + x * Math.cos(heading) - lateral * Math.sin(heading),
            centre[1] + x * Math.sin(heading) + lateral * Math.cos(heading),
            z
        };
    }

    /** A point beside the path. */
    private double[] place(double along, double lateral, double z) {
        double heading = heading(along);
        double[] on = path(along);
        // To the right the left side is the far one; the mirror image keeps that for the left.
        double away = view.toRight() ? lateral : -lateral;
        return new double[] {on[0] - away * Math.sin(heading), on[1] + away * Math.cos(heading), z};
    }

    private double heading(double along) {
        return Math.toRadians(view.headingDeg()) + curvature() * along;
    }

    private double curvature() {
        return gait.speed() == 0 ? 0 : Math.toRadians(view.turnDegPerS()) / gait.speed();
    }

    private double[] path(double along) {
        double start = Math.toRadians(view.headingDeg());
        double k = curvature();
        if (Math.abs(k) < 1e-9) {
            return new double[] {
                along * Math.cos(start), view.distance() + along * Math.sin(start)
            };
        }
        return new double[] {
            (Math.sin(start + k * along) - Math.sin(start)) / k,
            view.distance() + (Math.cos(start) - Math.cos(start + k * along)) / k
        };
    }

    private double[] strideStarts() {
        int before = 4;
        int strides = (int) Math.ceil(view.seconds() * gait.frequency()) + 12;
        double[] start = new double[strides];
        Random own = new Random(view.seed() ^ 0x5DEECE66DL);
        double t = -before / gait.frequency();
        for (int i = 0; i < strides; i++) {
            start[i] = t;
            t += Math.exp(view.strideCv() * own.nextGaussian()) / gait.frequency();
        }
        // A random place in the stride, so that frames do not always fall on the same phases.
        double shift = own.nextDouble() / gait.frequency();
        for (int i = 0; i < strides; i++) {
            start[i] -= shift;
        }
        return start;
    }

    private double cycleAt(double t) {
        int i = 0;
        while (i < strideStart.length - 2 && strideStart[i + 1] <= t) {
            i++;
        }
        return i + (t - strideStart[i]) / (strideStart[i + 1] - strideStart[i]);
    }

    private double timeAt(double cycle) {
        int i = Math.max(0, Math.min(strideStart.length - 2, (int) Math.floor(cycle)));
        return strideStart[i] + (cycle - i) * (strideStart[i + 1] - strideStart[i]);
    }

    private void exchangeCrossing(float[] k, int[] burst, double scale) {
        Limb[][] pairs = {{Limb.LH, Limb.RH}, {Limb.LF, Limb.RF}};
        for (int p = 0; p < 2; p++) {
            Limb left = pairs[p][0];
            Limb right = pairs[p][1];
            boolean crossing = Math.abs(k[3 * left.hoof] - k[3 * right.hoof]) < 0.25 * scale;
            if (burst[p] == 0 && crossing && random.nextDouble() < view.swaps()) {
                burst[p] = 2 + random.nextInt(7);
            }
            if (burst[p] > 0) {
                burst[p]--;
                exchangeLimbs(k, left, right);
            }
        }
    }

    private void exchangeSorted(float[] k, double[][] world) {
        Limb[][] pairs = {{Limb.LH, Limb.RH}, {Limb.LF, Limb.RF}};
        for (int p = 0; p < 2; p++) {
            Limb left = pairs[p][0];
            Limb right = pairs[p][1];
            boolean ahead = world[left.hoof][0] > world[right.hoof][0];
            if (view.sorted() > 0
                    && leftAhead[p]
                    && !ahead
                    && random.nextDouble() < view.sorted()) {
                double strides = 0.1 + 0.4 * random.nextDouble();
                bounce[p] = (int) Math.round(view.fps() * strides / gait.frequency());
            }
            leftAhead[p] = ahead;
            if (bounce[p] > 0) {
                bounce[p]--;
                exchangeLimbs(k, left, right);
            }
        }
    }

    private static void exchangeLimbs(float[] k, Limb left, Limb right) {
        for (int i = 0; i < 3; i++) {
            exchange(k, 3 * left.hoof + i, 3 * right.hoof + i);
            exchange(k, 3 * left.joint + i, 3 * right.joint + i);
        }
    }

    private static void exchange(float[] values, int a, int b) {
        float kept = values[a];
        values[a] = values[b];
        values[b] = kept;
    }

    private static boolean leftSide(int keypoint) {
        return keypoint <= 7 || keypoint >= 11 && keypoint <= 13;
    }

    private static boolean hoof(int keypoint) {
        return keypoint == 7 || keypoint == 10 || keypoint == 13 || keypoint == 16;
    }

    private static float quantised(double px) {
        return Math.round(px * 16) / 16f;
    }

    private static Box box(double[] x, double[] y) {
        double x1 = Double.POSITIVE_INFINITY;
        double y1 = Double.POSITIVE_INFINITY;
        double x2 = Double.NEGATIVE_INFINITY;
        double y2 = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < x.length; k++) {
            x1 = Math.min(x1, x[k]);
            y1 = Math.min(y1, y[k]);
            x2 = Math.max(x2, x[k]);
            y2 = Math.max(y2, y[k]);
        }
        return new Box(x1, y1, x2, y2);
    }
}
