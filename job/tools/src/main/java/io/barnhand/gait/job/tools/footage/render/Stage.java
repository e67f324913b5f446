package io.barnhand.gait.job.tools.footage.render;

import java.util.List;

/**
 * Draws what moves over a background: its shadow on the scenery, then itself, lit by the same light
 * and hidden by the scenery before it. Not thread-safe; one stage serves one camera.
 */
public final class Stage {

    /** How far a shadow is followed along the light, BL. */
    private static final double SHADOW_REACH = 6;

    /** Samples of one pixel nearer to each other than this share one shading, BL. */
    private static final double SAME_PLACE = 0.08;

    private static final double NEAR_GROUND = 0.25;

    private final Camera camera;
    private final Light light;
    private final Background background;
    private final ShadowMap scenery;
    private final ShadowMap shadows = new ShadowMap();
    private final SkyShade skyShade = new SkyShade();
    private final Rasteriser rasteriser;
    private final Fragment fragment = new Fragment();
    private final CoatLight coat;
    private final int[] groupOwner = new int[Rasteriser.SAMPLES];
    private final int[] groupCount = new int[Rasteriser.SAMPLES];
    private final double[] groupDepth = new double[Rasteriser.SAMPLES];
    private final float[] groupColour = new float[3 * Rasteriser.SAMPLES];

    /**
     * @param scenery what of the scene casts shadows
     */
    public Stage(Camera camera, Light light, Background background, ShadowMap scenery) {
        this.camera = camera;
        this.light = light;
        this.background = background;
        this.scenery = scenery;
        rasteriser = new Rasteriser(camera.width(), camera.height());
        coat = new CoatLight(camera, light);
    }

    /**
     * Draws one frame.
     *
     * @throws IllegalArgumentException if the frame has another size than the background
     */
    public void draw(List<Moving> moving, Frame frame) {
        if (frame.width() != background.width() || frame.height() != background.height()) {
            throw new IllegalArgumentException(
                    "A frame of %dx%d px for a scene of %dx%d px; give one of the scene's size"
                            .formatted(
                                    frame.width(),
                                    frame.height(),
                                    background.width(),
                                    background.height()));
        }
        frame.reset(background);
        Bounds bounds = Bounds.of(moving);
        if (bounds == null) {
            return;
        }
        shadows.begin(light, bounds);
        skyShade.fit(moving, bounds);
        for (Moving thing : moving) {
            thing.surfaces().forEach(shadows::cast);
        }
        shadeScenery(frame, bounds);
        Region seen = Bounds.onPicture(camera, bounds.corners());
        if (!seen.isEmpty()) {
            drawThings(moving, frame, seen);
        }
    }

    private void shadeScenery(Frame frame, Bounds bounds) {
        Region region = shadowRegion(bounds);
        if (region.isEmpty()) {
            return;
        }
        frame.change(region);
        float[] colour = frame.colour();
        float[] ambient = background.ambient();
        float[] direct = background.direct();
        double[] m = camera.rotation();
        for (int y = region.top(); y < region.bottom(); y++) {
            double v = (y - camera.centreY()) / camera.focal();
            for (int x = region.left(); x < region.right(); x++) {
                int pixel = y * frame.width() + x;
                float depth = background.depth()[pixel];
                if (depth == Float.POSITIVE_INFINITY) {
                    continue;
                }
                double u = (x - camera.centreX()) / camera.focal();
                double wx = camera.x() + depth * (m[6] + u * m[0] + v * m[3]);
                double wy = camera.y() + depth * (m[7] + u * m[1] + v * m[4]);
                double wz = camera.z() + depth * (m[8] + u * m[2] + v * m[5]);
                float lit = shadows.lit(wx, wy, wz, 0, 0, 0);
                float open = wz < NEAR_GROUND ? skyShade.overGround(wx, wy) : 1;
                if (lit < 1 || open < 1) {
                    for (int c = 3 * pixel; c < 3 * pixel + 3; c++) {
                        colour[c] = open * ambient[c] + lit * direct[c];
                    }
                }
            }
        }
    }

