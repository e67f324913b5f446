package io.barnhand.gait.operators.video.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.models.image.BgrImage;
import org.junit.jupiter.api.Test;

class FrameConverterTest {

    @Test
    void quarterTurnsAreClockwise() {
        // 2 x 3 px, numbered row by row.
        byte[] pixels = new byte[18];
        for (int i = 0; i < 18; i++) {
            pixels[i] = (byte) (i / 3);
        }
        BgrImage image = new BgrImage(2, 3, pixels);

        assertThat(blue(FrameConverter.turned(image, 0))).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(blue(FrameConverter.turned(image, 1))).containsExactly(4, 2, 0, 5, 3, 1);
        assertThat(blue(FrameConverter.turned(image, 2))).containsExactly(5, 4, 3, 2, 1, 0);
        assertThat(blue(FrameConverter.turned(image, 3))).containsExactly(1, 3, 5, 0, 2, 4);
        assertThat(FrameConverter.turned(image, 1).width()).isEqualTo(3);
    }

    private static int[] blue(BgrImage image) {
        int[] blue = new int[image.width() * image.height()];
        for (int i = 0; i < blue.length; i++) {
            blue[i] = image.pixels()[3 * i];
        }
        return blue;
    }
}
