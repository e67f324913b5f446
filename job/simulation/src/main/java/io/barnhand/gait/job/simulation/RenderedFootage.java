package io.barnhand.gait.job.simulation;

import io.barnhand.gait.job.simulation.horse.BodyShape;
import io.barnhand.gait.job.simulation.horse.CoatColour;
import io.barnhand.gait.job.simulation.horse.HorseModel;
import io.barnhand.gait.job.simulation.horse.Stepping;
import io.barnhand.gait.job.simulation.render.Film;
import io.barnhand.gait.job.simulation.render.Moving;
import io.barnhand.gait.job.simulation.render.PinholeCamera;
import io.barnhand.gait.job.simulation.render.RenderTarget;
import io.barnhand.gait.job.simulation.scene.Post;
import io.barnhand.gait.job.simulation.scene.Scene;
import io.barnhand.gait.job.simulation.scene.SceneKind;
import io.barnhand.gait.job.simulation.scene.Staging;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import io.barnhand.gait.operators.video.clip.ClipWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleConsumer;

/** Clips of rendered horses. The same request gives the same bytes. */
public final class RenderedFootage implements FootageGenerator {

    /** On every clip and page that shows rendered horses. */
    public static final String NOTICE =
            "Rendered horses, weights trained on renders: shows that the software works, says"
                    + " nothing about accuracy on your horses.";

    private static final double STRIDE_CV = .012;
    private static final double LIFT_CV = .04;
    private static final double LOOK_AT_HEIGHT = .72;

    /** Share of the time between two frames that the shutter is open. */
    private static final double SHUTTER = .25;

    /** The longest that it is open, s: longer movements would show as several pictures. */
    private static final double LONGEST_SHUTTER = .008;

