package io.barnhand.gait.job.simulation.horse;

import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import java.util.List;
import java.util.function.DoubleFunction;

/** The surface of a horse of one shape, tied to its skeleton; shared by horses of several coats. */
public final class HorseModel {

    private static final double CELL = .0188;
    private static final double[] LOWEST = {-.85, -.36, -.035};
    private static final double[] HIGHEST = {1.65, .36, 2.05};

    private final Build build;
    private final List<RoundCone> cones;
    private final BodyField field;
    private final Posture rest;
    private final SurfaceNet.Mesh body;
    private final Skin bodySkin;

    private HorseModel(BodyShape shape) {
        build = new Build(shape);
        rest = HorseMotion.standing(build);
        cones = Anatomy.of(build);
        field = new BodyField(cones);
        body = SurfaceNet.of(field, LOWEST, HIGHEST, CELL);
        bodySkin = Skin.blended(body.positions(), body.normals(), cones, rest);
    }

    /** Takes about a second. */
    public static HorseModel of(BodyShape shape) {
        return new HorseModel(shape);
    }

    /**
     * The keypoints of a horse of this shape as a function of time: {@code [keypoints][3]} along
     * its path, to the left of it, up; BL.
     */
    public DoubleFunction<double[][]> keypoints(
            SyntheticGait gait, SyntheticView view, Stepping stepping) {
        HorseMotion motion = new HorseMotion(gait, view, stepping, build);
        return t -> motion.at(t).keypoints();
    }

    Build build() {
        return build;
    }

    /** The solids that the body is blended from. */
    List<RoundCone> cones() {
        return cones;
    }

    BodyField field() {
        return field;
    }

    Posture rest() {
        return rest;
    }

    SurfaceNet.Mesh body() {
        return body;
    }

    Skin bodySkin() {
        return bodySkin;
    }
}
