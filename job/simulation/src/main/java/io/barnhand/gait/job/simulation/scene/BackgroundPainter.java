package io.barnhand.gait.job.simulation.scene;

import io.barnhand.gait.job.simulation.render.Background;
import io.barnhand.gait.job.simulation.render.Fragment;
import io.barnhand.gait.job.simulation.render.Light;
import io.barnhand.gait.job.simulation.render.PinholeCamera;
import io.barnhand.gait.job.simulation.render.Rasteriser;
import io.barnhand.gait.job.simulation.render.Rgb;
import io.barnhand.gait.job.simulation.render.ShadowMap;
import io.barnhand.gait.job.simulation.render.Surface;
import java.util.ArrayList;
import java.util.List;

/** Shades a scene for a camera: each kind of thing in a pixel once, blended by its samples. */
final class BackgroundPainter {

    private static final int GROUND = -1;
    private static final int BACKDROP = -2;
    private static final double SAME_PLACE = 0.05;

    /** Distance beyond which the ground gets no hazier, BL. */
    private static final double FAR = 90;

    private static final double LEVEL = -1e-4;

    private final UnshadedScene unshaded;
    private final PinholeCamera camera;
    private final ShadowMap shadows;
    private final List<Material> materials;
    private final Rasteriser rasteriser;
    private final Fragment f = new Fragment();
    private final double[] ray = new double[3];
    private final float[] closeness;
    private final float[] ambient;
    private final float[] direct;
    private final float[] depth;
    private final float[] lit = new float[6];
    private final int[] groupKind = new int[Rasteriser.SAMPLES];
    private final int[] groupCount = new int[Rasteriser.SAMPLES];
    private final int[] groupSample = new int[Rasteriser.SAMPLES];
    private final float[] groupDepth = new float[Rasteriser.SAMPLES];

    BackgroundPainter(
            UnshadedScene unshaded,
            PinholeCamera camera,
            ShadowMap shadows,
            List<Surface> surfaces,
            Rasteriser rasteriser) {
        this.unshaded = unshaded;
        this.camera = camera;
        this.shadows = shadows;
        materials = new ArrayList<>(unshaded.solids().materials());
        int pixels = camera.width() * camera.height();
        ambient = new float[3 * pixels];
        direct = new float[3 * pixels];
        depth = new float[pixels];
        this.rasteriser = rasteriser;
        rasteriser.begin(camera, null);
        surfaces.forEach(s -> rasteriser.draw(s, Rasteriser.Time.ALWAYS));
        closeness = new float[pixels * Rasteriser.SAMPLES];
    }

    Background paint() {
        int pixels = depth.length;
        for (int y = 0; y < camera.height(); y++) {
            for (int x = 0; x < camera.width(); x++) {
                paint(x, y);
            }
        }
        float[] colour = new float[3 * pixels];
        for (int i = 0; i < colour.length; i++) {
            colour[i] = ambient[i] + direct[i];
        }
        return new Background(
                camera.width(), camera.height(), ambient, direct, colour, depth, closeness);
    }

