package io.barnhand.gait.job.simulation.scene;

import io.barnhand.gait.job.simulation.render.Fragment;
import io.barnhand.gait.job.simulation.render.Noise;
import io.barnhand.gait.job.simulation.render.Rgb;

/** Materials of walls, doors, fences and bars. */
final class BuildingMaterials {

    private static final Rgb DIRT = Rgb.of(0.12, 0.095, 0.07);

    private BuildingMaterials() {}

    /** The horizontal coordinate along a surface. */
    private static double along(Fragment f) {
        return Math.abs(f.nx) > Math.abs(f.ny) ? f.y : f.x;
    }

    private static double up(Fragment f) {
        return Math.abs(f.nz) > 0.7 ? f.y : f.z;
    }

    /** The share of a pixel that a line covers whose middle is at 0 of a coordinate. */
    private static double line(double distance, double width, double footprint) {
        double half = width / 2;
        double cover = (half + footprint / 2 - Math.abs(distance)) / Math.max(footprint, 1e-4);
        return Math.max(0, Math.min(Math.min(1, width / footprint), cover));
    }

    /** Boards side by side, upright or level, with grain, gaps and splashed feet. */
    static Material boards(Chance chance, boolean upright) {
        Rgb wood = chance.wood();
        double width = chance.between(0.06, 0.14);
        double gap = chance.between(0.003, 0.009);
        double uneven = chance.between(0.1, 0.5);
        double dirt = chance.between(0.1, 0.7);
        double dirtTop = chance.between(0.1, 0.6);
        Noise noise = chance.noise();
        return f -> {
            double s = upright ? along(f) : up(f);
            double t = upright ? up(f) : along(f);
            int board = (int) Math.floor(s / width);
            double inside = s / width - board;
            int piece = (int) Math.floor(t / 2.3 + noise.cell(board, 7));
            float tone = noise.cell(board, piece);
            f.r *= wood.r();
            f.g *= wood.g();
            f.b *= wood.b();
            double grain = noise.fbm(t * 6 + 31 * tone, s * 70, 3, 40 * f.footprint);
            double patch = noise.fbm(t * 1.3 + 5 * tone, s * 3, 3, f.footprint);
            f.times(1 - uneven / 2 + uneven * tone + 0.25 * grain + 0.3 * patch);
            double edge = Math.min(inside, 1 - inside) * width;
            f.times(1 - 0.8 * line(edge, gap, f.footprint));
            dirty(f, noise, dirt, dirtTop);
        };
    }

    /** Plaster, concrete, blocks or bricks. */
    static Material masonry(Chance chance) {
        Rgb base =
                switch (chance.between(0, 4)) {
                    case 0 -> chance.near(0.6, 0.57, 0.5);
                    case 1 -> chance.near(0.33, 0.32, 0.3);
                    case 2 -> chance.near(0.28, 0.11, 0.07);
                    case 3 -> chance.near(0.45, 0.36, 0.22);
                    default -> chance.near(0.38, 0.42, 0.42);
                };
        boolean jointed = chance.of(0.6);
        double course = chance.one(0.05, 0.14);
        double brick = course * chance.between(2.0, 3.2);
        Rgb mortar = base.mix(Rgb.grey(0.4), 0.7);
        double dirt = chance.between(0.1, 0.8);
        double dirtTop = chance.between(0.1, 0.8);
        Noise noise = chance.noise();
        return f -> {
            double s = along(f);
            double t = up(f);
            int row = (int) Math.floor(t / course);
            double shifted = s / brick + (row % 2 == 0 ? 0 : 0.5);
            int column = (int) Math.floor(shifted);
            f.r *= base.r();
            f.g *= base.g();
            f.b *= base.b();
            f.times(1 + 0.5 * noise.fbm(s * 1.5, t * 1.5, 5, 1.5 * f.footprint));
            f.times(1 + 0.25 * noise.fbm(s * 40, t * 40, 2, 40 * f.footprint));
            if (jointed) {
                f.times(0.85 + 0.3 * noise.cell(column, row));
                double inRow = t / course - row;
                double inBrick = shifted - column;
                double edge =
                        Math.min(
                                Math.min(inRow, 1 - inRow) * course,
                                Math.min(inBrick, 1 - inBrick) * brick);
                f.mix(mortar, 0.8 * line(edge, 0.012, f.footprint));
            }
            double streak = noise.fbm(s * 5, t * 0.7, 3, 5 * f.footprint);
            f.times(1 - Math.max(0, streak - 0.1) * 0.9);
            dirty(f, noise, dirt, dirtTop);
        };
    }

    private static void dirty(Fragment f, Noise noise, double most, double top) {
        double low = 1 - f.z / top + 0.8 * noise.fbm(along(f) * 4, f.z * 4, 3, 4 * f.footprint);
        if (low > 0) {
            f.mix(DIRT, most * Math.min(1, low));
        }
    }

    /** Paint or bare metal, with stains. */
    static Material worn(Chance chance, double stains) {
        Noise noise = chance.noise();
        return f -> {
            double spots = noise.at(f.x * 9, f.y * 9, f.z * 9) - 0.5;
            double patches = noise.at(f.x * 2.5, f.y * 2.5, f.z * 2.5) - 0.5;
            f.times(1 + stains * (spots + patches));
            dirty(f, noise, stains, 0.35);
        };
    }

    /** Ribbed sheet metal. */
    static Material corrugated(Chance chance) {
        Rgb base = chance.paint();
        double pitch = chance.between(0.05, 0.14);
        double rust = chance.between(0.0, 0.7);
        Noise noise = chance.noise();
        return f -> {
            double s = along(f);
            f.r *= base.r();
            f.g *= base.g();
            f.b *= base.b();
            double fade = Math.max(0, 1 - 2 * f.footprint / pitch);
            double slope = Math.cos(2 * Math.PI * s / pitch) * fade;
            if (Math.abs(f.nx) > Math.abs(f.ny)) {
                f.tilt(0, 0.5 * slope, 0);
            } else {
                f.tilt(0.5 * slope, 0, 0);
            }
            double stain = noise.fbm(s * 2, f.z * 0.8, 4, 2 * f.footprint);
            f.times(1 + 0.3 * stain);
            f.mix(Rgb.of(0.22, 0.09, 0.04), rust * Math.max(0, 2 * stain));
        };
    }
}
