package io.barnhand.gait.job.simulation.scene;

import static io.barnhand.gait.job.simulation.scene.Solids.point;

import io.barnhand.gait.job.simulation.render.Rgb;

/** The far side of an aisle: stalls with boards below, bars above and doors, or a plain wall. */
final class StallFront {

    private final Chance chance;
    private final Solids solids;
    private final Material boards;
    private final Material metal;
    private final Material wall;
    private final Rgb frame;

    StallFront(Chance chance, Solids solids) {
        this.chance = chance;
        this.solids = solids;
        boards = BuildingMaterials.boards(chance, chance.of(0.6));
        metal = BuildingMaterials.worn(chance, 0.25);
        wall = BuildingMaterials.masonry(chance);
        frame =
                chance.one(
                        Rgb.grey(0.035),
                        Rgb.grey(0.4),
                        chance.near(0.03, 0.1, 0.05),
                        chance.wood());
    }

    /** Stalls side by side along y from one x to another. */
    void stalls(double y, double fromX, double toX) {
        double stall = chance.between(1.9, 2.7);
        double boardTop = chance.between(0.8, 1.0);
        double barTop = chance.between(1.45, 1.7);
        double spacing = chance.between(0.05, 0.09);
        double ceiling = chance.between(1.9, 2.6);
        double open = chance.between(0.0, 0.3);
        boolean barred = chance.of(0.8);
        double x = fromX + chance.between(0.0, stall) - stall;
        solids.atOrigin();
        back(y + 2.2, fromX, toX, ceiling);
        for (; x < toX; x += stall) {
            pillar(x, y, ceiling);
            double door = x + 0.06 + chance.between(0.0, 0.8);
            double doorEnd = door + 0.85;
            panel(x + 0.06, door, y, boardTop, barTop, spacing, barred);
            panel(doorEnd, x + stall - 0.06, y, boardTop, barTop, spacing, barred);
            if (!chance.of(open)) {
                doorway(door, doorEnd, y - 0.03, boardTop, barTop, spacing, barred);
            }
            partition(x, y, boardTop + 0.4);
            if (chance.of(0.3)) {
                hanging(x + chance.between(0.3, 1.2), y - 0.06, boardTop);
            }
        }
        solids.of(metal).tint(frame);
        solids.box(fromX, y - 0.03, barTop, toX, y + 0.03, barTop + 0.06);
        solids.of(boards).tint(Rgb.grey(1));
        solids.box(fromX, y, ceiling - 0.25, toX, y + 0.04, ceiling);
    }

    private void back(double y, double fromX, double toX, double ceiling) {
        solids.of(wall).tint(Rgb.grey(0.35));
        solids.sheet(
                point(fromX, y, 0),
                point(toX, y, 0),
                point(toX, y, ceiling),
                point(fromX, y, ceiling));
    }

    private void pillar(double x, double y, double top) {
        solids.of(metal).tint(frame);
        solids.box(x - 0.05, y - 0.05, 0, x + 0.05, y + 0.05, top);
    }

    private void partition(double x, double y, double top) {
        solids.of(boards).tint(Rgb.grey(0.6));
        solids.box(x - 0.02, y + 0.05, 0, x + 0.02, y + 2.2, top);
    }

    private void panel(
            double from,
            double to,
            double y,
            double boardTop,
            double barTop,
            double spacing,
            boolean barred) {
        solids.of(boards).tint(Rgb.grey(1));
        solids.box(from, y - 0.02, 0.03, to, y + 0.02, boardTop);
        solids.of(metal).tint(frame);
        solids.box(from, y - 0.03, boardTop, to, y + 0.03, boardTop + 0.035);
        solids.box(from, y - 0.03, 0, to, y + 0.03, 0.035);
        if (barred) {
            for (double x = from + spacing / 2; x < to; x += spacing) {
                solids.tube(point(x, y, boardTop), point(x, y, barTop), 0.008, 0.008, 5);
            }
        }
    }

    private void doorway(
            double from,
            double to,
            double y,
            double boardTop,
            double barTop,
            double spacing,
            boolean barred) {
        panel(from, to, y, boardTop, barTop, spacing, barred);
        solids.of(metal).tint(frame);
        solids.box(from - 0.025, y - 0.035, 0, from + 0.025, y + 0.035, barTop);
        solids.box(to - 0.025, y - 0.035, 0, to + 0.025, y + 0.035, barTop);
        solids.tint(Rgb.grey(0.45));
        solids.box(to - 0.1, y - 0.05, boardTop * 0.8, to - 0.04, y - 0.03, boardTop * 0.9);
    }

    /** A rug, a rope or a board on a door. */
    private void hanging(double x, double y, double top) {
        double wide = chance.between(0.1, 0.45);
        double low = top * chance.between(0.25, 0.7);
        solids.of(metal).tint(chance.of(0.3) ? chance.near(0.2, 0.1, 0.05) : chance.paint());
        solids.box(x - wide, y - 0.02, low, x + wide, y + 0.02, top + 0.05);
    }

    /** A wall of one material, with a door or a window here and there. */
    void wall(double y, double fromX, double toX, double ceiling) {
        Material material =
                switch (chance.between(0, 3)) {
                    case 0 -> boards;
                    case 1 -> BuildingMaterials.corrugated(chance);
                    default -> wall;
                };
        solids.atOrigin().of(material).tint(Rgb.grey(1));
        solids.sheet(
                point(fromX, y, 0),
                point(toX, y, 0),
                point(toX, y, ceiling),
                point(fromX, y, ceiling));
        double x = fromX + chance.between(0.0, 3.0);
        while (x < toX) {
            double wide = chance.between(0.5, 1.3);
            if (chance.of(0.5)) {
                solids.of(boards).tint(Rgb.grey(chance.between(0.5, 1.0)));
                solids.box(x, y - 0.04, 0, x + wide, y, chance.between(1.4, 1.7));
            } else {
                solids.of(metal).tint(chance.one(Rgb.grey(0.02), Rgb.grey(0.3), Rgb.grey(0.8)));
                solids.box(x, y - 0.03, 1.0, x + wide, y, 1.6);
            }
            x += wide + chance.between(1.5, 5.0);
        }
    }
}
