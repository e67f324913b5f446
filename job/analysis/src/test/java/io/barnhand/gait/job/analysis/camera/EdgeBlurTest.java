package io.barnhand.gait.job.analysis.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.models.image.Box;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dark bars that pass over a fence, exposed for a known way, through a lens of known softness. */
class EdgeBlurTest {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 200;
    private static final double STEP_PX = 17;
    private static final double LENS_PX = 1.5;

    @ParameterizedTest
    @ValueSource(doubles = {0, 4, 8, 12})
    void theWayDuringTheExposureIsFound(double way) {
        EdgeBlur blur = new EdgeBlur();
        for (int i = 1; i < 9; i++) {
            blur.add(picture(i - 1, way), picture(i, way), picture(i + 1, way), box(i));
        }
        assertThat(blur.px()).isCloseTo(way, within(way == 0 ? 1.0 : .15 * way + .3));
    }

    @Test
    void aPictureWithoutEdgesIsNotMeasurable() {
        byte[] grey = new byte[3 * WIDTH * HEIGHT];
        Arrays.fill(grey, (byte) 90);
        BgrImage even = new BgrImage(WIDTH, HEIGHT, grey);
        EdgeBlur blur = new EdgeBlur();
        blur.add(even, even, even, new Box(0, 0, WIDTH, HEIGHT));
        assertThat(blur.px()).isNull();
    }

    private static Box box(int frame) {
        return new Box(100 + STEP_PX * frame, 0, 300 + STEP_PX * frame, HEIGHT);
    }

    private static BgrImage picture(int frame, double way) {
        byte[] bgr = new byte[3 * WIDTH * HEIGHT];
        double moved = 100 + STEP_PX * frame;
        for (int x = 0; x < WIDTH; x++) {
            double fence = bars(x, 0, WIDTH, 120, LENS_PX, 0);
            double horse = bars(x, moved, moved + 200, 70, LENS_PX, way);
            int value = (int) Math.round(210 - 120 * Math.max(.9 * fence, horse));
            for (int y = 0; y < HEIGHT; y++) {
                Arrays.fill(bgr, 3 * (y * WIDTH + x), 3 * (y * WIDTH + x) + 3, (byte) value);
            }
        }
        return new BgrImage(WIDTH, HEIGHT, bgr);
    }

    /** Mean over lens and exposure of bars 20 px wide, 0..1. */
    private static double bars(
            double x, double from, double to, double apart, double lens, double way) {
        int samples = 60;
        double sum = 0;
        for (int i = 0; i < samples; i++) {
            double smear = way * ((i + .5) / samples - .5);
            for (int j = 0; j < 12; j++) {
                double at = x + smear + lens * ((j + .5) / 12 - .5);
                boolean dark = at >= from && at < to && (at - from) % apart < 20;
                sum += dark ? 1 : 0;
            }
        }
        return sum / (12 * samples);
    }
}
