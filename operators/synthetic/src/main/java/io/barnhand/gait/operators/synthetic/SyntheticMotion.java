package io.barnhand.gait.operators.synthetic;

import io.barnhand.gait.models.keypoints.Ap10k;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.Limb;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * The noise-free movement of a synthetic horse as a function of time: hooves that stand still on
 * the ground and swing forward, a trunk that moves over them, two-segment limbs between them. Times
 * in s from the start of the track, lengths in BL, cycles counted in strides.
 */
public final class SyntheticMotion {

    /** Strides simulated before the track begins, for stances that reach into it. */
    private static final int STRIDES_BEFORE = 4;

    private static final int STRIDES_BEYOND = 12;
    private static final long LIFT_SALT = 0x11F7;
    private static final double TRUNK_HEIGHT = 0.90;
    private static final double HALF_TRACK_WIDTH = 0.10;
    private static final double HALF_HEAD_WIDTH = 0.03;
    private static final int TRUNK_KEYPOINTS = 5;
    private static final double[][] PIVOT = {{-.30, .64}, {.38, .62}};
    private static final double[][] SEGMENTS = {{.30, .46}, {.30, .40}};
    private static final double[] LIFT = {.10, .12};

    private final SyntheticGait gait;
    private final SyntheticGait next;
    private final int change;
    private final SyntheticView view;
    private final double[] strideStart;
    private final double[][] lift;
    private final HoofFlight flight;
    private final GroundPath path;

    private SyntheticMotion(
            SyntheticGait gait, SyntheticGait next, int change, SyntheticView view) {
        this.gait = gait;
        this.next = next;
        this.change = change;
        this.view = view;
        strideStart = strideStarts();
        lift = lifts();
        flight = new HoofFlight(view.swing(), view.seed());
        path = path();
    }

    /** A horse in one gait from before the track's start until after its end. */
    public static SyntheticMotion of(SyntheticGait gait, SyntheticView view) {
        return new SyntheticMotion(gait, gait, Integer.MAX_VALUE, view);
    }

    /** A horse that changes to another gait within the stride in the middle of the track. */
    static SyntheticMotion changing(SyntheticGait gait, SyntheticGait next, SyntheticView view) {
        int middle = (int) Math.round(0.5 * view.seconds() * gait.frequency());
        return new SyntheticMotion(gait, gait.towards(next, 1), STRIDES_BEFORE + middle, view);
    }

    /** The two segments of a limb, upper one first, BL. */
    static double[] segments(Limb limb) {
        return SEGMENTS[kind(limb)].clone();
    }

    /** Strides passed, with fraction. */
    public double cycleAt(double t) {
        int i = 0;
        while (i < strideStart.length - 2 && strideStart[i + 1] <= t) {
            i++;
        }
        return i + (t - strideStart[i]) / (strideStart[i + 1] - strideStart[i]);
    }

    /** When a cycle has passed, s. */
    public double timeAt(double cycle) {
        int i = Math.max(0, Math.min(strideStart.length - 2, (int) Math.floor(cycle)));
        return strideStart[i] + (cycle - i) * (strideStart[i + 1] - strideStart[i]);
    }

    /** When a limb touches the ground in a stride, s. */
    public double hoofOn(Limb limb, int stride) {
        return timeAt(onCycle(limb, stride));
    }

    /** When a limb leaves the ground in a stride, s. */
    public double hoofOff(Limb limb, int stride) {
        return timeAt(offCycle(limb, stride));
    }

    /** Way of the trunk since the start, BL. */
    public double travelled(double t) {
        if (change == Integer.MAX_VALUE) {
            return gait.speed() * (t + view.speedRamp() * t * (0.5 * t / view.seconds() - 0.5));
        }
        double from = strideStart[change];
        double lasting = strideStart[change + 1] - from;
        double within = Math.max(0, Math.min(lasting, t - from));
        double after = Math.max(0, t - from - lasting);
        double gained = next.speed() - gait.speed();
        return gait.speed() * t + gained * (0.5 * within * within / lasting + after);
    }

