package io.barnhand.gait.job.simulation.scene;

import io.barnhand.gait.job.simulation.render.CameraResponse;
import io.barnhand.gait.job.simulation.render.Light;
import io.barnhand.gait.job.simulation.render.Noise;
import io.barnhand.gait.job.simulation.render.PinholeCamera;
import io.barnhand.gait.job.simulation.render.Rgb;
import java.util.ArrayList;
import java.util.List;

/** Sets up each kind of place. */
final class Places {

    private static final double NO_HAZE = 1e6;

    private final Chance chance;
    private final PinholeCamera camera;
    private final Staging staging;
    private final View view;
    private final Solids solids = new Solids();
    private final List<double[]> taken = new ArrayList<>();

    Places(Chance chance, PinholeCamera camera, Staging staging) {
        this.chance = chance;
        this.camera = camera;
        this.staging = staging;
        view = new View(camera);
    }

    UnshadedScene of(SceneKind kind) {
        return switch (kind) {
            case AISLE -> aisle();
            case ARENA -> arena();
            case PADDOCK -> paddock();
            case NIGHT -> night();
        };
    }

    private UnshadedScene aisle() {
        double wall = staging.far() + chance.between(0.25, 1.2);
        double end = view.right(wall + 2.5) + 2;
        double start = view.left(wall + 2.5) - 2;
        StallFront front = new StallFront(chance, solids);
        double ceiling = chance.between(1.9, 2.8);
        if (chance.of(0.75)) {
            front.stalls(wall, start, end);
        } else {
            front.wall(wall, start, end, ceiling);
        }
        clutter(staging.far() + 0.12, wall - 0.05, some(4));
        occluders();
        return new UnshadedScene(
                solids,
                GroundMaterials.floor(chance),
                roof(),
                Weather.indoors(chance),
                Rgb.grey(0.2),
                NO_HAZE,
                Weather.day(chance, 5));
    }

    /** Rafters and boards under a roof, hardly lit. */
    private Backdrop roof() {
        Rgb colour = chance.wood().times(chance.between(0.1, 0.5));
        double spacing = chance.between(0.1, 0.3);
        Noise noise = chance.noise();
        return (d, out) -> {
            double up = Math.max(0.05, d[2]);
            double across = d[1] / up;
            double board = across / spacing;
            out.colour(colour);
            out.times(0.7 + 0.5 * noise.cell((int) Math.floor(board), 3));
            out.times(0.8 + 0.4 * noise.at(d[0] / up * 2, across * 2));
        };
    }

    private UnshadedScene arena() {
        boolean roofed = chance.of(0.4);
        Light light = roofed ? Weather.indoors(chance) : Weather.outdoors(chance);
        double wall = staging.far() + chance.between(0.3, chance.of(0.5) ? 2.0 : 9.0);
        double start = view.left(wall) - 3;
        double end = view.right(wall) + 3;
        Buildings buildings = new Buildings(chance, solids);
        buildings.kickBoards(wall, start, end);
        if (roofed) {
            StallFront front = new StallFront(chance, solids);
            front.wall(wall + 0.12, start, end, chance.between(2.5, 4.5));
        }
        clutter(staging.far() + 0.15, wall - 0.1, some(6));
        Backdrop backdrop;
        Rgb haze = Rgb.grey(0.3);
        if (roofed) {
            backdrop = roof();
        } else {
            haze = horizon(light);
            backdrop = new Sky(chance, light, haze);
            trees(wall + 0.6, wall + 7, chance.between(0, 5));
            if (chance.of(0.3)) {
                double x = chance.between(view.left(wall + 2), view.right(wall + 2));
                buildings.shed(x, wall + 2);
            }
        }
        occluders();
        return new UnshadedScene(
                solids,
                roofed
                        ? GroundMaterials.sand(chance)
                        : GroundMaterials.beyond(
                                GroundMaterials.sand(chance),
                                GroundMaterials.grass(chance),
                                wall + 0.2),
                backdrop,
                light,
                haze,
                roofed ? NO_HAZE : chance.between(200.0, 1500.0),
                Weather.day(chance, roofed ? 5 : 3));
    }