    @Override
    public void render(FootageRequest request, Path video, Path truth, DoubleConsumer progress)
            throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(request.seed());
        PinholeCamera camera = camera(request, random);
        List<CastHorse> cast = cast(request, random);
        SceneKind place = SceneKind.named(request.scene());
        Scene scene = Scene.of(place, random.nextLong(), camera, staging(request, random));
        FrameSchedule times = FrameSchedule.of(request, random.nextLong());
        Film film = new Film(scene.response(), random.nextLong());
        List<ClipTruth.FrameTruth> frames = new ArrayList<>();
        try (ClipWriter writer =
                ClipWriter.open(video, request.width(), request.height(), request.fps(), NOTICE)) {
            ShotRenderer shot = new ShotRenderer(request, scene, camera, cast);
            byte[] bgr = new byte[3 * request.width() * request.height()];
            for (int i = 0; i < times.count(); i++) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("The clip " + video + " was not finished");
                }
                long us = times.us(i);
                List<ClipTruth.HorseInFrame> seen;
                if (times.frozen(i)) {
                    seen = frames.get(i - 1).horses();
                } else {
                    seen = shot.take(1e-6 * us);
                    film.develop(shot.exposures(), i, bgr);
                }
                frames.add(new ClipTruth.FrameTruth(us, times.frozen(i), seen));
                writer.write(bgr, us);
                progress.accept((double) (i + 1) / times.count());
            }
            writer.finish();
        }
        ClipTruthJson.write(truth(request, camera, cast, frames), truth);
    }

    private static PinholeCamera camera(FootageRequest request, SplittableRandom random) {
        double distance = random.nextDouble(5, 8);
        return PinholeCamera.standing(
                distance,
                random.nextDouble(.8, 1.25),
                Math.toRadians(request.yawDeg()),
                0,
                LOOK_AT_HEIGHT,
                request.pxPerBl() * distance,
                request.width(),
                request.height());
    }

    private static List<CastHorse> cast(FootageRequest request, SplittableRandom random) {
        List<CastHorse> cast = new ArrayList<>();
        CoatColour[] coats = CoatColour.values();
        int first = random.nextInt(coats.length);
        for (FootageRequest.Horse horse : request.horses()) {
            SyntheticGait gait = CastHorse.gait(horse.gait());
            long seed = random.nextLong();
            SyntheticView view =
                    SyntheticView.SIDE
                            .seconds(request.seconds())
                            .seed(seed >>> 1)
                            .strideCv(STRIDE_CV)
                            .liftCv(LIFT_CV)
                            .headAsymmetry(request.asymmetry(), 0);
            cast.add(
                    CastHorse.of(
                            cast.size(),
                            HorseModel.of(BodyShape.of(seed)),
                            coats[(first + 3 * cast.size()) % coats.length],
                            gait.speed() == 0 ? gait : gait.varied(seed),
                            view,
                            Stepping.COMMON,
                            horse.toRight(),
                            horse.ahead(),
                            horse.depth()));
        }
        return cast;
    }

    private static Staging staging(FootageRequest request, SplittableRandom random) {
        double farthest =
                request.horses().stream().mapToDouble(FootageRequest.Horse::depth).max().orElse(0);
        List<Post> posts = new ArrayList<>();
        for (int i = 0; i < request.posts(); i++) {
            double apart = (i + .5) / request.posts() - .5;
            double x = request.width() / request.pxPerBl() * apart + random.nextDouble(-.4, .4);
            posts.add(new Post(x, random.nextDouble(-.75, -.6), random.nextDouble(.06, .10)));
        }
        return new Staging(-.8, farthest + .8, posts, false);
    }

    private static ClipTruth truth(
            FootageRequest request,
            PinholeCamera camera,
            List<CastHorse> cast,
            List<ClipTruth.FrameTruth> frames) {
        return new ClipTruth(
                NOTICE,
                new ClipTruth.ClipDescription(
                        request.horses().get(0).gait(),
                        request.scene(),
                        request.seed(),
                        request.fps(),
                        request.variableRate(),
                        new ClipTruth.Size(request.width(), request.height()),
                        frames.size(),
                        request.seconds(),
                        request.asymmetry(),
                        new ClipTruth.CameraPose(
                                Math.hypot(camera.x(), camera.y()),
                                camera.z(),
                                Math.toDegrees(camera.yaw()),
                                -Math.toDegrees(camera.pitch()),
                                Math.toDegrees(camera.roll()),
                                camera.focal())),
                cast.stream().map(CastHorse::truth).toList(),
                frames);
    }

    /** The exposures of one picture, drawn into the same frames again and again. */
    private static final class ShotRenderer {

        private final Scene scene;
        private final PinholeCamera camera;
        private final List<CastHorse> cast;
        private final List<CastHorse> twins;
        private final double open;
        private final RenderTarget sharp;
        private final List<RenderTarget> exposures;

        ShotRenderer(
                FootageRequest request, Scene scene, PinholeCamera camera, List<CastHorse> cast) {
            this.scene = scene;
            this.camera = camera;
            this.cast = cast;
            twins = cast.stream().map(CastHorse::twin).toList();
            open = Math.min(LONGEST_SHUTTER, SHUTTER / request.fps());
            sharp = new RenderTarget(request.width(), request.height());
            boolean moves = cast.stream().anyMatch(horse -> horse.gait().speed() > 0);
            exposures =
                    moves
                            ? List.of(sharp, new RenderTarget(request.width(), request.height()))
                            : List.of(sharp);
        }

        /** Draws a sharp exposure, and one over the time that the shutter is open if need be. */
        List<ClipTruth.HorseInFrame> take(double t) {
            for (RenderTarget blurred : exposures.subList(1, exposures.size())) {
                scene.draw(
                        CastHorse.at(cast, t - .5 * open),
                        CastHorse.at(twins, t + .5 * open),
                        blurred);
            }
            List<Moving> moving = CastHorse.at(cast, t);
            scene.draw(moving, sharp);
            return CastHorse.seen(cast, camera, sharp, moving, t);
        }

        List<RenderTarget> exposures() {
            return exposures;
        }
    }
}
