package io.barnhand.gait.job.simulation.scene;

import io.barnhand.gait.job.simulation.render.Fragment;
import io.barnhand.gait.job.simulation.render.Noise;
import io.barnhand.gait.job.simulation.render.Rgb;

/** Materials of the ground. */
final class GroundMaterials {

    private GroundMaterials() {}

    /** Sand or dirt: hoof marks, and on some the lines of a harrow. */
    static Material sand(Chance chance) {
        Rgb base =
                switch (chance.between(0, 4)) {
                    case 0 -> chance.near(0.42, 0.34, 0.24);
                    case 1 -> chance.near(0.3, 0.27, 0.23);
                    case 2 -> chance.near(0.22, 0.15, 0.1);
                    case 3 -> chance.near(0.5, 0.45, 0.37);
                    default -> chance.near(0.13, 0.1, 0.08);
                };
        double trodden = chance.between(0.2, 1.0);
        double raked = chance.of(0.5) ? chance.between(0.2, 0.7) : 0;
        double rakeTurn = chance.between(-0.5, 0.5);
        double pitch = chance.between(0.05, 0.1);
        double patchScale = chance.between(0.2, 0.8);
        Noise noise = chance.noise();
        return f -> {
            f.colour(base);
            double patch = noise.fbm(f.x * patchScale, f.y * patchScale, 5, f.footprint);
            f.times(1 + 0.55 * patch);
            f.times(1 + 0.3 * noise.fbm(f.x * 45, f.y * 45, 3, 45 * f.footprint));
            double dx = 0.5 * noise.fbm(f.x * 7, f.y * 7, 3, 7 * f.footprint);
            double dy = 0.5 * noise.fbm(f.x * 7 + 50, f.y * 7, 3, 7 * f.footprint);
            if (raked > 0) {
                double bend = 0.1 * noise.fbm(f.x * 0.7, f.y * 0.7, 2, 0);
                double across = f.y + rakeTurn * f.x + bend;
                double fade = Math.max(0, 1 - 3 * f.footprint / pitch);
                double wave = Math.cos(2 * Math.PI * across / pitch) * raked * fade;
                dy += wave;
                f.times(1 + 0.2 * wave);
            }
            dents(f, noise, trodden);
            f.tilt(trodden * dx, trodden * dy, 0);
        };
    }

    /** Hoof marks: round dents in a jittered grid, dark inside and bright at the rim. */
    private static void dents(Fragment f, Noise noise, double density) {
        double size = 0.13;
        double u = f.x / size;
        double v = f.y / size;
        int iu = (int) Math.floor(u);
        int iv = (int) Math.floor(v);
        double fade = Math.max(0, 1 - 8 * f.footprint);
        for (int j = -1; j <= 1; j++) {
            for (int i = -1; i <= 1; i++) {
                float there = noise.cell(iu + i, iv + j);
                if (there > 0.75 * density) {
                    continue;
                }
                double cu = iu + i + noise.cell(iu + i + 1000, iv + j);
                double cv = iv + j + noise.cell(iu + i, iv + j + 1000);
                double du = u - cu;
                double dv = v - cv;
                double radius = 0.3 + 0.25 * there;
                double squared = (du * du + dv * dv) / (radius * radius);
                if (squared < 1.6) {
                    double depth = squared < 1 ? -0.28 * (1 - squared) : 0.14 * (1.6 - squared);
                    f.times(1 + density * fade * depth);
                    double slope = squared < 1 ? 0.7 : -0.4;
                    f.tilt(-slope * fade * du, -slope * fade * dv, 0);
                }
            }
        }
    }

