package io.barnhand.gait.operators.video.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.models.image.Orientation;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayMatrixTest {

    @ParameterizedTest
    @CsvSource({
        "1, 0, 0, 1, UPRIGHT",
        "-1, 0, 0, 1, MIRRORED",
        "0, 1, -1, 0, TURNED_BY_90",
        "0, 2, -2, 0, TURNED_BY_90",
        "0, 1.005, 1, 0, TRANSPOSED",
        "2, 0, 0, 1, UPRIGHT",
        "-0.5, 0, 0, -1, TURNED_BY_180",
        "0.99985, 0.01745, -0.01745, 0.99985, UPRIGHT",
    })
    void scalesAndADegreeDoNotMatter(double a, double b, double c, double d, Orientation expected) {
        assertThat(new DisplayMatrix(a, b, c, d).orientation()).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0.7071, 0.7071, -0.7071, 0.7071",
        "0.9994, 0.0349, -0.0349, 0.9994",
        "1, 0, 0.5, 1",
        "1, 0, 1, 0",
        "1, 1, 1, 1",
        "1, 0, 0, 0",
        "0, 0, 0, 1",
        "0, 0, 0, 0",
        "0, 1, -2, 0",
    })
    void whatIsNoQuarterTurnHasNoOrientation(double a, double b, double c, double d) {
        assertThat(new DisplayMatrix(a, b, c, d).orientation()).isEmpty();
    }

    @Test
    void isReadFromNineNumbersOfFixedPoint() {
        try (BytePointer data = new BytePointer(36)) {
            data.asByteBuffer()
                    .order(ByteOrder.nativeOrder())
                    .asIntBuffer()
                    .put(new int[] {0, 1 << 16, 0, -1 << 15, 0, 0, 7, 8, 1 << 30});

            assertThat(DisplayMatrix.read(data, 36)).contains(new DisplayMatrix(0, 1, -.5, 0));
            assertThat(DisplayMatrix.read(data, 35)).isEmpty();
        }
    }
}
