package io.barnhand.gait.models.pose.rtmpose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.models.golden.Npy;
import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.models.image.CropTransform;
import io.barnhand.gait.models.pose.PoseCrop;
import io.barnhand.gait.models.pose.rtmpose.Golden.Preprocessed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CropParityTest {

    @Test
    void cropsOfTheEmbeddedPicturesEqualThoseOfMmposeToTheBit() throws IOException {
        for (Preprocessed golden : Golden.embedded().preprocessed()) {
            assertEqualToTheBit(golden);
        }
    }

    @Test
    void cropsOfAllPicturesEqualThoseOfMmposeToTheBit() throws IOException {
        for (Preprocessed golden : Golden.shared().preprocessed()) {
            assertEqualToTheBit(golden);
            float[] expected = Npy.read(golden.golden().file(golden.text("input_npy"))).values();
            float[] actual = floats(input(golden.cut(), false));
            assertThat(Arrays.equals(actual, expected)).as(golden.id()).isTrue();
        }
    }

    @Test
    void theMirroredInputHasItsColumnsReversed() throws IOException {
        PoseCrop crop = Golden.embedded().crop("animalpose_ca110_buf10clip");
        float[] straight = floats(input(crop, false));
        float[] mirrored = floats(input(crop, true));
        for (int i = 0; i < straight.length; i++) {
            int column = i % 256;
            assertThat(mirrored[i - column + 255 - column]).isEqualTo(straight[i]);
        }
    }

    @Test
    void aCropFarOutsideThePictureIsBlack() {
        BgrImage white = new BgrImage(4, 4, filled(48, 255));
        PoseCrop crop = PoseCrop.cut(white, new CropTransform(-5000, 9000, 300));
        assertThat(crop.pixels()).containsOnly(0);
    }

    @Test
    void aCropWithoutAreaIsRefused() {
        BgrImage image = new BgrImage(4, 4, filled(48, 255));
        assertThatThrownBy(() -> PoseCrop.cut(image, new CropTransform(2, 2, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not on one line");
        assertThatThrownBy(() -> PoseCrop.cut(image, new CropTransform(Float.NaN, 2, 9)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertEqualToTheBit(Preprocessed golden) throws IOException {
        CropTransform transform = golden.transform();
        double[] centre = golden.numbers("center");
        double[] scale = golden.numbers("scale_after_aspect_fix");
        assertThat(transform)
                .as(golden.id())
                .isEqualTo(
                        new CropTransform((float) centre[0], (float) centre[1], (float) scale[0]));
        double[] matrix = golden.numbers("warp_matrix");
        for (int i = 0; i < matrix.length; i++) {
            // Compared with ==: an exact zero may have either sign.
            assertThat(transform.warp().matrix()[i] == matrix[i]).as(golden.id()).isTrue();
        }
        BgrImage image = golden.image();
        assertThat(Golden.sha256(image.pixels())).isEqualTo(golden.text("decoded_bgr_sha256"));
        PoseCrop crop = golden.cut();
        assertThat(Golden.sha256(crop.pixels()))
                .as(golden.id())
                .isEqualTo(golden.text("crop_bgr_sha256"));
        assertThat(Golden.sha256(bytes(input(crop, false))))
                .as(golden.id())
                .isEqualTo(golden.text("input_sha256_le_f32"));
    }

    private static InputTensor input(PoseCrop crop, boolean mirrored) {
        InputTensor input = new InputTensor(1);
        input.fill(List.of(crop), mirrored);
        return input;
    }

    private static float[] floats(InputTensor input) {
        float[] values = new float[3 * 256 * 256];
        input.first(1).asFloatBuffer().get(values);
        return values;
    }

    private static byte[] bytes(InputTensor input) {
        ByteBuffer bytes = ByteBuffer.allocate(3 * 256 * 256 * 4).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(floats(input));
        return bytes.array();
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
