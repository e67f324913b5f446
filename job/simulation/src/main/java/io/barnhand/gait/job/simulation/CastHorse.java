package io.barnhand.gait.job.simulation;

import io.barnhand.gait.job.simulation.ClipTruth.HorseInFrame;
import io.barnhand.gait.job.simulation.horse.CoatColour;
import io.barnhand.gait.job.simulation.horse.HorseModel;
import io.barnhand.gait.job.simulation.horse.RenderedHorse;
import io.barnhand.gait.job.simulation.horse.Stepping;
import io.barnhand.gait.job.simulation.horse.StraightPath;
import io.barnhand.gait.job.simulation.render.Moving;
import io.barnhand.gait.job.simulation.render.PinholeCamera;
import io.barnhand.gait.job.simulation.render.RenderTarget;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticMotion;
import io.barnhand.gait.operators.synthetic.SyntheticTruth;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A horse that plays in a clip or a picture: its appearance, its movement and its truth.
 *
 * @param id within the clip
 * @param rendered itself
 * @param model its shape
 * @param gait its movement, speed 0 for one that stands
 * @param view its seed, length and variation
 * @param stepping how high it lifts its feet
 * @param coat its colour
 * @param toRight whether it goes to the right in the picture
 */
public record CastHorse(
        int id,
        RenderedHorse rendered,
        HorseModel model,
        SyntheticGait gait,
        SyntheticView view,
        Stepping stepping,
        CoatColour coat,
        boolean toRight) {

    private static final String STAND = "stand";

    /** A horse that stands has no strides: its cycle only paces what it does with its head. */
    public static final SyntheticGait STANDING =
            new SyntheticGait(STAND, 1, 0, SyntheticGait.TROT.phases(), .99, .99, 0, 1, 0, 0, .3);

    /**
     * @param middle where the horse is in the middle of the clip, BL to the right of the picture's
     *     middle
     * @param depth of its path behind the nearest one, BL
     */
    public static CastHorse of(
            int id,
            HorseModel model,
            CoatColour coat,
            SyntheticGait gait,
            SyntheticView view,
            Stepping stepping,
            boolean toRight,
            double middle,
            double depth) {
        double half = SyntheticMotion.of(gait, view).travelled(0.5 * view.seconds());
        double heading = toRight ? 0 : Math.PI;
        StraightPath path =
                new StraightPath(toRight ? middle - half : middle + half, depth, heading);
        RenderedHorse rendered =
                new RenderedHorse(model, coat, gait, view, stepping, path, view.seed());
        return new CastHorse(id, rendered, model, gait, view, stepping, coat, toRight);
    }

    /** The gait of a class name, with {@code canter_left} and {@code canter-left} the same. */
    public static SyntheticGait gait(String name) {
        return switch (name.replace('-', '_')) {
            case "walk" -> SyntheticGait.WALK;
            case "trot" -> SyntheticGait.TROT;
            case "canter_left" -> SyntheticGait.CANTER_LEFT;
            case "canter_right" -> SyntheticGait.CANTER_RIGHT;
            case STAND -> STANDING;
            default ->
                    throw new IllegalArgumentException(
                            String.format(
                                    Locale.ROOT,
                                    "There is no gait %s; give walk, trot, canter-left, canter-right or stand",
                                    name));
        };
    }

    /** The same horse with separate surfaces, for a second instant beside the first. */
    public CastHorse twin() {
        return new CastHorse(id, rendered.twin(), model, gait, view, stepping, coat, toRight);
    }

    Moving at(double t) {
        return new Moving(id, rendered.surfaces(t));
    }

    public HorseTruth truth() {
        String direction = toRight ? "right" : "left";
        String colour = coat.name().toLowerCase(Locale.ROOT);
        if (gait.speed() == 0) {
            return HorseTruth.standing(id, direction, colour);
        }
        return HorseTruth.of(
                id,
                SyntheticTruth.of(gait, view, even -> model.keypoints(gait, even, stepping)),
                direction,
                colour);
    }

    /** All of a cast at one time; the number of each is its id. */
    public static List<Moving> at(List<CastHorse> cast, double t) {
        return cast.stream().map(horse -> horse.at(t)).toList();
    }

    /**
     * Each horse of a cast in a frame.
     *
     * @param moving the cast as it was drawn into the frame, all of it at time {@code t}
     */
    public static List<HorseInFrame> seen(
            List<CastHorse> cast,
            PinholeCamera camera,
            RenderTarget frame,
            List<Moving> moving,
            double t) {
        List<HorseInFrame> seen = new ArrayList<>();
        for (CastHorse horse : cast) {
            HorseView.of(
                            camera,
                            frame,
                            horse.id,
                            moving.get(horse.id).surfaces(),
                            horse.rendered.keypoints(t))
                    .ifPresent(seen::add);
        }
        return seen;
    }
}
