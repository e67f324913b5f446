package io.barnhand.gait.job.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageFilesTest {

    private static final String COLOURS = "ABCDEF";

    /** What the scene ABC / DEF looks like in a file of each orientation (TIFF 6.0, tag 274). */
    @ParameterizedTest
    @CsvSource({
        "1, ABC/DEF",
        "2, CBA/FED",
        "3, FED/CBA",
        "4, DEF/ABC",
        "5, AD/BE/CF",
        "6, CF/BE/AD",
        "7, FC/EB/DA",
        "8, DA/EB/FC"
    })
    void turnsEveryOrientationUpright(int orientation, String stored) {
        assertThat(text(ImageFiles.upright(image(stored), orientation))).isEqualTo("ABC/DEF");
    }

    private static BufferedImage image(String text) {
        String[] rows = text.split("/");
        BufferedImage image =
                new BufferedImage(rows[0].length(), rows.length, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < rows[y].length(); x++) {
                image.setRGB(x, y, 0xff000000 | 40 * COLOURS.indexOf(rows[y].charAt(x)));
            }
        }
        return image;
    }

    private static String text(BufferedImage image) {
        StringBuilder text = new StringBuilder();
        for (int y = 0; y < image.getHeight(); y++) {
            text.append(y == 0 ? "" : "/");
            for (int x = 0; x < image.getWidth(); x++) {
                text.append(COLOURS.charAt((image.getRGB(x, y) & 0xff) / 40));
            }
        }
        return text.toString();
    }
}
