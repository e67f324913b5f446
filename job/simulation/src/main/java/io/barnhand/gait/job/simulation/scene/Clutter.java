package io.barnhand.gait.job.simulation.scene;

import static io.barnhand.gait.job.simulation.scene.Solids.point;

import io.barnhand.gait.job.simulation.render.Noise;
import io.barnhand.gait.job.simulation.render.Rgb;

/** What stands about in barns and on fields, some of it as big and as brown as a horse. */
final class Clutter {

    private final Chance chance;
    private final Solids solids;
    private final Material worn;
    private final Material straw;
    private final Material cloth;

    Clutter(Chance chance, Solids solids) {
        this.chance = chance;
        this.solids = solids;
        worn = BuildingMaterials.worn(chance, chance.between(0.1, 0.5));
        Noise noise = chance.noise();
        straw =
                f -> {
                    double strands = noise.fbm(f.x * 60 + f.z * 9, f.y * 60 + f.z * 55, 3, 0);
                    double lumps = noise.at(f.x * 6, f.y * 6, f.z * 6) - 0.5;
                    f.times(1 + 0.7 * strands + 0.5 * lumps);
                };
        cloth =
                f -> {
                    double folds = noise.fbm(f.x * 14, f.z * 2, 3, 0);
                    f.times(1 + 0.6 * folds);
                    f.tilt(0.6 * noise.fbm(f.x * 14 + 9, f.z * 2, 3, 0), 0, 0);
                };
    }

    /** One thing at a place. */
    void thing(double x, double y) {
        solids.at(x, y, 0, chance.between(-Math.PI, Math.PI), chance.between(0.85, 1.15));
        switch (chance.between(0, 15)) {
            case 0, 1 -> bucket();
            case 2, 3 -> bale();
            case 4 -> roundBale();
            case 5 -> cone();
            case 6 -> poles();
            case 7 -> jump();
            case 8 -> wheelbarrow();
            case 9 -> rugOnRack();
            case 10 -> barrel();
            case 11 -> barrelHorse();
            case 12 -> heap();
            case 13 -> crate();
            case 14 -> ladder();
            default -> coveredTable();
        }
    }

    private void bucket() {
        solids.contact(0.13).of(worn).tint(chance.paint());
        solids.tube(point(0, 0, 0), point(0, 0, 0.22), 0.09, 0.12, 14);
    }

    private void bale() {
        solids.contact(0.35).of(straw).tint(chance.near(0.45, 0.35, 0.16));
        int high = chance.between(1, 3);
        for (int i = 0; i < high; i++) {
            double off = chance.between(-0.05, 0.05);
            solids.box(-0.32 + off, -0.16, 0.25 * i, 0.32 + off, 0.16, 0.25 * (i + 1) - 0.01);
            if (chance.of(0.4)) {
                solids.box(0.34 + off, -0.16, 0.25 * i, 0.98 + off, 0.16, 0.25 * i + 0.24);
            }
        }
    }

    private void roundBale() {
        solids.contact(0.6).of(straw);
        solids.tint(chance.of(0.7) ? chance.near(0.38, 0.28, 0.14) : chance.near(0.6, 0.62, 0.6));
        double radius = chance.between(0.4, 0.55);
        solids.tube(point(-0.4, 0, radius), point(0.4, 0, radius), radius, radius, 20);
    }

    private void cone() {
        solids.contact(0.12).of(worn).tint(chance.near(0.7, 0.18, 0.03));
        solids.tube(point(0, 0, 0.02), point(0, 0, 0.36), 0.09, 0.015, 12);
        solids.box(-0.12, -0.12, 0, 0.12, 0.12, 0.02);
    }

    private void poles() {
        int count = chance.between(1, 4);
        for (int i = 0; i < count; i++) {
            double y = 0.4 * i;
            pole(point(-1.2, y, 0.04), point(1.2, y + chance.between(-0.1, 0.1), 0.04));
        }
    }

    /** A pole in bands of two colours. */
    private void pole(double[] a, double[] b) {
        Rgb first = chance.paint();
        int bands = 8;
        solids.of(worn);
        for (int i = 0; i < bands; i++) {
            double s = (double) i / bands;
            double t = (i + 1.0) / bands;
            solids.tint(i % 2 == 0 ? first : Rgb.grey(0.7));
            solids.tube(between(a, b, s), between(a, b, t), 0.035, 0.035, 8);
        }
    }

