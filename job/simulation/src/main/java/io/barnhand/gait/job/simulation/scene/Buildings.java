package io.barnhand.gait.job.simulation.scene;

import static io.barnhand.gait.job.simulation.scene.Solids.point;

import io.barnhand.gait.job.simulation.render.Rgb;

/** Sheds, and the boards round an arena with their letters. */
final class Buildings {

    private final Chance chance;
    private final Solids solids;

    Buildings(Chance chance, Solids solids) {
        this.chance = chance;
        this.solids = solids;
    }

    /** Boards, leaning or not, or a fence, along y from one x to another. */
    void kickBoards(double y, double start, double end) {
        Material boards = BuildingMaterials.boards(chance, chance.of(0.3));
        double height = chance.between(0.5, 1.0);
        double lean = chance.between(0.0, 0.15);
        solids.atOrigin().of(boards).tint(Rgb.grey(1));
        if (chance.of(0.75)) {
            solids.sheet(
                    point(start, y - lean, 0),
                    point(end, y - lean, 0),
                    point(end, y, height),
                    point(start, y, height));
            solids.box(start, y, 0, end, y + 0.1, height);
        } else {
            new Fences(chance, solids).along(y, start, end);
        }
        Material paint = BuildingMaterials.worn(chance, 0.1);
        for (double x = start + chance.between(0.5, 3.0); x < end; x += chance.between(3.0, 6.0)) {
            letter(paint, x, y - lean - 0.03);
        }
    }

    /** A marker board with strokes like those of a letter. */
    private void letter(Material paint, double x, double y) {
        double half = chance.between(0.1, 0.17);
        double low = chance.between(0.15, 0.4);
        solids.of(paint).tint(Rgb.grey(0.75));
        solids.box(x - half, y - 0.01, low, x + half, y, low + 2 * half);
        solids.tint(chance.one(Rgb.grey(0.02), Rgb.of(0.5, 0.03, 0.03)));
        double thin = 0.03;
        int shape = chance.between(0, 3);
        if (shape != 1) {
            solids.box(
                    x - half * 0.6,
                    y - 0.015,
                    low + 0.04,
                    x - half * 0.6 + thin,
                    y - 0.011,
                    low + 2 * half - 0.04);
        }
        if (shape != 2) {
            solids.box(
                    x + half * 0.5 - thin,
                    y - 0.015,
                    low + 0.04,
                    x + half * 0.5,
                    y - 0.011,
                    low + 2 * half - 0.04);
        }
        solids.box(
                x - half * 0.6,
                y - 0.015,
                low + half - thin / 2,
                x + half * 0.5,
                y - 0.011,
                low + half + thin / 2);
    }

    /** A shed with a roof and a dark door, its front at y. */
    void shed(double x, double y) {
        double wide = chance.between(1.0, 3.5);
        double deep = chance.between(1.0, 2.0);
        double high = chance.between(1.2, 2.2);
        double ridge = high + chance.between(0.2, 1.0);
        Material wall =
                chance.of(0.6)
                        ? BuildingMaterials.boards(chance, true)
                        : BuildingMaterials.corrugated(chance);
        solids.at(x, y + deep, 0, chance.between(-0.4, 0.4), 1).contact(wide);
        solids.of(wall).tint(Rgb.grey(1)).box(-wide, -deep, 0, wide, deep, high);
        solids.of(BuildingMaterials.worn(chance, 0.3)).tint(Rgb.grey(0.015));
        double door = chance.between(-0.6, 0.3) * wide;
        solids.box(door, -deep - 0.01, 0, door + chance.between(0.5, 0.9), -deep, 0.85 * high);
        solids.of(BuildingMaterials.corrugated(chance)).tint(Rgb.grey(1));
        double eave = 0.15;
        solids.sheet(
                point(-wide - eave, -deep - eave, high - 0.03),
                point(wide + eave, -deep - eave, high - 0.03),
                point(wide + eave, 0, ridge),
                point(-wide - eave, 0, ridge));
        solids.sheet(
                point(-wide - eave, deep + eave, high),
                point(wide + eave, deep + eave, high),
                point(wide + eave, 0, ridge),
                point(-wide - eave, 0, ridge));
    }
}