    /** Where the box of the things, drawn out along the light to the ground, is seen. */
    private Region shadowRegion(Bounds bounds) {
        double[][] near = bounds.corners();
        double[][] points = new double[24][];
        for (int i = 0; i < 8; i++) {
            double[] p = near[i];
            double reach =
                    light.towardZ() > 0
                            ? Math.min(SHADOW_REACH, Math.max(0, p[2]) / light.towardZ())
                            : SHADOW_REACH;
            points[i] = p;
            points[8 + i] =
                    new double[] {
                        p[0] - reach * light.towardX(),
                        p[1] - reach * light.towardY(),
                        p[2] - reach * light.towardZ()
                    };
            points[16 + i] =
                    new double[] {
                        p[0] + ((i & 1) == 0 ? -0.6 : 0.6), p[1] + ((i & 2) == 0 ? -0.6 : 0.6), 0
                    };
        }
        return Bounds.onPicture(camera, points);
    }

    private void drawThings(List<Moving> moving, Frame frame, Region seen) {
        frame.change(seen);
        rasteriser.begin(camera, seen, background.closeness());
        int[] owners = new int[moving.stream().mapToInt(m -> m.surfaces().size()).sum()];
        for (Moving thing : moving) {
            for (Surface surface : thing.surfaces()) {
                owners[rasteriser.draw(surface)] = thing.owner();
            }
        }
        for (int y = seen.top(); y < seen.bottom(); y++) {
            for (int x = seen.left(); x < seen.right(); x++) {
                resolve(y * frame.width() + x, owners, frame);
            }
        }
    }

    /** Shades each different thing among a pixel's samples once and blends them by their number. */
    private void resolve(int pixel, int[] owners, Frame frame) {
        int groups = 0;
        int covered = 0;
        for (int s = 0; s < Rasteriser.SAMPLES; s++) {
            int surface = rasteriser.surface(pixel, s);
            if (surface < 0) {
                continue;
            }
            covered++;
            int owner = owners[surface];
            double depth = 1 / rasteriser.closeness(pixel, s);
            int g = 0;
            while (g < groups
                    && (groupOwner[g] != owner || Math.abs(groupDepth[g] - depth) > SAME_PLACE)) {
                g++;
            }
            if (g == groups) {
                groups++;
                groupOwner[g] = owner;
                groupDepth[g] = depth;
                groupCount[g] = 0;
                shade(pixel, s, 3 * g);
            }
            groupCount[g]++;
        }
        if (groups == 0) {
            return;
        }
        float[] colour = frame.colour();
        float rest = (float) (Rasteriser.SAMPLES - covered) / Rasteriser.SAMPLES;
        int most = 0;
        for (int c = 0; c < 3; c++) {
            float sum = rest * colour[3 * pixel + c];
            for (int g = 0; g < groups; g++) {
                sum += groupCount[g] * groupColour[3 * g + c] / Rasteriser.SAMPLES;
            }
            colour[3 * pixel + c] = sum;
        }
        for (int g = 1; g < groups; g++) {
            if (groupCount[g] > groupCount[most]) {
                most = g;
            }
        }
        if (2 * covered >= Rasteriser.SAMPLES) {
            frame.set(pixel, groupOwner[most], (float) groupDepth[most]);
        }
    }

    private void shade(int pixel, int sample, int at) {
        Fragment f = fragment;
        rasteriser.interpolate(pixel, sample, f);
        float lit = shadows.lit(f.x, f.y, f.z, f.nx, f.ny, f.nz);
        if (lit > 0) {
            lit *= scenery.lit(f.x, f.y, f.z, f.nx, f.ny, f.nz);
        }
        coat.shade(f, lit, skyShade.onThing(f.x, f.y, f.z), groupColour, at);
    }
}
