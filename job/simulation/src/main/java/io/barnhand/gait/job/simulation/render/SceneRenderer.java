package io.barnhand.gait.job.simulation.render;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Draws what moves over a background: its shadow on the scenery, then itself, lit by the same light
 * and hidden by the scenery before it. Not thread-safe; one renderer serves one camera.
 */
public final class SceneRenderer {

    /** How far a shadow is followed along the light, BL. */
    private static final double SHADOW_REACH = 6;

    /** Samples of one pixel nearer to each other than this share one shading, BL. */
    private static final double SAME_PLACE = 0.04;

    private static final double NEAR_GROUND = 0.25;

    private final PinholeCamera camera;
    private final Light light;
    private final Background background;
    private final ShadowMap scenery;
    private final ShadowMap[] shadows = {new ShadowMap(), new ShadowMap()};
    private final SkyShade skyShade = new SkyShade();
    private final Rasteriser rasteriser;
    private final Fragment fragment = new Fragment();
    private final CoatLight coat;
    private int[] owners = new int[16];
    private int drawn;
    private boolean blurred;
    private int closingFrom;
    private final int[] groupOwner = new int[Rasteriser.SAMPLES];
    private final int[] groupCount = new int[Rasteriser.SAMPLES];
    private final float[] groupNear = new float[Rasteriser.SAMPLES];
    private final float[] groupColour = new float[3 * Rasteriser.SAMPLES];

    /**
     * @param scenery what of the scene casts shadows
     * @param rasteriser of the camera's size; nobody else may use it from now on
     */
    public SceneRenderer(
            PinholeCamera camera,
            Light light,
            Background background,
            ShadowMap scenery,
            Rasteriser rasteriser) {
        this.camera = camera;
        this.light = light;
        this.background = background;
        this.scenery = scenery;
        this.rasteriser = rasteriser;
        coat = new CoatLight(camera, light);
    }

