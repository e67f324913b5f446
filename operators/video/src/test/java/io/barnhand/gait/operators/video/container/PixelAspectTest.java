package io.barnhand.gait.operators.video.container;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PixelAspectTest {

    /** Formats of cameras, recorders and tapes, and the pictures that players show. */
    @ParameterizedTest
    @CsvSource({
        "2, 1, 480, 540, 960, 540",
        "4, 3, 1440, 1080, 1920, 1080",
        "12, 11, 352, 288, 384, 288",
        "32, 11, 352, 576, 1024, 576",
        "10, 11, 704, 480, 704, 528",
        "1, 2, 1920, 540, 1920, 1080",
        "6, 11, 704, 288, 704, 528",
        "1920, 1080, 540, 540, 960, 540",
    })
    void aPictureGrowsAlongTheShorterSideOfItsPixels(
            int num, int den, int width, int height, int squareWidth, int squareHeight) {
        PixelAspect aspect = new PixelAspect(num, den);

        assertThat(aspect.isSquare()).isFalse();
        assertThat(aspect.isAbsurd()).isFalse();
        assertThat(aspect.squareWidth(width)).isEqualTo(squareWidth);
        assertThat(aspect.squareHeight(height)).isEqualTo(squareHeight);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "0, 1", "1, 0", "0, 0", "-2, 1", "136, 135", "1280, 1281", "100, 101"})
    void whatIsUnknownOrWithinAPercentIsSquare(int num, int den) {
        PixelAspect aspect = new PixelAspect(num, den);

        assertThat(aspect.isSquare()).isTrue();
        assertThat(aspect.isAbsurd()).isFalse();
        assertThat(aspect.squareWidth(1920)).isEqualTo(1920);
        assertThat(aspect.squareHeight(1080)).isEqualTo(1080);
    }

    @Test
    void noCameraHasPixelsBeyondFourToOne() {
        assertThat(new PixelAspect(4, 1).isAbsurd()).isFalse();
        assertThat(new PixelAspect(1, 4).isAbsurd()).isFalse();
        assertThat(new PixelAspect(401, 100).isAbsurd()).isTrue();
        assertThat(new PixelAspect(1, 10_000).isAbsurd()).isTrue();
        assertThat(new PixelAspect(Integer.MAX_VALUE, 1).isAbsurd()).isTrue();
    }
}
