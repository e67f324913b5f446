package io.barnhand.gait.operators.synthetic;

import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.Limb;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Tracks without a gait, with another gait than they seem to show, or with only a part of it: an
 * estimator must report this rather than give numbers. 30 frames per second, noise of 1–1.5 % of
 * the body length; the same seed gives the same track.
 */
public final class SyntheticScenes {

    private static final double SECONDS = 9;
    private static final double PX_PER_BL = 200;

    /** A walk slow enough that the tail is still in the picture at the end; s, Hz and BL/s. */
    private static final double CLIPPED_SECONDS = 6;

    private static final double CLIPPED_FREQUENCY = 0.68;
    private static final double CLIPPED_SPEED = 0.76;

    private SyntheticScenes() {}

    /** Every scene by its name. */
    public static Map<String, List<HorsePose>> all(long seed) {
        Map<String, List<HorsePose>> scenes = new LinkedHashMap<>();
        scenes.put("standing", standing(seed));
        scenes.put("grazing", grazing(seed));
        scenes.put("backing_up", backingUp(seed));
        scenes.put("turning", turning(seed));
        scenes.put("horses_swapped", horsesSwapped(seed));
        scenes.put("horses_swapped_meeting", horsesSwappedMeeting(seed));
        scenes.put("half_of_a_far_limb_missing", halfOfAFarLimbMissing(seed));
        scenes.put("edge_clipped", edgeClipped(seed));
        scenes.put("frozen_frames", frozenFrames(seed));
        scenes.put("transition", transition(seed));
        scenes.put("treadmill", treadmill(seed));
        return scenes;
    }

    public static List<HorsePose> standing(long seed) {
        return SyntheticTrack.standing(view(seed));
    }

    /** Head at the ground; single steps, one hoof after the other, then the trunk. */
    public static List<HorsePose> grazing(long seed) {
        SplittableRandom random = random(seed, 1);
        double[] steps = new double[5];
        Limb[] limbs = new Limb[steps.length];
        for (int s = 0; s < steps.length; s++) {
            steps[s] = SECONDS * (s + random.nextDouble(0.1, 0.9)) / steps.length;
            limbs[s] = Limb.values()[s % Limb.COUNT];
        }
        List<HorsePose> poses = new ArrayList<>();
        for (HorsePose pose : standing(seed)) {
            double t = 1e-6 * (pose.timeUs() - SyntheticView.SIDE.startUs());
            float[] k = pose.keypoints().clone();
            lowerHead(k);
            for (int s = 0; s < steps.length; s++) {
                step(k, limbs[s], Math.max(0, Math.min(1, (t - steps[s]) / 0.5)));
            }
            poses.add(with(pose, around(k), k));
        }
        return poses;
    }

    /** A walk with time reversed: tail first. */
    public static List<HorsePose> backingUp(long seed) {
        List<HorsePose> forwards = SyntheticTrack.of(walk(seed), view(seed));
        List<HorsePose> backwards = new ArrayList<>();
        for (int i = 0; i < forwards.size(); i++) {
            HorsePose pose = forwards.get(forwards.size() - 1 - i);
            backwards.add(at(pose, forwards.get(i).timeUs()));
        }
        return backwards;
    }

    /**
     * Walks straight, through an arc of about 150° within 4.5 s, and back the other way: it faces
     * the other side at the end.
     */
    public static List<HorsePose> turning(long seed) {
        double turn = 150 / 4.5 * random(seed, 2).nextDouble(0.95, 1.05);
        return SyntheticTrack.of(
                walk(seed), view(seed).receding(10, 0, turn).turnBetween(2.25, 6.75));
    }

    /**
     * Two horses of different size, frequency and phase walk the same way, one 0.3–0.6 BL ahead of
     * the other; from the middle on the track holds the other one. Frames carry no overlap flag, as
     * where the detector saw one box.
     */
    public static List<HorsePose> horsesSwapped(long seed) {
        SplittableRandom random = random(seed, 3);
        boolean larger = random.nextBoolean();
        double size = larger ? 1.15 : 0.85;
        double ahead = (random.nextBoolean() ? 1 : -1) * random.nextDouble(0.3, 0.6);
        SyntheticGait one = walk(seed);
        // A larger horse steps more slowly; both keep pace in the picture.
        double frequency = one.frequency() * (larger ? 0.90 : 1.10);
        SyntheticGait other = one.withRhythm(frequency, one.speed() / size);
        SyntheticView beside = view(seed).seed(seed + 1).pxPerBl(size * PX_PER_BL);
        List<HorsePose> second = new ArrayList<>();
        for (HorsePose pose : SyntheticTrack.of(other, beside)) {
            second.add(moved(pose, (float) (ahead * PX_PER_BL)));
        }
        return changing(SyntheticTrack.of(one, view(seed)), second);
    }

    /** Two horses meet in the middle of the picture; the track leaves with the wrong one. */
    public static List<HorsePose> horsesSwappedMeeting(long seed) {
        SyntheticView towards = view(seed).seed(seed + 1).toLeft();
        return changing(
                SyntheticTrack.of(walk(seed), view(seed)),
                SyntheticTrack.of(walk(seed + 1), towards));
    }

    /** A trot whose far limbs are seen in half of the frames. */
    public static List<HorsePose> halfOfAFarLimbMissing(long seed) {
        SyntheticGait trot = SyntheticGait.TROT.perturbed(seed, 0.02, 0.02, 0.1);
        return SyntheticTrack.of(trot, view(seed).farDrop(0.5));
    }

