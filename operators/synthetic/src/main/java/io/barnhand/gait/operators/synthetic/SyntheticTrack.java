package io.barnhand.gait.operators.synthetic;

import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.operators.records.HorsePose;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Poses of a synthetic horse: its movement, a pinhole camera, and keypoints as a network would find
 * them. All times are exact, so that every estimate has a truth: see {@link SyntheticTruth}.
 */
public final class SyntheticTrack {

    public static final String CAMERA = "aisle";
    public static final String RECORDING = "synthetic";
    public static final String TRACK = "synthetic/1";
    public static final String MODEL = "synthetic";

    private final SyntheticView view;
    private final SyntheticMotion motion;
    private final SyntheticCamera camera;
    private final Random random;
    private final KeypointNoise noise;
    private final LimbFaults faults;
    private final int frames;

    private SyntheticTrack(SyntheticMotion motion, SyntheticView view, double frequency) {
        this.view = view;
        this.motion = motion;
        camera = new SyntheticCamera(view, (1 - view.pan()) * motion.travelled(view.seconds()));
        random = new Random(view.seed());
        frames = (int) Math.round(view.seconds() * view.fps());
        noise = new KeypointNoise(view, random);
        faults = new LimbFaults(view, motion, frequency, frames, random);
    }

    public static List<HorsePose> of(SyntheticGait gait, SyntheticView view) {
        SyntheticMotion motion = SyntheticMotion.of(gait, view);
        return new SyntheticTrack(motion, view, gait.frequency()).poses();
    }

    /** A horse that stands, and shifts a little. */
    public static List<HorsePose> standing(SyntheticView view) {
        SyntheticGait still =
                new SyntheticGait(
                        "standing", 1, 0, SyntheticGait.TROT.phases(), .99, .99, 0, 1, 0, 0, .3);
        return of(still, view);
    }

    /** A horse that changes to another gait within one stride in the middle of the track. */
    public static List<HorsePose> changing(
            SyntheticGait gait, SyntheticGait next, SyntheticView view) {
        SyntheticMotion motion = SyntheticMotion.changing(gait, next, view);
        return new SyntheticTrack(motion, view, gait.frequency()).poses();
    }

    private List<HorsePose> poses() {
        List<HorsePose> poses = new ArrayList<>(frames);
        for (int i = 0; i < frames; i++) {
            double t = i / view.fps() + 1e-3 * view.jitterMs() * random.nextGaussian();
            poses.add(pose(i, t));
        }
        poses.sort((a, b) -> Long.compare(a.timeUs(), b.timeUs()));
        return poses;
    }

    private HorsePose pose(int frame, double t) {
        double[][] world = motion.world(t);
        double[][] px = camera.project(world, view.pan() * motion.travelled(t));
        double scale = 0;
        for (double[] point : world) {
            scale = Math.max(scale, camera.scale(point));
        }
        float[] keypoints = noise.keypoints(px, motion.cycleAt(t), scale);
        faults.apply(frame, keypoints, world, scale);
        return new HorsePose(
                CAMERA,
                RECORDING,
                TRACK,
                null,
                view.startUs() + Math.round(t * 1e6),
                view.imageWidth(),
                view.imageHeight(),
                box(px),
                0.9f,
                keypoints,
                MODEL,
                List.of());
    }

    /** Bounding box of the keypoints, clipped to the picture. */
    private Box box(double[][] px) {
        double x1 = view.imageWidth();
        double y1 = view.imageHeight();
        double x2 = 0;
        double y2 = 0;
        for (double[] point : px) {
            x1 = Math.min(x1, point[0]);
            y1 = Math.min(y1, point[1]);
            x2 = Math.max(x2, point[0]);
            y2 = Math.max(y2, point[1]);
        }
        return new Box(
                Math.max(0, x1),
                Math.max(0, y1),
                Math.min(view.imageWidth(), x2),
                Math.min(view.imageHeight(), y2));
    }
}
