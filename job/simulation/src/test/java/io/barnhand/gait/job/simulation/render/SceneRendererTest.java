package io.barnhand.gait.job.simulation.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SceneRendererTest {

    private static final PinholeCamera CAMERA =
            new PinholeCamera(0, -5, 2, 0, -0.3, 0, 150, 200, 160);
    private static final Rgb WHITE = Rgb.grey(1);

    private final Background ground = Shapes.ground(CAMERA, 0.2f, 0.8f);
    private final RenderTarget frame = new RenderTarget(200, 160);

    private SceneRenderer renderer(Light light) {
        ShadowMap none = new ShadowMap();
        none.begin(light, new Bounds(0, 0, 0, 1, 1, 1));
        return new SceneRenderer(CAMERA, light, ground, none, new Rasteriser(200, 160));
    }

    private float colourAt(double x, double y) {
        double[] seen = CAMERA.project(x, y, 0);
        int pixel = (int) Math.round(seen[1]) * 200 + (int) Math.round(seen[0]);
        return frame.colour()[3 * pixel];
    }

    @Test
    void theShadowFallsAwayFromTheLight() {
        // The light stands at 45 degrees on the right: a sheet of 0.5 BL at x 0 shades to x -0.5.
        Light light = Light.from(0, Math.PI / 4, WHITE, WHITE, WHITE, 0.01);
        Surface sheet = sheetAcross(0.5);
        List<Moving> moving = List.of(new Moving(0, List.of(sheet)));

        renderer(light).draw(moving, moving, frame);

        assertThat(colourAt(-0.25, 0)).isLessThan(0.25f);
        assertThat(colourAt(-0.75, 0)).isGreaterThan(0.8f);
        assertThat(colourAt(0.4, 0)).isGreaterThan(0.8f);
    }

    /** An upright sheet in the plane x = 0, from y -0.3 to 0.3. */
    private static Surface sheetAcross(double height) {
        Surface sheet = Shapes.sheet(-0.3, 0.3, 0, 0, height, 0.5f);
        float[] p = sheet.positions();
        for (int i = 0; i < p.length; i += 3) {
            p[i + 1] = p[i];
            p[i] = 0;
            sheet.normals()[i] = 1;
            sheet.normals()[i + 1] = 0;
        }
        return sheet;
    }

    @Test
    void whatMovesOwnsItsPixelsAndTheRestIsScenery() {
        Light light = Light.from(-Math.PI / 2, 0.8, WHITE, WHITE, WHITE, 0.01);
        List<Moving> moving =
                List.of(
                        new Moving(3, List.of(Shapes.sheet(-1, 0, 0, 0.2, 1, 0.5f))),
                        new Moving(7, List.of(Shapes.sheet(-0.5, 1, 1, 0.2, 1, 0.5f))));

        renderer(light).draw(moving, moving, frame);

        assertThat(ownerAt(-0.7, 0, 0.5)).isEqualTo(3);
        assertThat(ownerAt(-0.2, 0, 0.5)).isEqualTo(3);
        assertThat(ownerAt(0.7, 1, 0.5)).isEqualTo(7);
        assertThat(ownerAt(0, 0, 0)).isEqualTo(RenderTarget.SCENERY);
        double[] seen = CAMERA.project(-0.7, 0, 0.5);
        assertThat(frame.depth((int) Math.round(seen[0]), (int) Math.round(seen[1])))
                .isCloseTo((float) seen[2], within(0.02f));
    }

    private int ownerAt(double x, double y, double z) {
        double[] seen = CAMERA.project(x, y, z);
        return frame.owner((int) Math.round(seen[0]), (int) Math.round(seen[1]));
    }

    @Test
    void theNextFrameKeepsNothingOfTheLast() {
        Light light = Light.from(0, Math.PI / 4, WHITE, WHITE, WHITE, 0.01);
        SceneRenderer renderer = renderer(light);
        List<Moving> moving = List.of(new Moving(0, List.of(sheetAcross(0.5))));
        renderer.draw(moving, moving, frame);

        renderer.draw(List.of(), List.of(), frame);

        assertThat(frame.colour()).isEqualTo(ground.colour());
        assertThat(frame.changed().isEmpty()).isTrue();
    }

    @Test
    void aFrameOfAnotherSizeIsRefused() {
        Light light = Light.from(0, 1, WHITE, WHITE, WHITE, 0.01);

        assertThatThrownBy(
                        () -> renderer(light).draw(List.of(), List.of(), new RenderTarget(10, 10)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10x10 px for a scene of 200x160 px");
    }
}
