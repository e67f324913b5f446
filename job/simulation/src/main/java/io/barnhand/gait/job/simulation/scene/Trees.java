package io.barnhand.gait.job.simulation.scene;

import static io.barnhand.gait.job.simulation.scene.Solids.point;

import io.barnhand.gait.job.simulation.render.Noise;
import io.barnhand.gait.job.simulation.render.Rgb;

/** Trees, bushes and long grass. */
final class Trees {

    private final Chance chance;
    private final Solids solids;
    private final Material bark;
    private final Material leaves;

    Trees(Chance chance, Solids solids) {
        this.chance = chance;
        this.solids = solids;
        Noise noise = chance.noise();
        bark =
                f -> {
                    double ridges = noise.fbm(Math.atan2(f.ny, f.nx) * 6, f.z * 3, 4, 0.02);
                    f.times(1 + 0.8 * ridges);
                };
        leaves = f -> f.times(0.8 + 0.4 * noise.at(f.x * 20, f.y * 20, f.z * 20));
    }

    /** A tree with a bare trunk and a crown of leaves. */
    void tree(double x, double y) {
        double height = chance.between(2.5, 7.0);
        double radius = chance.between(0.07, 0.25);
        double lean = chance.between(-0.25, 0.25);
        double trunk = height * chance.between(0.3, 0.5);
        Rgb brown = chance.near(0.15, 0.11, 0.08);
        solids.at(x, y, 0, 0, 1).contact(2 * radius).of(bark).tint(brown);
        solids.tube(point(0, 0, 0), point(lean * 0.2, 0, trunk), radius * 1.2, radius * 0.8, 9);
        solids.tube(
                point(lean * 0.2, 0, trunk), point(lean, 0, height * 0.9), radius * 0.8, 0.02, 7);
        for (int i = 0; i < 5; i++) {
            double angle = chance.between(0, 2 * Math.PI);
            double reach = chance.between(0.2, 0.4) * height * 0.6;
            double base = trunk * chance.between(0.9, 1.5);
            solids.tube(
                    point(lean * 0.2, 0, base),
                    point(reach * Math.cos(angle), reach * Math.sin(angle), base + reach),
                    radius * 0.4,
                    0.015,
                    5);
        }
        if (chance.of(0.85)) {
            crown(height, trunk, chance.between(0.25, 0.42) * height, green());
        }
    }

    private Rgb green() {
        return chance.of(0.8) ? chance.near(0.07, 0.12, 0.03) : chance.near(0.25, 0.13, 0.04);
    }

    /** Leaves in lumps: each leaf is lit as its place on the lump says. */
    private void crown(double height, double low, double radius, Rgb colour) {
        int lumps = 9;
        int perLump = 160;
        for (int i = 0; i < lumps; i++) {
            double angle = chance.between(0, 2 * Math.PI);
            double out = radius * chance.between(0.0, 0.7);
            double z = chance.between(low + 0.3 * radius, height - 0.3 * radius);
            double cx = out * Math.cos(angle);
            double cy = out * Math.sin(angle);
            lump(cx, cy, z, radius * chance.between(0.4, 0.7), perLump, colour);
        }
    }

    private void lump(double cx, double cy, double cz, double radius, int count, Rgb colour) {
        solids.of(leaves).tint(colour.times(0.6));
        solids.ellipsoid(cx, cy, cz, 0.85 * radius, 0.85 * radius, 0.68 * radius, 6);
        for (int i = 0; i < count; i++) {
            double[] n =
                    Solids.unit(
                            point(
                                    chance.between(-1.0, 1.0),
                                    chance.between(-1.0, 1.0),
                                    chance.between(-0.8, 1.0)));
            double far = radius * chance.between(0.75, 1.05);
            double px = cx + far * n[0];
            double py = cy + far * n[1];
            double pz = cz + 0.8 * far * n[2];
            double size = radius * 0.15;
            solids.tint(colour.times(chance.between(0.7, 1.4)));
            solids.leaf(
                    point(px + jitter(size), py + jitter(size), pz + jitter(size)),
                    point(px + jitter(size), py + jitter(size), pz + jitter(size)),
                    point(px + jitter(size), py + jitter(size), pz + jitter(size)),
                    n);
        }
    }

    private double jitter(double size) {
        return chance.between(-size, size);
    }

    void bush(double x, double y) {
        double size = chance.between(0.25, 0.8);
        solids.at(x, y, 0, 0, 1).contact(size);
        Rgb colour = green();
        for (int i = 0; i < 4; i++) {
            lump(
                    jitter(size),
                    jitter(size),
                    size * chance.between(0.3, 0.7),
                    size * chance.between(0.5, 0.8),
                    220,
                    colour);
        }
    }

    /** Tufts of blades over a rectangle of ground. */
    void longGrass(double fromX, double toX, double fromY, double toY, int tufts, double height) {
        Rgb colour = chance.one(chance.near(0.1, 0.15, 0.04), chance.near(0.24, 0.2, 0.09));
        for (int i = 0; i < tufts; i++) {
            double x = chance.between(fromX, toX);
            double y = chance.between(fromY, toY);
            solids.at(x, y, 0, 0, 1).of(leaves);
            for (int k = 0; k < 6; k++) {
                double bx = jitter(0.03);
                double by = jitter(0.03);
                double tall = height * chance.between(0.5, 1.2);
                solids.tint(colour.times(chance.between(0.7, 1.4)));
                solids.leaf(
                        point(bx - 0.006, by, 0),
                        point(bx + 0.006, by, 0),
                        point(bx + jitter(0.4 * height), by + jitter(0.3 * height), tall),
                        point(0, -0.5, 0.87));
            }
        }
    }
}
