package io.barnhand.gait.job.simulation.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.job.simulation.render.Film;
import io.barnhand.gait.job.simulation.render.Moving;
import io.barnhand.gait.job.simulation.render.PinholeCamera;
import io.barnhand.gait.job.simulation.render.RenderTarget;
import io.barnhand.gait.job.simulation.render.Surface;
import io.barnhand.gait.models.testing.Slow;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Slow
class SceneTest {

    private static final int WIDTH = 160;
    private static final int HEIGHT = 120;
    private static final PinholeCamera CAMERA =
            PinholeCamera.standing(6, 1, 0.1, 0, 0.5, 6 * 50, WIDTH, HEIGHT);

    private static byte[] picture(SceneKind kind, long seed, Staging staging, RenderTarget frame) {
        Scene scene = Scene.of(kind, seed, CAMERA, staging);
        scene.draw(List.of(new Moving(0, List.of(board()))), frame);
        byte[] bgr = new byte[3 * WIDTH * HEIGHT];
        new Film(scene.response(), seed).develop(List.of(frame), 0, bgr);
        return bgr;
    }

    /** A board of 1.2 by 0.8 BL that stands on the path and faces the camera. */
    private static Surface board() {
        Solids solids = new Solids().of(f -> {});
        return solids.box(-0.6, -0.02, 0.2, 0.6, 0.02, 1).surfaces().get(0);
    }

    @ParameterizedTest
    @EnumSource(SceneKind.class)
    void theSameSeedGivesTheSameBytes(SceneKind kind) {
        byte[] first = picture(kind, 11, Staging.CLEAR, new RenderTarget(WIDTH, HEIGHT));
        byte[] again = picture(kind, 11, Staging.CLEAR, new RenderTarget(WIDTH, HEIGHT));
        byte[] other = picture(kind, 12, Staging.CLEAR, new RenderTarget(WIDTH, HEIGHT));

        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource(SceneKind.class)
    void aPostHidesWhatPassesBehindIt(SceneKind kind) {
        RenderTarget clear = new RenderTarget(WIDTH, HEIGHT);
        RenderTarget hidden = new RenderTarget(WIDTH, HEIGHT);
        Post post = new Post(0.2, -0.9, 0.15);
        double[] seen = CAMERA.project(0.2, -0.9, 0.6);
        int x = (int) Math.round(seen[0]);
        int y = (int) Math.round(seen[1]);

        picture(kind, 5, Staging.CLEAR, clear);
        picture(kind, 5, new Staging(-0.8, 0.8, List.of(post), false), hidden);

        assertThat(clear.owner(x, y)).isZero();
        assertThat(hidden.owner(x, y)).isEqualTo(RenderTarget.SCENERY);
        assertThat(hidden.depth(x, y)).isLessThan(clear.depth(x, y));
        assertThat(hidden.owner(x - 12, y)).isZero();
    }

    @ParameterizedTest
    @EnumSource(SceneKind.class)
    void nothingButTheRequestedPostsStandsBeforeTheHorse(SceneKind kind) {
        for (long seed = 0; seed < 12; seed++) {
            RenderTarget frame = new RenderTarget(WIDTH, HEIGHT);
            picture(kind, seed, new Staging(-0.8, 0.8, List.of(), true), frame);

            double[] middle = CAMERA.project(0, -0.02, 0.6);
            assertThat(frame.owner((int) Math.round(middle[0]), (int) Math.round(middle[1])))
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(SceneKind.class)
    void picturesAreNeitherBlackNorWhite(SceneKind kind) {
        for (long seed = 0; seed < 12; seed++) {
            byte[] bgr = picture(kind, seed, Staging.CLEAR, new RenderTarget(WIDTH, HEIGHT));
            int[] levels = new int[bgr.length];
            Arrays.setAll(levels, i -> bgr[i] & 0xff);

            assertThat(Arrays.stream(levels).average().orElseThrow()).isBetween(40.0, 200.0);
        }
    }

    @Test
    void anEmptyStripIsRefused() {
        assertThatThrownBy(() -> new Staging(1, 1, List.of(), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("near < far");
    }
}