    private static double[] between(double[] a, double[] b, double t) {
        return point(a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]), a[2] + t * (b[2] - a[2]));
    }

    private void jump() {
        Rgb colour = chance.paint();
        for (int side = -1; side <= 1; side += 2) {
            double x = 1.25 * side;
            solids.of(worn).tint(colour);
            solids.box(x - 0.04, -0.04, 0, x + 0.04, 0.04, 0.95);
            solids.box(x - 0.05, -0.25, 0, x + 0.05, 0.25, 0.05);
            solids.box(x + 0.3 * side - 0.02, -0.03, 0, x + 0.3 * side + 0.02, 0.03, 0.8);
            for (double z = 0.15; z < 0.8; z += 0.15) {
                solids.box(
                        x + Math.min(0, 0.3 * side),
                        -0.02,
                        z,
                        x + Math.max(0, 0.3 * side),
                        0.02,
                        z + 0.06);
            }
        }
        int high = chance.between(1, 3);
        for (int i = 0; i < high; i++) {
            double z = 0.25 + 0.22 * i;
            pole(point(-1.22, 0, z), point(1.22, 0, z));
        }
    }

    private void wheelbarrow() {
        solids.contact(0.35).of(worn).tint(chance.paint());
        solids.sheet(
                point(-0.3, -0.2, 0.25),
                point(0.3, -0.15, 0.2),
                point(0.4, -0.25, 0.5),
                point(-0.4, -0.28, 0.48));
        solids.sheet(
                point(-0.3, 0.2, 0.25),
                point(0.3, 0.15, 0.2),
                point(0.4, 0.25, 0.5),
                point(-0.4, 0.28, 0.48));
        solids.sheet(
                point(0.3, -0.15, 0.2),
                point(0.3, 0.15, 0.2),
                point(0.4, 0.25, 0.5),
                point(0.4, -0.25, 0.5));
        solids.sheet(
                point(-0.3, -0.2, 0.25),
                point(-0.3, 0.2, 0.25),
                point(-0.4, 0.28, 0.48),
                point(-0.4, -0.28, 0.48));
        solids.tint(Rgb.grey(0.05)).ellipsoid(0.5, 0, 0.13, 0.13, 0.04, 0.13, 7);
        solids.tint(Rgb.of(0.3, 0.2, 0.1));
        for (int side = -1; side <= 1; side += 2) {
            solids.tube(
                    point(0.5, 0.1 * side, 0.15), point(-0.95, 0.22 * side, 0.42), 0.02, 0.02, 6);
            solids.tube(point(-0.3, 0.2 * side, 0.3), point(-0.35, 0.22 * side, 0), 0.02, 0.02, 6);
        }
        if (chance.of(0.6)) {
            solids.of(straw).tint(chance.near(0.3, 0.22, 0.1));
            solids.ellipsoid(0, 0, 0.45, 0.38, 0.24, 0.18, 7);
        }
    }

    private void rugOnRack() {
        double height = chance.between(0.7, 1.0);
        solids.contact(0.4).of(worn).tint(Rgb.grey(0.25));
        for (int side = -1; side <= 1; side += 2) {
            solids.tube(point(0.6 * side, -0.25, 0), point(0.6 * side, 0, height), 0.02, 0.02, 6);
            solids.tube(point(0.6 * side, 0.25, 0), point(0.6 * side, 0, height), 0.02, 0.02, 6);
        }
        solids.tube(point(-0.65, 0, height), point(0.65, 0, height), 0.025, 0.025, 6);
        solids.of(cloth).tint(chance.of(0.4) ? chance.near(0.2, 0.1, 0.05) : chance.paint());
        double low = height * chance.between(0.25, 0.5);
        solids.sheet(
                point(-0.55, 0, height + 0.03),
                point(0.55, 0, height + 0.03),
                point(0.55, -0.1, low),
                point(-0.55, -0.1, low));
        solids.sheet(
                point(-0.55, 0, height + 0.03),
                point(0.55, 0, height + 0.03),
                point(0.55, 0.1, low),
                point(-0.55, 0.1, low));
    }

    private void barrel() {
        solids.contact(0.25).of(worn).tint(chance.paint());
        if (chance.of(0.6)) {
            solids.tube(point(0, 0, 0), point(0, 0, 0.6), 0.2, 0.2, 16);
        } else {
            solids.tube(point(-0.3, 0, 0.2), point(0.3, 0, 0.2), 0.2, 0.2, 16);
        }
    }

    /** A vaulting barrel: a body on four legs that is no horse. */
    private void barrelHorse() {
        Rgb colour = chance.of(0.6) ? chance.near(0.16, 0.08, 0.04) : chance.paint();
        solids.contact(0.5).of(worn).tint(colour);
        solids.tube(point(-0.5, 0, 0.75), point(0.5, 0, 0.75), 0.22, 0.22, 16);
        solids.tint(Rgb.grey(0.2));
        for (int i = 0; i < 4; i++) {
            double x = (i & 1) == 0 ? -0.4 : 0.4;
            double y = (i & 2) == 0 ? -0.12 : 0.12;
            solids.tube(point(x, y, 0.6), point(x * 1.1, 2 * y, 0), 0.025, 0.025, 6);
        }
        if (chance.of(0.5)) {
            solids.tint(Rgb.grey(0.5));
            solids.tube(point(-0.12, 0.15, 1.12), point(-0.12, 0.15, 0.9), 0.02, 0.02, 6);
            solids.tube(point(-0.12, -0.15, 1.12), point(-0.12, 0.15, 1.12), 0.02, 0.02, 6);
            solids.tube(point(-0.12, -0.15, 1.12), point(-0.12, -0.15, 0.9), 0.02, 0.02, 6);
        }
    }

    private void heap() {
        solids.contact(0.6).of(straw).tint(chance.near(0.17, 0.11, 0.06));
        for (int i = 0; i < 5; i++) {
            solids.ellipsoid(
                    chance.between(-0.5, 0.5),
                    chance.between(-0.25, 0.25),
                    0,
                    chance.between(0.3, 0.6),
                    chance.between(0.25, 0.4),
                    chance.between(0.2, 0.55),
                    8);
        }
    }

    private void crate() {
        double wide = chance.between(0.25, 0.9);
        double deep = chance.between(0.2, 0.4);
        double high = chance.between(0.25, 0.9);
        solids.contact(0.5 * (wide + deep)).of(worn);
        solids.tint(chance.one(chance.wood(), chance.paint()));
        solids.box(-wide, -deep, 0, wide, deep, high);
    }

    private void ladder() {
        solids.contact(0.3).of(worn).tint(chance.one(chance.wood(), Rgb.grey(0.5)));
        double tall = chance.between(0.8, 1.6);
        double foot = 0.28 * tall;
        for (int side = -1; side <= 1; side += 2) {
            double x = 0.16 * side;
            solids.tube(point(x, -foot, 0), point(0.8 * x, 0, tall), 0.02, 0.02, 6);
            solids.tube(point(x, foot, 0), point(0.8 * x, 0, tall), 0.02, 0.02, 6);
        }
        for (double t = 0.12; t < 1; t += 0.2 / tall) {
            double y = -foot * (1 - t);
            solids.tube(point(-0.15, y, tall * t), point(0.15, y, tall * t), 0.014, 0.014, 5);
        }
    }

    private void coveredTable() {
        double high = chance.between(0.5, 0.95);
        solids.contact(0.6).of(worn).tint(chance.wood());
        for (int i = 0; i < 4; i++) {
            double x = (i & 1) == 0 ? -0.55 : 0.55;
            double y = (i & 2) == 0 ? -0.2 : 0.2;
            solids.box(x - 0.03, y - 0.03, 0, x + 0.03, y + 0.03, high);
        }
        solids.of(cloth).tint(chance.of(0.5) ? chance.near(0.2, 0.11, 0.06) : chance.paint());
        solids.box(-0.62, -0.26, high * chance.between(0.5, 0.95), 0.62, 0.26, high + 0.03);
        if (chance.of(0.5)) {
            solids.ellipsoid(0, 0, high, 0.5, 0.2, chance.between(0.1, 0.3), 8);
        }
    }
}