    /**
     * Draws one exposure.
     *
     * @param opening what moves, where it is when the shutter opens
     * @param closing the same when it closes; the same list for a shutter that is quicker than
     *     movement. Half of a pixel's samples see each
     * @throws IllegalArgumentException if the frame has another size than the background
     */
    public void draw(List<Moving> opening, List<Moving> closing, RenderTarget frame) {
        if (frame.width() != background.width() || frame.height() != background.height()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "A frame of %dx%d px for a scene of %dx%d px; give one of the scene's size",
                            frame.width(),
                            frame.height(),
                            background.width(),
                            background.height()));
        }
        frame.reset(background);
        Bounds bounds = Bounds.of(opening);
        if (bounds == null) {
            return;
        }
        blurred = opening != closing;
        if (blurred) {
            bounds = bounds.around(Bounds.of(closing));
        }
        skyShade.fit(opening, bounds);
        cast(opening, shadows[0], bounds);
        if (blurred) {
            cast(closing, shadows[1], bounds);
        }
        coat.aim(bounds);
        shadeScenery(frame, bounds);
        Region seen = Bounds.onPicture(camera, bounds.corners());
        if (!seen.isEmpty()) {
            drawThings(opening, closing, frame, seen);
        }
    }

    private void cast(List<Moving> moving, ShadowMap map, Bounds bounds) {
        map.begin(light, bounds);
        for (Moving thing : moving) {
            thing.surfaces().forEach(map::cast);
        }
    }

    private void shadeScenery(RenderTarget frame, Bounds bounds) {
        Region region = shadowRegion(bounds);
        if (region.isEmpty()) {
            return;
        }
        int left = region.right();
        int right = region.left();
        int top = region.bottom();
        int bottom = region.top();
        float[] colour = frame.colour();
        float[] ambient = background.ambient();
        float[] direct = background.direct();
        double[] m = camera.rotation();
        double perFocal = 1 / camera.focal();
        for (int y = region.top(); y < region.bottom(); y++) {
            double v = (y - camera.centreY()) * perFocal;
            for (int x = region.left(); x < region.right(); x++) {
                int pixel = y * frame.width() + x;
                float depth = background.depth()[pixel];
                if (depth == Float.POSITIVE_INFINITY) {
                    continue;
                }
                double u = (x - camera.centreX()) * perFocal;
                double wx = camera.x() + depth * (m[6] + u * m[0] + v * m[3]);
                double wy = camera.y() + depth * (m[7] + u * m[1] + v * m[4]);
                double wz = camera.z() + depth * (m[8] + u * m[2] + v * m[5]);
                float lit = 1;
                if (shadows[0].covers(wx, wy, wz)) {
                    lit = shadows[0].lit(wx, wy, wz, 0, 0, 0);
                    if (blurred) {
                        lit = 0.5f * (lit + shadows[1].lit(wx, wy, wz, 0, 0, 0));
                    }
                }
                float open = wz < NEAR_GROUND ? skyShade.overGround(wx, wy) : 1;
                if (lit < 1 || open < 1) {
                    for (int c = 3 * pixel; c < 3 * pixel + 3; c++) {
                        colour[c] = open * ambient[c] + lit * direct[c];
                    }
                    left = Math.min(left, x);
                    right = Math.max(right, x + 1);
                    top = Math.min(top, y);
                    bottom = y + 1;
                }
            }
        }
        frame.change(new Region(left, top, right, bottom));
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

    private void drawThings(
            List<Moving> opening, List<Moving> closing, RenderTarget frame, Region seen) {
        frame.change(seen);
        rasteriser.begin(camera, background.closeness());
        drawn = 0;
        if (blurred) {
            rasterise(opening, Rasteriser.Time.OPENING);
            closingFrom = drawn;
            rasterise(closing, Rasteriser.Time.CLOSING);
        } else {
            rasterise(opening, Rasteriser.Time.ALWAYS);
            closingFrom = drawn;
        }
        for (int y = seen.top(); y < seen.bottom(); y++) {
            for (int x = seen.left(); x < seen.right(); x++) {
                if (rasteriser.drawnAround(x, y)) {
                    resolve(x, y, frame);
                } else {
                    x |= Rasteriser.TILE - 1;
                }
            }
        }
    }

    private void rasterise(List<Moving> moving, Rasteriser.Time time) {
        for (Moving thing : moving) {
            for (Surface surface : thing.surfaces()) {
                drawn = rasteriser.draw(surface, time) + 1;
                if (drawn > owners.length) {
                    owners = Arrays.copyOf(owners, 2 * drawn);
                }
                owners[drawn - 1] = thing.owner();
            }
        }
    }

    /** Shades each different thing among a pixel's samples once and blends them by their number. */
    private void resolve(int x, int y, RenderTarget frame) {
        int pixel = y * frame.width() + x;
        int first = pixel * Rasteriser.SAMPLES;
        int groups = 0;
        int covered = 0;
        for (int s = 0; s < Rasteriser.SAMPLES; s++) {
            int surface = rasteriser.surfaceDrawn(first + s);
            if (surface < 0) {
                continue;
            }
            covered++;
            int owner = owners[surface];
            float near = rasteriser.closenessDrawn(first + s);
            int g = 0;
            while (g < groups
                    && (groupOwner[g] != owner
                            || Math.abs(groupNear[g] - near) > SAME_PLACE * near * near)) {
                g++;
            }
            if (g == groups) {
                groups++;
                groupOwner[g] = owner;
                groupNear[g] = near;
                groupCount[g] = 0;
                shade(x, y, s, 3 * g);
            }
            groupCount[g]++;
        }
        if (groups == 0) {
            return;
        }
        float[] colour = frame.colour();
        float share = 1f / Rasteriser.SAMPLES;
        float rest = share * (Rasteriser.SAMPLES - covered);
        int dominant = 0;
        for (int c = 0; c < 3; c++) {
            float sum = rest * colour[3 * pixel + c];
            for (int g = 0; g < groups; g++) {
                sum += share * groupCount[g] * groupColour[3 * g + c];
            }
            colour[3 * pixel + c] = sum;
        }
        for (int g = 1; g < groups; g++) {
            if (groupCount[g] > groupCount[dominant]) {
                dominant = g;
            }
        }
        if (2 * covered >= Rasteriser.SAMPLES) {
            frame.set(pixel, groupOwner[dominant], 1 / groupNear[dominant]);
        }
    }

    private void shade(int x, int y, int sample, int at) {
        Fragment f = fragment;
        rasteriser.interpolate(x, y, sample, f);
        ShadowMap map = shadows[rasteriser.surface(x, y, sample) < closingFrom ? 0 : 1];
        float lit = map.lit(f.x, f.y, f.z, f.nx, f.ny, f.nz);
        if (lit > 0) {
            lit *= scenery.lit(f.x, f.y, f.z, f.nx, f.ny, f.nz);
        }
        coat.shade(f, lit, skyShade.onThing(f.x, f.y, f.z), groupColour, at);
    }
}
