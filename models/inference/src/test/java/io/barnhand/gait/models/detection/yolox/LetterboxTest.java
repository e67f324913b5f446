package io.barnhand.gait.models.detection.yolox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.models.golden.PngFile;
import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.models.testing.SharedData;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LetterboxTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "animalpose_ca110",
                "animalpose_ho105",
                "ap10k_000000000004",
                "ap10k_000000037516",
                "horse10_0244",
                "horse10_0292",
                "horse10_0465"
            })
    void isEqualToOpenCvOnReferencePictures(String name) throws IOException {
        BgrImage image = PngFile.read(SharedData.require("golden/images/" + name + ".png"));
        BgrImage expected =
                PngFile.read(SharedData.require("golden/yolox/" + name + ".letterbox.png"));

        assertThat(draw(image, 416, 416)).isEqualTo(expected.pixels());
    }

    @Test
    void leavesAPictureOfTheSizeOfTheInputAsItIs() {
        BgrImage image = noise(64, 32);

        assertThat(draw(image, 64, 32)).isEqualTo(image.pixels());
    }

    @Test
    void takesTheRoundedMeanOfFourPixelsWhenHalving() {
        // cv2 takes its area path at exactly one half; the fixed-point path must agree with it.
        BgrImage image = noise(128, 96);
        byte[] means = new byte[3 * 64 * 48];
        for (int i = 0; i < means.length; i++) {
            int c = i % 3;
            int x = 2 * (i / 3 % 64);
            int y = 2 * (i / 3 / 64);
            int sum =
                    value(image, x, y, c)
                            + value(image, x + 1, y, c)
                            + value(image, x, y + 1, c)
                            + value(image, x + 1, y + 1, c);
            means[i] = (byte) ((sum + 2) / 4);
        }

        assertThat(draw(image, 64, 48)).isEqualTo(means);
    }

    @ParameterizedTest
    @CsvSource({"300,240", "97,31", "31,97", "1,1", "1920,1080", "5,300"})
    void staysWithinOneGreyLevelOfExactBilinearAndPadsTheRest(int imageWidth, int imageHeight) {
        BgrImage image = noise(imageWidth, imageHeight);
        Letterbox letterbox = new Letterbox(imageWidth, imageHeight, 96, 64);
        byte[] drawn = draw(image, 96, 64);
        int scaledWidth = letterbox.scaledWidth();
        int scaledHeight = letterbox.scaledHeight();

        double largest = 0;
        for (int y = 0; y < 64; y++) {
            for (int x = 0; x < 96; x++) {
                double expected =
                        x < scaledWidth && y < scaledHeight
                                ? bilinear(
                                        image,
                                        (x + 0.5) * imageWidth / scaledWidth - 0.5,
                                        (y + 0.5) * imageHeight / scaledHeight - 0.5)
                                : 114;
                double actual = drawn[3 * (96 * y + x)] & 0xff;
                largest = Math.max(largest, Math.abs(actual - expected));
            }
        }
        assertThat(largest).isLessThanOrEqualTo(1);
    }

    @Test
    void truncatesTheScaledSizeAsYoloxDoes() {
        Letterbox letterbox = new Letterbox(1200, 867, 416, 416);

        assertThat(letterbox.ratio()).isEqualTo(416 / 1200.0);
        assertThat(letterbox.scaledWidth()).isEqualTo(416);
        assertThat(letterbox.scaledHeight()).isEqualTo(300);
    }

    @Test
    void keepsOnePixelOfAPictureThatIsAlmostALine() {
        assertThat(new Letterbox(10_000, 1, 416, 416).scaledHeight()).isEqualTo(1);
    }

    @Test
    void mapsBoxesBackByTheRatioAlone() {
        assertThat(new Letterbox(832, 416, 416, 416).toImage(new Box(1, 2, 3, 4)))
                .isEqualTo(new Box(2, 4, 6, 8));
    }

    @Test
    void refusesAPictureOfAnotherSize() {
        Letterbox letterbox = new Letterbox(10, 10, 32, 32);

        assertThatThrownBy(() -> letterbox.draw(noise(11, 10), new byte[3 * 32 * 32]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("This letterbox is for pictures of 10 x 10 px, got 11 x 10");
    }

    private static byte[] draw(BgrImage image, int width, int height) {
        byte[] target = new byte[3 * width * height];
        new Letterbox(image.width(), image.height(), width, height).draw(image, target);
        return target;
    }

    private static BgrImage noise(int width, int height) {
        byte[] pixels = new byte[3 * width * height];
        new Random(7).nextBytes(pixels);
        return new BgrImage(width, height, pixels);
    }

    private static int value(BgrImage image, int x, int y, int c) {
        return image.pixels()[3 * (image.width() * y + x) + c] & 0xff;
    }

    /** The blue channel between pixels, edges repeated. */
    private static double bilinear(BgrImage image, double x, double y) {
        double clampedX = Math.min(Math.max(x, 0), image.width() - 1.0);
        double clampedY = Math.min(Math.max(y, 0), image.height() - 1.0);
        int x0 = (int) clampedX;
        int y0 = (int) clampedY;
        int x1 = Math.min(x0 + 1, image.width() - 1);
        int y1 = Math.min(y0 + 1, image.height() - 1);
        double fx = clampedX - x0;
        double fy = clampedY - y0;
        double top = (1 - fx) * value(image, x0, y0, 0) + fx * value(image, x1, y0, 0);
        double bottom = (1 - fx) * value(image, x0, y1, 0) + fx * value(image, x1, y1, 0);
        return (1 - fy) * top + fy * bottom;
    }
}