    private UnshadedScene paddock() {
        Light light = Weather.outdoors(chance);
        double fence = staging.far() + chance.between(0.3, chance.of(0.6) ? 3.0 : 12.0);
        double start = view.left(fence) - 3;
        double end = view.right(fence) + 3;
        if (chance.of(0.85)) {
            new Fences(chance, solids).along(fence, start, end);
        }
        if (chance.of(0.3)) {
            double second = fence + chance.between(3.0, 9.0);
            new Fences(chance, solids).along(second, view.left(second), view.right(second));
        }
        trees(fence + 0.5, fence + 9, chance.between(0, 6));
        if (chance.of(0.3)) {
            double y = fence + chance.between(1.5, 8.0);
            new Buildings(chance, solids).shed(chance.between(view.left(y), view.right(y)), y);
        }
        clutter(staging.far() + 0.2, fence + 2, some(4));
        boolean grass = chance.of(0.8);
        if (grass && chance.of(0.4)) {
            new Trees(chance, solids)
                    .longGrass(
                            view.left(1) - 1,
                            view.right(1) + 1,
                            staging.near() - 0.3,
                            fence,
                            chance.between(50, 400),
                            chance.between(0.03, 0.1));
        }
        occluders();
        Rgb haze = horizon(light);
        return new UnshadedScene(
                solids,
                grass
                        ? GroundMaterials.grass(chance)
                        : GroundMaterials.beyond(
                                GroundMaterials.sand(chance),
                                GroundMaterials.grass(chance),
                                fence - 0.2),
                new Sky(chance, light, haze),
                light,
                haze,
                chance.between(200.0, 1500.0),
                Weather.day(chance, 3));
    }

    private Rgb horizon(Light light) {
        double bright = light.sky().g() + 0.25 * light.sun().g();
        return Rgb.of(0.9, 0.96, 1.04).times(bright * chance.between(0.7, 1.0));
    }

    private UnshadedScene night() {
        UnshadedScene day = chance.between(0, 1) == 0 ? aisle() : paddock();
        double glow = chance.between(0.0, 0.03);
        Backdrop dark =
                (d, out) -> {
                    day.backdrop().paint(d, out);
                    out.times(glow);
                };
        CameraResponse response = Weather.night(chance);
        return new UnshadedScene(
                day.solids(),
                day.ground(),
                dark,
                Weather.infrared(chance, camera),
                Rgb.grey(0),
                NO_HAZE,
                response);
    }

    /** A number up to the given one; small ones are likelier. */
    private int some(int most) {
        return (int) (most * chance.between(0.0, 1.0) * chance.between(0.0, 1.0) + 0.5);
    }

    private void clutter(double fromY, double toY, int count) {
        Clutter clutter = new Clutter(chance, solids);
        for (int i = 0; i < count && fromY + 0.3 < toY; i++) {
            double y = chance.between(fromY + 0.3, toY);
            double x = chance.between(view.left(y), view.right(y));
            if (free(x, y, 0.9)) {
                clutter.thing(x, y);
            }
        }
        if (staging.person()) {
            double y = chance.between(fromY + 0.1, Math.max(fromY + 0.2, toY - 0.1));
            double x = chance.between(view.left(y), view.right(y));
            if (free(x, y, 0.6)) {
                Person.stand(chance, solids, x, y);
            } else {
                Person.stand(chance, solids, x, fromY);
            }
        }
    }

    private boolean free(double x, double y, double apart) {
        for (double[] place : taken) {
            if (Math.hypot(x - place[0], y - place[1]) < apart) {
                return false;
            }
        }
        taken.add(new double[] {x, y});
        return true;
    }

    private void trees(double fromY, double toY, int count) {
        Trees trees = new Trees(chance, solids);
        for (int i = 0; i < count; i++) {
            double y = chance.between(fromY, toY);
            double x = chance.between(view.left(y), view.right(y));
            if (chance.of(0.65)) {
                trees.tree(x, y);
            } else {
                trees.bush(x, y);
            }
        }
    }

    private void occluders() {
        new Fences(chance, solids).posts(staging.posts(), chance.between(1.6, 2.6));
    }
}