    /** {@code {along the path, up}} of a hoof, BL. */
    double[] hoof(Limb limb, double cycle) {
        int stride = strideOf(limb, cycle);
        double duty = gaitOf(stride).duty(limb);
        double on = onCycle(limb, stride);
        double place = place(limb, stride);
        double[] moved;
        if (cycle - on < duty) {
            moved = flight.standing((cycle - on) / duty);
        } else {
            double swing = onCycle(limb, stride + 1) - on - duty;
            double way = place(limb, stride + 1) - place;
            double height = LIFT[kind(limb)] * lift(limb, stride);
            moved = flight.swinging((cycle - on - duty) / swing, way, height);
        }
        return new double[] {place + moved[0], moved[1]};
    }

    /** Whether a limb is on the ground. */
    public boolean stands(Limb limb, double cycle) {
        int stride = strideOf(limb, cycle);
        return cycle - onCycle(limb, stride) < gaitOf(stride).duty(limb);
    }

    /** {@code [keypoints][3]} along the path, to the left of it, up; BL. */
    double[][] body(double t) {
        double cycle = cycleAt(t);
        SyntheticGait now = gaitAt(cycle);
        double turn = 2 * Math.PI * (cycle - now.lowest());
        double bob = -now.bob() * Math.cos(now.bobCycles() * turn);
        double pitch = Math.toRadians(now.pitchDeg()) * Math.sin(turn);
        double along = travelled(t);
        double height = TRUNK_HEIGHT + bob;
        double head =
                height
                        - now.nod() * Math.cos(now.bobCycles() * turn)
                        + view.headAsymmetry() * Math.cos(turn + view.headAsymmetryPhase());
        double tail = height + view.tailAsymmetry() * Math.cos(turn + view.tailAsymmetryPhase());
        double[][] points = new double[HorsePose.KEYPOINTS][];
        points[Ap10k.LEFT_EYE] = rigid(along, head, pitch, .98, .22, HALF_HEAD_WIDTH);
        points[Ap10k.RIGHT_EYE] = rigid(along, head, pitch, .98, .22, -HALF_HEAD_WIDTH);
        points[Ap10k.NOSE] = rigid(along, head, pitch, 1.12, .05, 0);
        points[Ap10k.NECK] = rigid(along, height, pitch, .50, .12, 0);
        points[Ap10k.TAIL] = rigid(along, tail, pitch, -.50, .08, 0);
        for (Limb limb : Limb.values()) {
            double[] pivot = PIVOT[kind(limb)];
            addLimb(
                    points,
                    limb,
                    now.pivotSway(),
                    hoof(limb, cycle),
                    along + pivot[0] * Math.cos(pitch),
                    pivot[1] + bob + pivot[0] * Math.sin(pitch));
        }
        return points;
    }

    /** {@code [keypoints][3]} along the image plane, away from the camera, up; BL. */
    double[][] world(double t) {
        double along = travelled(t);
        double[][] points = body(t);
        for (int k = 0; k < points.length; k++) {
            // The trunk is straight: it lies along the tangent of the path under its centre.
            double foot = k < TRUNK_KEYPOINTS ? along : points[k][0];
            points[k] = placed(points[k], foot);
        }
        return points;
    }

    private double[] placed(double[] point, double foot) {
        double heading = path.heading(foot);
        double[] on = path.at(foot);
        double beyond = point[0] - foot;
        // To the right the left side is the far one; the mirror image keeps that for the left.
        double away = view.toRight() ? point[1] : -point[1];
        return new double[] {
            on[0] + beyond * Math.cos(heading) - away * Math.sin(heading),
            on[1] + beyond * Math.sin(heading) + away * Math.cos(heading),
            point[2]
        };
    }

    private static double[] rigid(
            double along, double height, double pitch, double dx, double dz, double left) {
        return new double[] {
            along + dx * Math.cos(pitch) - dz * Math.sin(pitch),
            left,
            height + dx * Math.sin(pitch) + dz * Math.cos(pitch)
        };
    }

