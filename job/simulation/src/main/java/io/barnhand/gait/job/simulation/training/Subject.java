package io.barnhand.gait.job.simulation.training;

import io.barnhand.gait.job.simulation.CastHorse;
import io.barnhand.gait.job.simulation.ClipTruth.HorseInFrame;
import io.barnhand.gait.job.simulation.horse.CoatColour;
import io.barnhand.gait.job.simulation.horse.HorseModel;
import io.barnhand.gait.job.simulation.horse.Stepping;
import io.barnhand.gait.job.simulation.render.CameraResponse;
import io.barnhand.gait.job.simulation.render.Film;
import io.barnhand.gait.job.simulation.render.Moving;
import io.barnhand.gait.job.simulation.render.PinholeCamera;
import io.barnhand.gait.job.simulation.render.RenderTarget;
import io.barnhand.gait.job.simulation.scene.Post;
import io.barnhand.gait.job.simulation.scene.Scene;
import io.barnhand.gait.job.simulation.scene.SceneKind;
import io.barnhand.gait.job.simulation.scene.Staging;
import io.barnhand.gait.models.keypoints.Ap10k;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Everything that is drawn at random for one picture: horses, place, camera, moment. The same split
 * and number give the same picture.
 */
final class Subject {

    private static final double SECONDS = 3;
    private static final double MOMENT = .5 * SECONDS;
    private static final double LOWEST_CAMERA = .45;
    private static final double USUAL_CAMERA = 1.6;
    private static final double HIGHEST_CAMERA = 2.4;
    private static final CoatColour UNSEEN_COAT = CoatColour.PALOMINO;
    private static final SceneKind UNSEEN_SCENE = SceneKind.ARENA;

    private final SplittableRandom random;
    private final ModelPool models;
    private final HeldOut heldOut;
    private final SceneKind place;
    private final List<CastHorse> cast = new ArrayList<>();
    private final List<Moving> moving;
    private final Map<String, String> factors = new LinkedHashMap<>();

    /**
     * @param horses how many
     * @param apart whether they are spread over the width of a picture, else near each other
     */
    Subject(Split split, SplittableRandom random, ModelPool models, int horses, boolean apart) {
        this.random = random;
        this.models = models;
        HeldOut[] all = HeldOut.values();
        heldOut = split == Split.SEALED ? all[random.nextInt(1, all.length)] : HeldOut.NONE;
        place = place();
        factors.put("held_out", name(heldOut));
        factors.put("scene", name(place));
        factors.put("horses", Integer.toString(horses));
        for (int i = 0; i < horses; i++) {
            cast.add(
                    horse(
                            i,
                            apart
                                    ? random.nextDouble(-3, 3)
                                    : i == 0 ? 0 : random.nextDouble(-1.4, 1.4)));
        }
        moving = CastHorse.at(cast, MOMENT);
    }

    private SceneKind place() {
        if (heldOut == HeldOut.SCENE) {
            return UNSEEN_SCENE;
        }
        SceneKind[] all = SceneKind.values();
        SceneKind drawn;
        do {
            drawn = all[random.nextInt(all.length)];
        } while (drawn == UNSEEN_SCENE);
        return drawn;
    }

    private CastHorse horse(int id, double x) {
        CoatColour coat = UNSEEN_COAT;
        while (coat == UNSEEN_COAT && heldOut != HeldOut.COAT) {
            coat = CoatColour.values()[random.nextInt(CoatColour.values().length)];
        }
        String gait =
                switch (random.nextInt(20)) {
                    case 0, 1, 2, 3, 4, 5 -> "walk";
                    case 6, 7, 8, 9, 10, 11 -> "trot";
                    case 12, 13, 14 -> "canter_left";
                    case 15, 16, 17 -> "canter_right";
                    default -> "stand";
                };
        SyntheticGait kind = CastHorse.gait(gait);
        SyntheticGait own = kind.speed() == 0 ? kind : kind.varied(random.nextLong());
        SyntheticView view =
                SyntheticView.SIDE
                        .seconds(SECONDS)
                        .seed(random.nextLong() >>> 1)
                        .liftCv(.10)
                        .headAsymmetry(random.nextDouble(0, .03), random.nextDouble(6.28));
        HorseModel model = models.of(heldOut == HeldOut.SHAPE, random);
        if (id == 0) {
            factors.put("gait", gait);
            factors.put("coat", name(coat));
            factors.put("shape", heldOut == HeldOut.SHAPE ? "cob" : "common");
            factors.put("swing", heldOut == HeldOut.SWING ? "high" : "common");
        }
        Stepping stepping = heldOut == HeldOut.SWING ? Stepping.HIGH : Stepping.COMMON;
        double depth = id == 0 ? 0 : random.nextDouble(-1.1, 1.6);
        return CastHorse.of(id, model, coat, own, view, stepping, random.nextBoolean(), x, depth);
    }

