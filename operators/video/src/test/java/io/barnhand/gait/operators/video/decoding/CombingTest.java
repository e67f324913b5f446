package io.barnhand.gait.operators.video.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;

class CombingTest {

    private static final int WIDTH = 64;
    private static final int HEIGHT = 64;

    private static byte[] picture(IntBinaryOperator luma) {
        byte[] picture = new byte[WIDTH * HEIGHT];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                picture[y * WIDTH + x] = (byte) luma.applyAsInt(x, y);
            }
        }
        return picture;
    }

    /** A leg, 8 px wide, that moves by some px from field to field. */
    private static byte[] leg(int at, int step) {
        return picture(
                (x, y) -> {
                    int left = at + (y % 2 == 0 ? 0 : step);
                    return x >= left && x < left + 8 ? 60 : 130;
                });
    }

    private static boolean shows(byte[] picture, byte[] before) {
        return Combing.shows(picture, before, WIDTH, HEIGHT);
    }

    @Test
    void aLegThatMovesBetweenTheFieldsShowsAComb() {
        assertThat(shows(leg(20, 5), leg(10, 5))).isTrue();
        assertThat(shows(leg(20, 5), null)).isTrue();
    }

    @Test
    void aLegThatMovesFromPictureToPictureShowsNone() {
        assertThat(shows(leg(20, 0), leg(10, 0))).isFalse();
    }

    @Test
    void stripesThatStandStillAreNoComb() {
        byte[] stripes = picture((x, y) -> y % 2 == 0 ? 60 : 180);

        assertThat(shows(stripes, stripes.clone())).isFalse();
    }

    @Test
    void noiseIsNoComb() {
        Random random = new Random(7);
        byte[] one = picture((x, y) -> 120 + (int) Math.round(6 * random.nextGaussian()));
        byte[] other = picture((x, y) -> 120 + (int) Math.round(6 * random.nextGaussian()));

        assertThat(shows(one, other)).isFalse();
    }

    @Test
    void aPictureOfAFewLinesShowsNone() {
        assertThat(Combing.shows(new byte[6], null, 2, 3)).isFalse();
    }
}