    /**
     * A slow walk out of the picture (6 s): the box touches its edge in the last third, the
     * keypoints beyond are lost or squeezed to the edge.
     */
    public static List<HorsePose> edgeClipped(long seed) {
        SyntheticGait slow = SyntheticGait.WALK.withRhythm(CLIPPED_FREQUENCY, CLIPPED_SPEED);
        double way = CLIPPED_SECONDS * CLIPPED_SPEED;
        // The nose, 1.12 BL before the trunk, reaches the edge after two thirds of the way; at the
        // start the hind hooves, 0.8 BL behind it, are still inside.
        double ahead = way / 6 - 0.16;
        double half = way / 6 + ahead + 1.12;
        return SyntheticTrack.of(
                slow,
                view(seed)
                        .seconds(CLIPPED_SECONDS)
                        .ahead(ahead)
                        .image((int) Math.round(2 * half * PX_PER_BL), 720));
    }

    /** A trot whose picture freezes for 5–12 frames from time to time while the clock runs. */
    public static List<HorsePose> frozenFrames(long seed) {
        SyntheticGait trot = SyntheticGait.TROT.perturbed(seed, 0.02, 0.02, 0.1);
        List<HorsePose> moving = SyntheticTrack.of(trot, view(seed));
        boolean[] frozen = FrameRuns.spread(moving.size(), 0.3, 5, 12, random(seed, 4));
        List<HorsePose> poses = new ArrayList<>();
        for (int i = 0; i < moving.size(); i++) {
            HorsePose seen = frozen[i] && i > 0 ? poses.get(i - 1) : moving.get(i);
            poses.add(at(seen, moving.get(i).timeUs()));
        }
        return poses;
    }

    /** From walk to trot in the middle, within one stride. */
    public static List<HorsePose> transition(long seed) {
        return SyntheticTrack.changing(SyntheticGait.WALK, SyntheticGait.TROT, view(seed));
    }

    /** A walk on the spot, or with a camera that follows. */
    public static List<HorsePose> treadmill(long seed) {
        return SyntheticTrack.of(walk(seed), view(seed).pan(1));
    }

    private static SyntheticGait walk(long seed) {
        return SyntheticGait.WALK.perturbed(seed, 0.02, 0.02, 0.1);
    }

    private static SyntheticView view(long seed) {
        double noise = random(seed, 0).nextDouble(0.010, 0.015);
        return SyntheticView.SIDE.seconds(SECONDS).noise(noise).pxPerBl(PX_PER_BL).seed(seed);
    }

    private static SplittableRandom random(long seed, int use) {
        return new SplittableRandom(31 * seed + use);
    }

    private static List<HorsePose> changing(List<HorsePose> first, List<HorsePose> second) {
        int middle = first.size() / 2;
        List<HorsePose> poses = new ArrayList<>(first.subList(0, middle));
        poses.addAll(second.subList(middle, second.size()));
        return poses;
    }

    private static void lowerHead(float[] k) {
        for (int eye : new int[] {0, 1}) {
            k[3 * eye] -= (float) (0.05 * PX_PER_BL);
            k[3 * eye + 1] += (float) (0.82 * PX_PER_BL);
        }
        k[3 * 2] -= (float) (0.15 * PX_PER_BL);
        k[3 * 2 + 1] += (float) (0.89 * PX_PER_BL);
    }

    /** A limb steps 0.4 BL ahead; the trunk, and with it the other pivots, follows a quarter. */
    private static void step(float[] k, Limb limb, double share) {
        float trunk = (float) (0.1 * PX_PER_BL * share);
        float hoof = (float) (0.4 * PX_PER_BL * share);
        for (int rigid = 0; rigid < 5; rigid++) {
            k[3 * rigid] += trunk;
        }
        for (Limb other : Limb.values()) {
            float way = other == limb ? hoof : 0;
            k[3 * other.pivot] += trunk;
            k[3 * other.joint] += 0.5f * (trunk + way);
            k[3 * other.hoof] += way;
        }
        k[3 * limb.hoof + 1] -= (float) (0.06 * PX_PER_BL * Math.sin(Math.PI * share));
    }

    private static Box around(float[] k) {
        double x1 = Double.POSITIVE_INFINITY;
        double y1 = Double.POSITIVE_INFINITY;
        double x2 = Double.NEGATIVE_INFINITY;
        double y2 = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < k.length; i += 3) {
            x1 = Math.min(x1, k[i]);
            y1 = Math.min(y1, k[i + 1]);
            x2 = Math.max(x2, k[i]);
            y2 = Math.max(y2, k[i + 1]);
        }
        return new Box(x1, y1, x2, y2);
    }

    private static HorsePose moved(HorsePose pose, float dx) {
        float[] k = pose.keypoints().clone();
        for (int i = 0; i < k.length; i += 3) {
            k[i] += dx;
        }
        Box b = pose.box();
        return with(pose, new Box(b.x1() + dx, b.y1(), b.x2() + dx, b.y2()), k);
    }

    private static HorsePose with(HorsePose pose, Box box, float[] keypoints) {
        return copy(pose, pose.timeUs(), box, keypoints);
    }

    private static HorsePose at(HorsePose pose, long timeUs) {
        return copy(pose, timeUs, pose.box(), pose.keypoints());
    }

    private static HorsePose copy(HorsePose pose, long timeUs, Box box, float[] keypoints) {
        return new HorsePose(
                pose.camera(),
                pose.recording(),
                pose.track(),
                pose.horse(),
                timeUs,
                pose.imageWidth(),
                pose.imageHeight(),
                box,
                pose.boxScore(),
                keypoints,
                pose.model(),
                pose.flags());
    }
}
