package io.barnhand.gait.job.simulation.horse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.job.simulation.render.Surface;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HorseModelTest {

    private static HorseModel model;

    @BeforeAll
    static void shape() {
        model = HorseModel.of(BodyShape.MIDDLING);
    }

    @Test
    void shouldCloseTheSurface() {
        int[] corners = model.body().triangles();
        Map<Long, Integer> edges = new HashMap<>();
        for (int i = 0; i < corners.length; i += 3) {
            for (int c = 0; c < 3; c++) {
                int a = corners[i + c];
                int b = corners[i + (c + 1) % 3];
                // An edge once in each direction: no hole, and all triangles face the same way.
                edges.merge((long) a << 32 | b, 1, Integer::sum);
            }
        }
        edges.forEach(
                (edge, times) ->
                        assertThat(edges.getOrDefault(edge << 32 | edge >>> 32, 0))
                                .isEqualTo(times));
        assertThat(corners.length / 3).isBetween(15_000, 25_000);
    }

    @Test
    void shouldFaceOutward() {
        float[] p = model.body().positions();
        int[] corners = model.body().triangles();
        double volume = 0;
        for (int i = 0; i < corners.length; i += 3) {
            int a = 3 * corners[i];
            int b = 3 * corners[i + 1];
            int c = 3 * corners[i + 2];
            volume +=
                    p[a] * (p[b + 1] * p[c + 2] - p[b + 2] * p[c + 1])
                            + p[a + 1] * (p[b + 2] * p[c] - p[b] * p[c + 2])
                            + p[a + 2] * (p[b] * p[c + 1] - p[b + 1] * p[c]);
        }
        // About 500 kg of water, where a body length is 1.45 m.
        assertThat(volume / 6 * Math.pow(1.45, 3)).isBetween(.35, .75);
    }

    @Test
    void shouldStayOnTheGroundWhileItMoves() {
        RenderedHorse horse =
                new RenderedHorse(
                        model,
                        CoatColour.BAY,
                        SyntheticGait.TROT,
                        SyntheticView.SIDE.seconds(3),
                        Stepping.COMMON,
                        new StraightPath(0, 0, 0),
                        1);
        for (double t = .5; t < 2; t += .05) {
            float lowest = Float.POSITIVE_INFINITY;
            for (Surface surface : horse.surfaces(t)) {
                float[] p = surface.positions();
                for (int v = 2; v < p.length; v += 3) {
                    assertThat(p[v]).isFinite();
                    lowest = Math.min(lowest, p[v]);
                }
            }
            assertThat(lowest).isBetween(-.012f, .15f);
        }
    }

    @Test
    void shouldTurnRoundWithItsPath() {
        SyntheticView view = SyntheticView.SIDE.seconds(3);
        RenderedHorse away = horse(view, new StraightPath(0, 0, 0));
        RenderedHorse back = horse(view, new StraightPath(0, 0, Math.PI));
        double[][] a = away.keypoints(1);
        double[][] b = back.keypoints(1);
        for (int k = 0; k < a.length; k++) {
            assertThat(b[k][0]).isCloseTo(-a[k][0], within(1e-5));
            assertThat(b[k][1]).isCloseTo(-a[k][1], within(1e-5));
            assertThat(b[k][2]).isCloseTo(a[k][2], within(1e-5));
        }
        // To the right, the left side is the far one.
        assertThat(a[5][1]).isGreaterThan(a[8][1]);
    }

    private static RenderedHorse horse(SyntheticView view, StraightPath path) {
        return new RenderedHorse(
                model, CoatColour.GREY, SyntheticGait.WALK, view, Stepping.COMMON, path, 1);
    }
}
