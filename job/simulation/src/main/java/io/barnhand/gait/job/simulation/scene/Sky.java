package io.barnhand.gait.job.simulation.scene;

import io.barnhand.gait.job.simulation.render.Fragment;
import io.barnhand.gait.job.simulation.render.Light;
import io.barnhand.gait.job.simulation.render.Noise;
import io.barnhand.gait.job.simulation.render.Rgb;

/** Sky with clouds, and hills and woods far away before it. */
final class Sky implements Backdrop {

    private final Rgb zenith;
    private final Rgb horizon;
    private final Rgb cloud;
    private final double cover;
    private final double cloudScale;
    private final double hills;
    private final double woods;
    private final Rgb hill;
    private final Rgb wood;
    private final double crowns;
    private final Noise noise;
    private final Light light;

    /**
     * @param horizon light of the lowest part of the sky: also the colour of haze
     */
    Sky(Chance chance, Light light, Rgb horizon) {
        this.light = light;
        this.horizon = horizon;
        noise = chance.noise();
        double blue = chance.between(0.2, 1.0);
        zenith = horizon.mix(Rgb.of(0.25 * horizon.b(), 0.45 * horizon.b(), horizon.b()), blue);
        cloud = horizon.times(chance.between(0.9, 1.3));
        cover = chance.between(-0.35, 0.5);
        cloudScale = chance.between(0.4, 1.2);
        hills = chance.of(0.5) ? chance.between(0.02, 0.12) : 0;
        woods = chance.of(0.7) ? chance.between(0.03, 0.22) : 0.012;
        hill = chance.near(0.09, 0.13, 0.1);
        wood = chance.one(chance.near(0.045, 0.07, 0.025), chance.near(0.09, 0.07, 0.035));
        crowns = chance.between(8.0, 30.0);
    }

    @Override
    public void paint(double[] d, Fragment out) {
        double level = Math.sqrt(d[0] * d[0] + d[1] * d[1]);
        double azimuth = Math.atan2(d[0], d[1]);
        double rise = Math.max(0, d[2] / level);
        if (woods > 0 && rise < woods * 1.6 && forest(azimuth, rise, out)) {
            return;
        }
        if (hills > 0 && rise < hills * (0.6 + noise.fbm(azimuth * 2.5 + 40, 0.5, 4, 0))) {
            Rgb tone = hill.times(0.5 * light.sky().g() + 0.5 * light.sun().g());
            out.colour(tone.mix(horizon, 0.55));
            out.times(1 + 0.3 * noise.fbm(azimuth * 40, rise * 90, 3, 0));
            return;
        }
        out.colour(horizon);
        out.mix(zenith, 1 - Math.exp(-2.5 * rise));
        double per = 1 / (rise + 0.12);
        double density =
                noise.fbm(
                        cloudScale * d[0] / level * per + 3,
                        cloudScale * d[1] / level * per,
                        6,
                        0.01 * per);
        double white = Math.max(0, Math.min(1, 2.2 * (density + cover)));
        out.mix(cloud.times(1.05 - 0.35 * white), white);
    }

    /** Round crowns of different heights, lit on top. */
    private boolean forest(double azimuth, double rise, Fragment out) {
        double wide = azimuth * crowns;
        double top = woods * (0.75 + 0.5 * noise.fbm(azimuth * 3, 2.5, 3, 0));
        double crown = Math.abs(noise.at(wide, 8.5) - 0.5);
        top += woods * (0.5 * crown + 0.16 * noise.fbm(wide * 5, rise * crowns * 5, 4, 0));
        if (rise > top) {
            return false;
        }
        double leaves = noise.fbm(wide * 5, rise * crowns * 7, 5, 0);
        double shade = 0.35 + 0.65 * rise / top;
        out.colour(wood.times(0.55 * light.sky().g() + 0.45 * light.sun().g()));
        out.times(Math.max(0.1, shade * (1 + 1.1 * leaves)));
        out.mix(horizon, 0.13);
        return true;
    }
}
