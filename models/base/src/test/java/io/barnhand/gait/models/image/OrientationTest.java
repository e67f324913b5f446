package io.barnhand.gait.models.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrientationTest {

    /** What the scene ABC / DEF looks like in a file of each orientation (TIFF 6.0, tag 274). */
    @ParameterizedTest
    @CsvSource({
        "1, ABC/DEF, 1 0 0 1",
        "2, CBA/FED, -1 0 0 1",
        "3, FED/CBA, -1 0 0 -1",
        "4, DEF/ABC, 1 0 0 -1",
        "5, AD/BE/CF, 0 1 1 0",
        "6, CF/BE/AD, 0 1 -1 0",
        "7, FC/EB/DA, 0 -1 -1 0",
        "8, DA/EB/FC, 0 -1 1 0"
    })
    void everyOrientationIsMadeUpright(int exif, String stored, String matrix) {
        Orientation orientation = Orientation.ofExif(exif);

        assertThat(text(orientation.upright(image(stored)))).isEqualTo("ABC/DEF");
        int[] m = Arrays.stream(matrix.split(" ")).mapToInt(Integer::parseInt).toArray();
        assertThat(Orientation.of(m[0], m[1], m[2], m[3])).contains(orientation);
    }

    @Test
    void otherNumbersAndMatricesAreNone() {
        assertThat(Orientation.ofExif(0)).isEqualTo(Orientation.UPRIGHT);
        assertThat(Orientation.ofExif(9)).isEqualTo(Orientation.UPRIGHT);
        assertThat(Orientation.of(1, 1, 0, 1)).isEmpty();
        assertThat(Orientation.of(0, 0, 0, 0)).isEmpty();
    }

    private static BgrImage image(String text) {
        String[] rows = text.split("/");
        int width = rows[0].length();
        byte[] pixels = new byte[3 * width * rows.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (rows[i / 3 / width].charAt(i / 3 % width) + 50 * (i % 3));
        }
        return new BgrImage(width, rows.length, pixels);
    }

    private static String text(BgrImage image) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < image.width() * image.height(); i++) {
            text.append(i > 0 && i % image.width() == 0 ? "/" : "");
            text.append((char) image.pixels()[3 * i]);
            assertThat(image.pixels()[3 * i + 2]).isEqualTo((byte) (image.pixels()[3 * i] + 100));
        }
        return text.toString();
    }
}
