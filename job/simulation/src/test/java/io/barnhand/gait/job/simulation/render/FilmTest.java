package io.barnhand.gait.job.simulation.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class FilmTest {

    /** Looks straight down: everything is ground. */
    private static final PinholeCamera CAMERA =
            new PinholeCamera(0, 0, 3, 0, -Math.PI / 2, 0, 100, 200, 150);

    private static final Light LIGHT =
            Light.from(0, 1, Rgb.grey(1), Rgb.grey(1), Rgb.grey(1), 0.01);

    private final SceneRenderer renderer =
            new SceneRenderer(
                    CAMERA,
                    LIGHT,
                    Shapes.ground(CAMERA, 0.1f, 0.1f),
                    none(),
                    new Rasteriser(200, 150));
    private final byte[] bgr = new byte[3 * 200 * 150];

    private static ShadowMap none() {
        ShadowMap map = new ShadowMap();
        map.begin(LIGHT, new Bounds(0, 0, 0, 1, 1, 1));
        return map;
    }

    private static CameraResponse response(double blur, double noise, double colourNoise) {
        return new CameraResponse(1, Rgb.grey(1), 1, 1, blur, 0, noise, colourNoise);
    }

    private RenderTarget frame(List<Moving> moving) {
        RenderTarget frame = new RenderTarget(200, 150);
        renderer.draw(moving, moving, frame);
        return frame;
    }

    @Test
    void anEvenPictureHasTheRequestedNoise() {
        new Film(response(0, 0, 0), 1).develop(List.of(frame(List.of())), 0, bgr);
        double clean = mean();
        assertThat(deviation(clean)).isZero();

        new Film(response(0, 6, 0), 1).develop(List.of(frame(List.of())), 0, bgr);

        // The clean picture is rounded to a level, the mean of the noisy one is not.
        assertThat(mean()).isCloseTo(clean, within(0.6));
        // Mid grey has the value itself; the gain at this level differs from 1 as 1.25 - level/510.
        assertThat(deviation(mean())).isCloseTo(6 * (1.25 - clean / 510), within(0.15));
    }

    private double mean() {
        double sum = 0;
        for (byte value : bgr) {
            sum += value & 0xff;
        }
        return sum / bgr.length;
    }

    private double deviation(double mean) {
        double sum = 0;
        for (byte value : bgr) {
            sum += ((value & 0xff) - mean) * ((value & 0xff) - mean);
        }
        return Math.sqrt(sum / bgr.length);
    }

    @Test
    void theSamePictureOfTheSameFilmIsTheSame() {
        RenderTarget frame = frame(List.of());
        byte[] again = new byte[bgr.length];
        byte[] next = new byte[bgr.length];

        new Film(response(1, 5, 3), 9).develop(List.of(frame), 4, bgr);
        Film other = new Film(response(1, 5, 3), 9);
        other.develop(List.of(frame), 5, next);
        other.develop(List.of(frame), 4, again);

        assertThat(again).isEqualTo(bgr);
        assertThat(next).isNotEqualTo(bgr);
    }

    @Test
    void whatMovedBetweenExposuresIsBlended() {
        // Two sheets at the height of the camera's picture, each seen in one of two exposures.
        RenderTarget left = frame(List.of(new Moving(0, List.of(level(-0.5, -0.1)))));
        RenderTarget right = frame(List.of(new Moving(0, List.of(level(0.1, 0.5)))));
        Film film = new Film(response(0, 0, 0), 1);

        film.develop(List.of(left), 0, bgr);
        int black = at(-0.3);
        int white = at(0.3);
        film.develop(List.of(left, right), 0, bgr);

        assertThat(black).isLessThan(white - 40);
        assertThat(at(-0.3)).isBetween(black + 15, white - 5);
        assertThat(at(0.3)).isBetween(black + 15, white - 5);
    }

    /** A black level sheet just above the ground. */
    private static Surface level(double x0, double x1) {
        Surface sheet = Shapes.sheet(x0, x1, 0, -0.3, 0.3, 0);
        float[] p = sheet.positions();
        for (int i = 0; i < p.length; i += 3) {
            p[i + 1] = p[i + 2];
            p[i + 2] = 0.02f;
            sheet.normals()[i + 1] = 0;
            sheet.normals()[i + 2] = 1;
        }
        return sheet;
    }

    private int at(double x) {
        double[] seen = CAMERA.project(x, 0, 0);
        return bgr[3 * ((int) Math.round(seen[1]) * 200 + (int) Math.round(seen[0]))] & 0xff;
    }

    @Test
    void exposuresOfDifferentScenesAreRefused() {
        SceneRenderer other =
                new SceneRenderer(
                        CAMERA,
                        LIGHT,
                        Shapes.ground(CAMERA, 0.3f, 0.1f),
                        none(),
                        new Rasteriser(200, 150));
        RenderTarget foreign = new RenderTarget(200, 150);
        other.draw(List.of(), List.of(), foreign);

        assertThatThrownBy(
                        () ->
                                new Film(response(0, 0, 0), 1)
                                        .develop(List.of(frame(List.of()), foreign), 0, bgr))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("different scenes");
    }

    @Test
    void aBufferThatDoesNotFitIsRefused() {
        assertThatThrownBy(
                        () ->
                                new Film(response(0, 0, 0), 1)
                                        .develop(List.of(frame(List.of())), 0, new byte[7]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("7 bytes for a picture of 200x150 px");
    }
}
