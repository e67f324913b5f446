package io.barnhand.gait.job.simulation.scene;

import io.barnhand.gait.job.simulation.render.CameraResponse;
import io.barnhand.gait.job.simulation.render.Light;
import io.barnhand.gait.job.simulation.render.PinholeCamera;
import io.barnhand.gait.job.simulation.render.Rgb;

/** The light of a place, and the camera that films it. */
final class Weather {

    private Weather() {}

    /** Lamps under a roof, or daylight through a gate. */
    static Light indoors(Chance chance) {
        boolean gate = chance.of(0.35);
        double azimuth = chance.between(-Math.PI, Math.PI);
        double elevation = gate ? chance.between(0.45, 0.8) : chance.between(0.9, 1.45);
        Rgb lamp =
                chance.one(Rgb.of(1, 0.83, 0.6), Rgb.of(0.95, 1, 0.95), Rgb.of(0.92, 0.97, 1.05))
                        .times(chance.between(0.7, 2.2));
        Rgb around = Rgb.of(0.5, 0.5, 0.52).times(chance.between(0.6, 1.3));
        Rgb floor = Rgb.of(0.19, 0.17, 0.15).times(chance.between(0.6, 1.4));
        return Light.from(azimuth, elevation, lamp, around, floor, chance.between(0.04, 0.1));
    }

    /** Sun from any side, or clouds. */
    static Light outdoors(Chance chance) {
        double azimuth = chance.between(-Math.PI, Math.PI);
        double elevation = chance.between(0.3, 1.2);
        if (chance.of(0.35)) {
            return Light.from(
                    azimuth,
                    elevation + 0.3,
                    Rgb.grey(chance.between(0.05, 0.5)),
                    Rgb.of(0.95, 1, 1.06),
                    Rgb.of(0.15, 0.16, 0.12),
                    0.12);
        }
        double low = 1 - Math.min(1, elevation / 0.8);
        Rgb sun = Rgb.of(1, 0.95 - 0.25 * low, 0.86 - 0.45 * low).times(chance.between(1.4, 2.8));
        return Light.from(
                azimuth,
                elevation,
                sun,
                Rgb.of(0.45, 0.56, 0.75).times(chance.between(0.6, 1.2)),
                Rgb.of(0.22, 0.21, 0.13).times(chance.between(0.7, 1.4)),
                chance.between(0.015, 0.035));
    }

    /** An infrared lamp above and beside the camera. */
    static Light infrared(Chance chance, PinholeCamera camera) {
        double side = chance.between(1.0, 3.0) * (chance.between(0, 1) == 0 ? -1 : 1);
        double[] toward = {
            0.5 * camera.x() + side, camera.y(), camera.z() + chance.between(0.8, 2.0) - 0.7
        };
        double length =
                Math.sqrt(toward[0] * toward[0] + toward[1] * toward[1] + toward[2] * toward[2]);
        double ambient = chance.between(0.4, 0.7);
        return new Light(
                toward[0] / length,
                toward[1] / length,
                toward[2] / length,
                Rgb.grey(1),
                Rgb.grey(ambient),
                Rgb.grey(ambient / 2),
                0.03,
                new Light.Lamp(
                        toward[0], toward[1], toward[2] + 0.7, length * chance.between(0.8, 1.2)));
    }

    static CameraResponse day(Chance chance, double maxNoise) {
        return new CameraResponse(
                chance.between(0.75, 1.35),
                Rgb.of(
                        chance.between(0.92, 1.08),
                        chance.between(0.97, 1.03),
                        chance.between(0.9, 1.1)),
                chance.between(0.6, 1.15),
                chance.between(1.0, 1.35),
                chance.between(0.4, 1.0),
                chance.between(0.0, 0.35),
                chance.between(0.5, maxNoise),
                chance.between(0.3, 0.6 * maxNoise));
    }

    static CameraResponse night(Chance chance) {
        return new CameraResponse(
                chance.between(0.6, 1.3),
                Rgb.grey(1),
                0,
                chance.between(1.0, 1.4),
                chance.between(0.6, 1.3),
                chance.between(0.3, 0.75),
                chance.between(3.0, 7.0),
                0);
    }
}
