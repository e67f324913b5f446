package io.barnhand.gait.job.simulation.scene;

import static io.barnhand.gait.job.simulation.scene.Solids.point;

import io.barnhand.gait.job.simulation.render.Rgb;

/** Somebody who stands about. */
final class Person {

    private Person() {}

    static void stand(Chance chance, Solids solids, double x, double y) {
        double size = chance.between(1.1, 1.3);
        solids.at(x, y, 0, chance.between(0, 2 * Math.PI), size).contact(0.14);
        Material cloth = BuildingMaterials.worn(chance, 0.25);
        Rgb trousers = chance.one(chance.paint(), Rgb.grey(0.04), Rgb.of(0.05, 0.07, 0.14));
        Rgb jacket = chance.paint();
        Rgb skin = chance.near(0.35, 0.2, 0.13);
        double apart = chance.between(0.05, 0.1);
        solids.of(cloth).tint(trousers);
        for (int side = -1; side <= 1; side += 2) {
            solids.tube(point(apart * side, 0, 0.03), point(0.05 * side, 0, 0.26), 0.034, 0.045, 8);
            solids.tube(point(0.05 * side, 0, 0.26), point(0.045 * side, 0, 0.5), 0.046, 0.062, 8);
        }
        solids.tint(jacket);
        solids.ellipsoid(0, 0, 0.53, 0.11, 0.075, 0.09, 8);
        solids.tube(point(0, 0, 0.52), point(0, 0, 0.78), 0.09, 0.115, 10);
        solids.ellipsoid(0, 0, 0.78, 0.125, 0.07, 0.055, 8);
        for (int side = -1; side <= 1; side += 2) {
            double out = chance.between(0.14, 0.2);
            double forward = chance.between(-0.02, 0.1);
            double[] elbow = point(out * side, forward * 0.3, 0.6);
            double[] hand = point(out * side, forward, chance.between(0.44, 0.56));
            solids.tint(jacket);
            solids.tube(point(0.12 * side, 0, 0.78), elbow, 0.037, 0.031, 8);
            solids.tube(elbow, hand, 0.03, 0.024, 8);
            solids.tint(skin).ellipsoid(hand[0], hand[1], hand[2], 0.025, 0.025, 0.03, 5);
        }
        solids.tint(skin);
        solids.tube(point(0, 0, 0.8), point(0, 0, 0.87), 0.03, 0.03, 8);
        solids.ellipsoid(0, 0.01, 0.91, 0.05, 0.06, 0.07, 9);
        solids.tint(chance.one(Rgb.grey(0.03), chance.near(0.2, 0.11, 0.05), chance.paint()));
        solids.ellipsoid(0, -0.01, 0.935, 0.054, 0.062, 0.06, 9);
        solids.tint(Rgb.grey(0.03));
        for (int side = -1; side <= 1; side += 2) {
            solids.ellipsoid(apart * side, 0.03, 0.025, 0.035, 0.08, 0.03, 6);
        }
    }
}
