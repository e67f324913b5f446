package io.barnhand.gait.job.simulation.horse;

import io.barnhand.gait.job.simulation.render.Surface;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import java.util.List;

/**
 * One horse in one gait on one path: its surface and its keypoints at any time. The surfaces of one
 * instant are overwritten by the next one's.
 */
public final class RenderedHorse {

    private static final float[] EYE = {.012f, .009f, .008f};
    private static final int EYE_ROWS = 6;
    private static final int EYE_COLUMNS = 10;
    private static final double EYE_RADIUS = .019;

    private final HorseMotion motion;
    private final StraightPath path;
    private final TailSway sway;
    private final List<SkinnedPart> parts;

    /** A surface that is posed, and the skin that poses it. */
    private record SkinnedPart(Skin skin, Surface surface) {

        void pose(Posture posture, StraightPath path) {
            skin.pose(posture, path, surface.positions(), surface.normals());
        }

        SkinnedPart twin() {
            return part(skin, surface.colours(), surface.triangles(), surface.twoSided());
        }
    }

    /**
     * @param gait with speed 0 for a horse that stands
     * @param view its seed, its variation from stride to stride, its asymmetry of the head; what
     *     belongs to a camera is not used
     * @param seed of markings and hair
     */
    public RenderedHorse(
            HorseModel model,
            CoatColour colour,
            SyntheticGait gait,
            SyntheticView view,
            Stepping stepping,
            StraightPath path,
            long seed) {
        this.path = path;
        motion = new HorseMotion(gait, view, stepping, model.build());
        Coat coat = new Coat(colour, model.build(), model.rest(), seed);
        Hair.Strips tail = Hair.tail(model.build(), seed);
        sway = new TailSway(tail, gait, seed);
        parts =
                List.of(
                        body(model, coat),
                        mane(model, coat, seed),
                        strips(
                                tail,
                                coat,
                                Skin.rigid(
                                        sway.positions(),
                                        tail.normals(),
                                        Bone.TRUNK,
                                        model.rest())),
                        eye(model, 0),
                        eye(model, 1));
    }

    private RenderedHorse(
            HorseMotion motion, StraightPath path, TailSway sway, List<SkinnedPart> parts) {
        this.motion = motion;
        this.path = path;
        this.sway = sway;
        this.parts = parts;
    }

    /** The horse's surfaces, valid until the next call. */
    public List<Surface> surfaces(double t) {
        Posture posture = motion.at(t);
        sway.at(t);
        parts.forEach(part -> part.pose(posture, path));
        return parts.stream().map(SkinnedPart::surface).toList();
    }

    /** The same horse with separate surfaces, for a second instant beside the first. */
    public RenderedHorse twin() {
        return new RenderedHorse(
                motion, path, sway, parts.stream().map(SkinnedPart::twin).toList());
    }

    /** {@code [keypoints][3]} in AP-10K's order, in the world, BL. */
    public double[][] keypoints(double t) {
        double[][] own = motion.at(t).keypoints();
        double[][] world = new double[own.length][];
        float[] at = new float[3];
        for (int k = 0; k < own.length; k++) {
            path.point(own[k][0], own[k][1], own[k][2], at, 0);
            world[k] = new double[] {at[0], at[1], at[2]};
        }
        return world;
    }

    private static SkinnedPart body(HorseModel model, Coat coat) {
        float[] rest = model.body().positions();
        float[] colours = new float[rest.length];
        for (int v = 0; v < rest.length / 3; v++) {
            float[] c =
                    coat.at(
                            rest[3 * v],
                            rest[3 * v + 1],
                            rest[3 * v + 2],
                            model.bodySkin().bone(v));
            System.arraycopy(c, 0, colours, 3 * v, 3);
        }
        return part(model.bodySkin(), colours, model.body().triangles(), false);
    }

    private static SkinnedPart mane(HorseModel model, Coat coat, long seed) {
        Hair.Strips mane = Hair.mane(model.build(), model.field(), model.rest(), seed);
        List<RoundCone> neck =
                model.cones().stream()
                        .filter(cone -> cone.bone().ordinal() <= Bone.HEAD.ordinal())
                        .toList();
        Skin skin = Skin.blended(mane.positions(), mane.normals(), neck, model.rest());
        return strips(mane, coat, skin);
    }

    private static SkinnedPart strips(Hair.Strips hair, Coat coat, Skin skin) {
        float[] colours = new float[hair.positions().length];
        for (int v = 0; v < hair.shade().length; v++) {
            System.arraycopy(coat.hair(hair.shade()[v]), 0, colours, 3 * v, 3);
        }
        return part(skin, colours, hair.triangles(), true);
    }

    private static SkinnedPart eye(HorseModel model, int keypoint) {
        double[] centre = model.rest().keypoints()[keypoint];
        int n = (EYE_ROWS + 1) * EYE_COLUMNS;
        float[] positions = new float[3 * n];
        float[] normals = new float[3 * n];
        float[] colours = new float[3 * n];
        for (int v = 0; v < n; v++) {
            double polar = Math.PI * (v / EYE_COLUMNS) / EYE_ROWS;
            double round = 2 * Math.PI * (v % EYE_COLUMNS) / EYE_COLUMNS;
            double[] normal = {
                Math.sin(polar) * Math.cos(round),
                Math.sin(polar) * Math.sin(round),
                Math.cos(polar)
            };
            for (int c = 0; c < 3; c++) {
                normals[3 * v + c] = (float) normal[c];
                positions[3 * v + c] = (float) (centre[c] + EYE_RADIUS * normal[c]);
                colours[3 * v + c] = EYE[c];
            }
        }
        int[] triangles = new int[6 * EYE_ROWS * EYE_COLUMNS];
        int corner = 0;
        for (int row = 0; row < EYE_ROWS; row++) {
            for (int column = 0; column < EYE_COLUMNS; column++) {
                int a = row * EYE_COLUMNS + column;
                int b = row * EYE_COLUMNS + (column + 1) % EYE_COLUMNS;
                int[] quad = {a, a + EYE_COLUMNS, b, b, a + EYE_COLUMNS, b + EYE_COLUMNS};
                System.arraycopy(quad, 0, triangles, corner, 6);
                corner += 6;
            }
        }
        Skin skin = Skin.rigid(positions, normals, Bone.HEAD, model.rest());
        return part(skin, colours, triangles, false);
    }

    private static SkinnedPart part(Skin skin, float[] colours, int[] triangles, boolean twoSided) {
        return new SkinnedPart(
                skin,
                new Surface(
                        new float[colours.length],
                        new float[colours.length],
                        colours,
                        triangles,
                        twoSided));
    }
}
