package io.barnhand.gait.job.analysis.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.models.image.BgrImage;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class DrawablePictureTest {

    @Test
    void whatIsDrawnIsInTheFrameItself() {
        BgrImage image = new BgrImage(4, 2, new byte[24]);
        BufferedImage picture = DrawablePicture.over(image);

        picture.setRGB(1, 1, 0x102030);

        assertThat(picture.getType()).isEqualTo(BufferedImage.TYPE_3BYTE_BGR);
        assertThat(image.pixels()[15]).isEqualTo((byte) 0x30);
        assertThat(image.pixels()[16]).isEqualTo((byte) 0x20);
        assertThat(image.pixels()[17]).isEqualTo((byte) 0x10);
    }

    @Test
    void anOddSideGetsItsLastRowOrColumnTwice() {
        byte[] pixels = new byte[27];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) i;
        }

        BgrImage even = DrawablePicture.even(new BgrImage(3, 3, pixels));

        assertThat(even.width()).isEqualTo(4);
        assertThat(even.height()).isEqualTo(4);
        assertThat(even.pixels())
                .startsWith(0, 1, 2, 3, 4, 5, 6, 7, 8, 6, 7, 8)
                .endsWith(18, 19, 20, 21, 22, 23, 24, 25, 26, 24, 25, 26);
        for (int i = 0; i < 12; i++) {
            assertThat(even.pixels()[24 + i]).isEqualTo(even.pixels()[36 + i]);
        }
    }

    @Test
    void evenSidesStayAsTheyAre() {
        BgrImage image = new BgrImage(2, 4, new byte[24]);

        assertThat(DrawablePicture.even(image)).isSameAs(image);
    }
}