    /** Two-segment limb between a hoof and the pivot, which follows the hoof a part of its way. */
    private static void addLimb(
            double[][] points, Limb limb, double sway, double[] hoof, double pivotX, double z) {
        double left = limb.left() ? HALF_TRACK_WIDTH : -HALF_TRACK_WIDTH;
        double x = pivotX + sway * (hoof[0] - pivotX);
        double a = SEGMENTS[kind(limb)][0];
        double b = SEGMENTS[kind(limb)][1];
        double reach = Math.min(Math.hypot(hoof[0] - x, hoof[1] - z), 0.999 * (a + b));
        double open = Math.acos((a * a + reach * reach - b * b) / (2 * a * reach));
        double angle = Math.atan2(hoof[1] - z, hoof[0] - x) + (limb.hind() ? -open : open);
        points[limb.hoof] = new double[] {hoof[0], left, hoof[1]};
        points[limb.joint] = new double[] {x + a * Math.cos(angle), left, z + a * Math.sin(angle)};
        points[limb.pivot] = new double[] {x, left, z};
    }

    /** Where a limb stands in a stride, along the path, BL. */
    public double place(Limb limb, int stride) {
        double middle = onCycle(limb, stride) + 0.5 * gaitOf(stride).duty(limb);
        return travelled(timeAt(middle)) + PIVOT[kind(limb)][0];
    }

    /** The stride of a limb that a cycle falls into: it begins when the hoof touches the ground. */
    public int strideOf(Limb limb, double cycle) {
        int stride = (int) Math.floor(cycle - gaitAt(cycle).phase(limb));
        // Where the phases change, the stride may be the one beside.
        while (onCycle(limb, stride + 1) <= cycle) {
            stride++;
        }
        while (onCycle(limb, stride) > cycle) {
            stride--;
        }
        return stride;
    }

    /** When a limb touches the ground in a stride, cycles. */
    public double onCycle(Limb limb, int stride) {
        return stride + gaitOf(stride).phase(limb);
    }

    /** When a limb leaves the ground in a stride, cycles. */
    public double offCycle(Limb limb, int stride) {
        return onCycle(limb, stride) + gaitOf(stride).duty(limb);
    }

    /** Factor on how high a limb is lifted in a stride. */
    public double lift(Limb limb, int stride) {
        return lift[limb.ordinal()][stride % lift[0].length];
    }

    private SyntheticGait gaitOf(int stride) {
        return gaitAt(stride + 0.5);
    }

    private SyntheticGait gaitAt(double cycle) {
        double changed = cycle - change;
        if (changed <= 0) {
            return gait;
        }
        return changed >= 1 ? next : gait.towards(next, changed);
    }

    private double[] strideStarts() {
        double fastest = Math.max(gait.frequency(), next.frequency());
        int strides = (int) Math.ceil(view.seconds() * fastest) + STRIDES_BEYOND;
        double[] start = new double[strides];
        Random own = new Random(view.seed() ^ 0x5DEECE66DL);
        double t = -STRIDES_BEFORE / gait.frequency();
        for (int i = 0; i < strides; i++) {
            start[i] = t;
            t += Math.exp(view.strideCv() * own.nextGaussian()) / gaitOf(i).frequency();
        }
        // A random place in the stride, so that frames do not always fall on the same phases.
        double shift = own.nextDouble() / gait.frequency();
        for (int i = 0; i < strides; i++) {
            start[i] -= shift;
        }
        return start;
    }

    /** Factor on the lift, {@code [limb][stride]}. */
    private double[][] lifts() {
        SplittableRandom own = new SplittableRandom(view.seed() ^ LIFT_SALT);
        double[][] factors = new double[Limb.COUNT][strideStart.length];
        for (double[] factor : factors) {
            for (int i = 0; i < factor.length; i++) {
                factor[i] = Math.exp(view.liftCv() * own.nextGaussian());
            }
        }
        return factors;
    }

    private GroundPath path() {
        double curvature =
                gait.speed() == 0 ? 0 : Math.toRadians(view.turnDegPerS()) / gait.speed();
        return new GroundPath(
                view.distance(),
                Math.toRadians(view.headingDeg()),
                curvature,
                wayAt(view.turnFrom()),
                wayAt(view.turnUntil()));
    }

    private double wayAt(double t) {
        return Double.isInfinite(t) ? t : travelled(t);
    }

    private static int kind(Limb limb) {
        return limb.hind() ? 0 : 1;
    }
}