    private void paint(int x, int y) {
        int pixel = y * camera.width() + x;
        int groups = 0;
        for (int s = 0; s < Rasteriser.SAMPLES; s++) {
            int kind = rasteriser.surface(x, y, s);
            rasteriser.ray(x, y, s, ray);
            float far = kind < 0 ? Float.POSITIVE_INFINITY : 1 / rasteriser.closeness(x, y, s);
            float floor = ray[2] < LEVEL ? (float) (-camera.z() / ray[2]) : Float.POSITIVE_INFINITY;
            if (floor < far) {
                kind = GROUND;
                far = floor;
            } else if (kind < 0) {
                kind = BACKDROP;
            }
            closeness[pixel * Rasteriser.SAMPLES + s] = 1 / far;
            int g = 0;
            while (g < groups
                    && (groupKind[g] != kind
                            || kind >= 0
                                    && Math.abs(groupDepth[g] - far)
                                            > SAME_PLACE * groupDepth[g])) {
                g++;
            }
            if (g == groups) {
                groupKind[g] = kind;
                groupDepth[g] = far;
                groupSample[g] = s;
                groupCount[g] = 0;
                groups++;
            }
            groupCount[g]++;
        }
        int dominant = 0;
        for (int g = 0; g < groups; g++) {
            shade(x, y, g);
            float share = (float) groupCount[g] / Rasteriser.SAMPLES;
            for (int c = 0; c < 3; c++) {
                ambient[3 * pixel + c] += share * lit[c];
                direct[3 * pixel + c] += share * lit[3 + c];
            }
            if (groupCount[g] > groupCount[dominant]) {
                dominant = g;
            }
        }
        depth[pixel] = groupDepth[dominant];
    }

    private void shade(int x, int y, int group) {
        int kind = groupKind[group];
        if (kind >= 0) {
            rasteriser.interpolate(x, y, groupSample[group], f);
            materials.get(kind).paint(f);
            light(1);
            return;
        }
        rasteriser.ray(x, y, groupSample[group], ray);
        if (kind == BACKDROP) {
            unshaded.backdrop().paint(ray, f);
            lit[0] = f.r;
            lit[1] = f.g;
            lit[2] = f.b;
            lit[3] = 0;
            lit[4] = 0;
            lit[5] = 0;
            return;
        }
        double far = groupDepth[group];
        f.x = camera.x() + far * ray[0];
        f.y = camera.y() + far * ray[1];
        f.z = 0;
        f.nx = 0;
        f.ny = 0;
        f.nz = 1;
        f.depth = far;
        double slant =
                Math.sqrt(-ray[2] / Math.sqrt(ray[0] * ray[0] + ray[1] * ray[1] + ray[2] * ray[2]));
        f.footprint = far / camera.focal() / slant;
        f.colour(Rgb.grey(1));
        unshaded.ground().paint(f);
        light(openness());
    }

    /** The share of the light from above that the things on the ground leave. */
    private float openness() {
        float open = 1;
        for (double[] contact : unshaded.solids().contacts()) {
            double dx = f.x - contact[0];
            double dy = f.y - contact[1];
            double reach = 2 * contact[2];
            double squared = (dx * dx + dy * dy) / (reach * reach);
            if (squared < 1) {
                open *= (float) (0.45 + 0.55 * squared * (2 - squared));
            }
        }
        return open;
    }

    private void light(float open) {
        Light light = unshaded.light();
        float facing =
                (float) (f.nx * light.towardX() + f.ny * light.towardY() + f.nz * light.towardZ());
        float sun = 0;
        if (facing > 0) {
            sun =
                    facing
                            * light.strengthAt(f.x, f.y, f.z)
                            * shadows.lit(f.x, f.y, f.z, f.nx, f.ny, f.nz);
        }
        float above = (0.5f + 0.5f * f.nz) * open;
        float below = 0.5f - 0.5f * f.nz;
        Rgb sky = light.sky();
        Rgb ground = light.ground();
        lit[0] = f.r * (above * sky.r() + below * ground.r());
        lit[1] = f.g * (above * sky.g() + below * ground.g());
        lit[2] = f.b * (above * sky.b() + below * ground.b());
        lit[3] = f.r * sun * light.sun().r();
        lit[4] = f.g * sun * light.sun().g();
        lit[5] = f.b * sun * light.sun().b();
        float clear = (float) Math.exp(-Math.min(f.depth, FAR) / unshaded.hazeDistance());
        Rgb haze = unshaded.haze();
        for (int c = 0; c < 6; c++) {
            lit[c] *= clear;
        }
        lit[0] += (1 - clear) * haze.r();
        lit[1] += (1 - clear) * haze.g();
        lit[2] += (1 - clear) * haze.b();
    }
}