    /** A camera somewhere before the path; its direction is chosen by the caller. */
    PinholeCamera stand(double focal, int width, int height) {
        boolean high = heldOut == HeldOut.CAMERA;
        double stand =
                high
                        ? random.nextDouble(USUAL_CAMERA, HIGHEST_CAMERA)
                        : random.nextDouble(LOWEST_CAMERA, USUAL_CAMERA);
        factors.put("camera", high ? "high" : "usual");
        double yaw =
                Math.toRadians(
                        random.nextDouble() < .5
                                ? random.nextDouble(-8, 8)
                                : random.nextDouble(-38, 38));
        double distance = random.nextDouble(3.2, 9);
        return PinholeCamera.standing(distance, stand, yaw, 0, .75, focal, width, height);
    }

    double uniform(double from, double to) {
        return random.nextDouble(from, to);
    }

    List<Moving> moving() {
        return moving;
    }

    Map<String, String> factors() {
        return factors;
    }

    /**
     * The picture that a camera takes.
     *
     * @param bgr filled with 3 bytes a pixel
     * @return the horses in it
     */
    List<HorseInFrame> picture(PinholeCamera camera, boolean posts, byte[] bgr) {
        List<Post> obstacles = new ArrayList<>();
        for (int i = posts ? random.nextInt(1, 3) : 0; i > 0; i--) {
            obstacles.add(
                    new Post(
                            random.nextDouble(-1, 1.3),
                            random.nextDouble(-1.2, -.55),
                            random.nextDouble(.05, .16)));
        }
        Staging staging = new Staging(-1.4, 1.9, obstacles, random.nextInt(4) == 0);
        Scene scene = Scene.of(place, random.nextLong(), camera, staging);
        RenderTarget frame = new RenderTarget(camera.width(), camera.height());
        scene.draw(moving, frame);
        List<RenderTarget> exposures = new ArrayList<>(List.of(frame));
        if (random.nextBoolean()) {
            double open = random.nextDouble(.001, .012);
            RenderTarget blurred = new RenderTarget(camera.width(), camera.height());
            List<CastHorse> opening = cast.stream().map(CastHorse::twin).toList();
            List<CastHorse> closing = cast.stream().map(CastHorse::twin).toList();
            scene.draw(
                    CastHorse.at(opening, MOMENT - open),
                    CastHorse.at(closing, MOMENT + open),
                    blurred);
            exposures.add(blurred);
        }
        CameraResponse response =
                scene.response()
                        .withExposure(scene.response().exposure() * random.nextDouble(.75, 1.3));
        new Film(response, random.nextLong()).develop(exposures, 0, bgr);
        return CastHorse.seen(cast, camera, frame, moving, MOMENT);
    }

    /** Of the first horse, from Neck to Root_of_tail, were it square to the camera; px. */
    double bodyLength(PinholeCamera camera) {
        double[][] world = cast.get(0).rendered().keypoints(MOMENT);
        double[] neck = world[Ap10k.NECK];
        double[] tail = world[Ap10k.TAIL];
        double apart = 0;
        for (int c = 0; c < 3; c++) {
            apart += (neck[c] - tail[c]) * (neck[c] - tail[c]);
        }
        return Math.sqrt(apart)
                * camera.focal()
                / (.5 * (depth(camera, neck) + depth(camera, tail)));
    }

    private static double depth(PinholeCamera camera, double[] point) {
        return camera.project(point[0], point[1], point[2])[2];
    }

    private static String name(Enum<?> factor) {
        return factor.name().toLowerCase(Locale.ROOT);
    }
}