    /** Grass, cropped or patchy, with bare earth. */
    static Material grass(Chance chance) {
        Rgb green =
                switch (chance.between(0, 3)) {
                    case 0 -> chance.near(0.08, 0.125, 0.04);
                    case 1 -> chance.near(0.13, 0.165, 0.065);
                    case 2 -> chance.near(0.2, 0.19, 0.08);
                    default -> chance.near(0.05, 0.09, 0.025);
                };
        Rgb dry = chance.near(0.26, 0.21, 0.1);
        Rgb earth = chance.near(0.14, 0.1, 0.065);
        double bare = chance.between(-0.5, 0.25);
        double parched = chance.between(0.2, 1.0);
        double scale = chance.between(0.25, 0.9);
        Noise noise = chance.noise();
        return f -> {
            f.colour(green);
            double patch = noise.fbm(f.x * scale, f.y * scale, 5, scale * f.footprint);
            f.mix(dry, parched * Math.max(0, 0.3 + 1.6 * patch));
            double ground = noise.fbm(f.x * scale * 1.7 + 90, f.y * scale * 1.7, 5, f.footprint);
            f.mix(earth, Math.max(0, 6 * (ground + bare)));
            double tufts = noise.fbm(f.x * 11, f.y * 7, 4, 11 * f.footprint);
            double blades = noise.fbm(f.x * 75, f.y * 22, 2, 60 * f.footprint);
            f.times(1 + 0.75 * tufts + 0.6 * blades);
            f.tilt(0.4 * tufts, 0.5 * noise.fbm(f.x * 11, f.y * 11 + 40, 2, 11 * f.footprint), 0);
        };
    }

    /** One ground up to a distance behind the path, another beyond. */
    static Material beyond(Material near, Material far, double y) {
        return f -> (f.y < y ? near : far).paint(f);
    }

    /** Concrete, asphalt, rubber mats or paving, swept or not. */
    static Material floor(Chance chance) {
        int kind = chance.between(0, 3);
        Rgb base =
                switch (kind) {
                    case 0 -> chance.near(0.32, 0.31, 0.29);
                    case 1 -> chance.near(0.06, 0.06, 0.062);
                    case 2 -> chance.near(0.22, 0.15, 0.12);
                    default -> chance.near(0.13, 0.13, 0.135);
                };
        double sizeX = kind == 2 ? chance.between(0.08, 0.16) : chance.between(0.7, 2.5);
        double sizeY = kind == 2 ? chance.between(0.05, 0.12) : chance.between(0.7, 2.5);
        double joint = kind == 2 ? 0.008 : chance.between(0.004, 0.015);
        double litter = chance.of(0.7) ? chance.between(0.0, 0.8) : 0;
        Rgb straw = chance.near(0.5, 0.39, 0.2);
        double worn = chance.between(0.2, 0.7);
        Noise noise = chance.noise();
        return f -> {
            f.colour(base);
            int row = (int) Math.floor(f.y / sizeY);
            double shifted = f.x / sizeX + (row % 2 == 0 ? 0 : 0.5);
            int column = (int) Math.floor(shifted);
            f.times(0.88 + 0.24 * noise.cell(column, row));
            f.times(1 + worn * noise.fbm(f.x * 0.9, f.y * 1.4, 5, f.footprint));
            f.times(1 + 0.3 * noise.fbm(f.x * 60, f.y * 60, 2, 60 * f.footprint));
            double inRow = f.y / sizeY - row;
            double inColumn = shifted - column;
            double edge =
                    Math.min(
                            Math.min(inRow, 1 - inRow) * sizeY,
                            Math.min(inColumn, 1 - inColumn) * sizeX);
            double cover = (joint / 2 + f.footprint / 2 - edge) / Math.max(f.footprint, 1e-4);
            f.times(1 - 0.55 * Math.max(0, Math.min(Math.min(1, joint / f.footprint), cover)));
            strew(f, noise, straw, litter);
        };
    }

    /** Straw and shavings: thicker in some places, short strokes that lie in all directions. */
    static void strew(Fragment f, Noise noise, Rgb straw, double amount) {
        if (amount <= 0) {
            return;
        }
        double here = amount - 0.45 + 0.9 * noise.fbm(f.x * 0.8 + 7, f.y * 0.8, 4, f.footprint);
        if (here <= 0) {
            return;
        }
        double size = 0.045;
        double u = f.x / size;
        double v = f.y / size;
        int iu = (int) Math.floor(u);
        int iv = (int) Math.floor(v);
        double angle = Math.PI * noise.cell(iu + 500, iv);
        double du = u - iu - 0.5;
        double dv = v - iv - 0.5;
        double across = Math.abs(Math.cos(angle) * du - Math.sin(angle) * dv);
        double wide = 0.14;
        double share =
                Math.max(
                        0, Math.min(1, (wide - across) * size / Math.max(f.footprint, 1e-3) + 0.5));
        double dense = Math.min(1, 2.5 * here);
        if (noise.cell(iu, iv) < dense) {
            f.mix(straw.times(0.7 + 0.6 * noise.cell(iu, iv + 300)), share);
        }
        f.mix(straw, Math.max(0, here - 0.35));
    }
}
