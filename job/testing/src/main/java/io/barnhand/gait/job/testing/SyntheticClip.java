package io.barnhand.gait.job.testing;

import io.barnhand.gait.job.simulation.ClipTruth;
import io.barnhand.gait.job.simulation.HorseTruth;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticTrack;
import io.barnhand.gait.operators.synthetic.SyntheticTruth;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The truth of a clip that was never rendered: horses of the kinematic model, without noise. */
public final class SyntheticClip {

    public static final int WIDTH = 1600;
    public static final int HEIGHT = 400;

    private final SyntheticView view;
    private final List<HorseTruth> horses = new ArrayList<>();
    private final Map<Long, List<ClipTruth.HorseInFrame>> frames = new TreeMap<>();

    public SyntheticClip(double seconds, double fps, long seed) {
        view =
                SyntheticView.SIDE
                        .seconds(seconds)
                        .fps(fps)
                        .seed(seed)
                        .noise(0)
                        .pxPerBl(120)
                        .startUs(0)
                        .image(WIDTH, HEIGHT);
    }

    /** Adds a horse that passes through the middle of the picture. */
    public SyntheticClip horse(SyntheticGait gait, boolean toRight) {
        int id = horses.size();
        SyntheticView own = toRight ? view : view.toLeft();
        for (HorsePose pose : SyntheticTrack.of(gait, own)) {
            frames.computeIfAbsent(pose.timeUs(), time -> new ArrayList<>())
                    .add(new ClipTruth.HorseInFrame(id, pose.box(), 1, keypoints(pose)));
        }
        horses.add(
                HorseTruth.of(id, SyntheticTruth.of(gait, own), toRight ? "right" : "left", "bay"));
        return this;
    }

    public ClipTruth truth() {
        List<ClipTruth.FrameTruth> list = new ArrayList<>();
        frames.forEach((time, seen) -> list.add(new ClipTruth.FrameTruth(time, false, seen)));
        return new ClipTruth(
                "made for a test",
                new ClipTruth.ClipDescription(
                        horses.get(0).gait(),
                        "none",
                        view.seed(),
                        view.fps(),
                        false,
                        new ClipTruth.Size(WIDTH, HEIGHT),
                        list.size(),
                        view.seconds(),
                        0,
                        new ClipTruth.CameraPose(8, 0.9, 0, 0, 0, 960)),
                horses,
                list);
    }

    private static List<ClipTruth.Keypoint> keypoints(HorsePose pose) {
        List<ClipTruth.Keypoint> points = new ArrayList<>();
        for (int k = 0; k < HorsePose.KEYPOINTS; k++) {
            points.add(new ClipTruth.Keypoint(pose.x(k), pose.y(k), ClipTruth.Keypoint.VISIBLE));
        }
        return points;
    }
}
