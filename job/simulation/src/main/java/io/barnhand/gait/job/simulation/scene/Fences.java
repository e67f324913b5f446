package io.barnhand.gait.job.simulation.scene;

import static io.barnhand.gait.job.simulation.scene.Solids.point;

import io.barnhand.gait.job.simulation.render.Rgb;

/** Fences along the path, and posts before it. */
final class Fences {

    private final Chance chance;
    private final Solids solids;

    Fences(Chance chance, Solids solids) {
        this.chance = chance;
        this.solids = solids;
    }

    /** A fence of one of several kinds along y, from one x to another. */
    void along(double y, double fromX, double toX) {
        Material material = BuildingMaterials.worn(chance, chance.between(0.1, 0.6));
        Rgb colour = chance.one(chance.wood(), chance.wood(), Rgb.grey(0.7), Rgb.grey(0.04));
        double spacing = chance.between(1.2, 2.2);
        double height = chance.between(0.75, 1.05);
        int kind = chance.between(0, 3);
        double thick = kind == 2 ? 0.02 : chance.between(0.03, 0.06);
        int rails = chance.between(2, 4);
        double shift = chance.between(0.0, spacing);
        solids.atOrigin().of(material).tint(colour);
        for (double x = fromX + shift; x < toX; x += spacing) {
            double tall = height * chance.between(0.98, 1.06);
            if (kind == 1) {
                solids.tube(point(x, y, 0), point(x, y, tall), thick, thick, 8);
            } else {
                solids.box(x - thick, y - thick, 0, x + thick, y + thick, tall);
            }
        }
        for (int i = 0; i < rails; i++) {
            double z = height * (i + 0.9) / (rails - 0.02) * 0.97;
            if (kind == 0) {
                double half = chance.between(0.035, 0.06);
                solids.box(fromX, y - thick - 0.02, z - half, toX, y - thick, z + half);
            } else {
                double radius = kind == 3 ? 0.008 : chance.between(0.015, 0.035);
                if (kind == 3) {
                    solids.tint(Rgb.grey(0.6));
                }
                solids.tube(
                        point(fromX, y - thick, z), point(toX, y - thick, z), radius, radius, 6);
            }
        }
    }

    /** The posts that a clip requires. */
    void posts(Iterable<Post> posts, double height) {
        Material material = BuildingMaterials.worn(chance, 0.4);
        boolean square = chance.of(0.5);
        solids.of(material).tint(chance.one(chance.wood(), chance.paint()));
        for (Post post : posts) {
            double half = post.width() / 2;
            solids.at(post.x(), post.y(), 0, 0, 1).contact(half);
            if (square) {
                solids.box(-half, -half, 0, half, half, height);
            } else {
                solids.tube(point(0, 0, 0), point(0, 0, height), half, half, 14);
            }
        }
    }
}
