package io.barnhand.gait.models.pose.rtmpose;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.models.golden.Npy;
import io.barnhand.gait.models.image.CropTransform;
import io.barnhand.gait.models.pose.Keypoints;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SimccDecoderTest {

    /** Crop pixels are image pixels. */
    private static final CropTransform IDENTITY = new CropTransform(128, 128, 256);

    @Test
    void keypointsEqualThoseOfMmposeInEveryCornerCase() throws IOException {
        Golden golden = Golden.embedded();
        Npy locations = Npy.read(golden.file("decode/keypoints.npy"));
        Npy scores = Npy.read(golden.file("decode/scores.npy"));
        SimccLogits logits =
                new SimccLogits(
                        Npy.read(golden.file("decode/simcc_x.npy")).values(),
                        Npy.read(golden.file("decode/simcc_y.npy")).values());
        for (int i = 0; i < scores.shape()[0]; i++) {
            Keypoints decoded = SimccDecoder.decode(logits, i, IDENTITY);
            assertThat(decoded.score()).as("case %d", i).isEqualTo(scores.at(i).values());
            for (int k = 0; k < 17; k++) {
                if (decoded.score()[k] > 0) {
                    assertThat(decoded.x()[k]).isEqualTo(locations.at(i).at(k).values()[0]);
                    assertThat(decoded.y()[k]).isEqualTo(locations.at(i).at(k).values()[1]);
                } else {
                    assertThat(decoded.x()[k]).as("case %d", i).isNaN();
                    assertThat(decoded.y()[k]).as("case %d", i).isNaN();
                }
            }
        }
    }

    @Test
    void theLowestBinWinsATie() {
        SimccLogits logits = logits(0);
        logits.x()[40] = 2;
        logits.x()[41] = 2;
        logits.y()[7] = 1;
        Keypoints decoded = SimccDecoder.decode(logits, 0, IDENTITY);
        assertThat(decoded.x()[0]).isEqualTo(20);
        assertThat(decoded.y()[0]).isEqualTo(3.5);
        assertThat(decoded.score()[0]).isEqualTo(1);
    }

    @Test
    void aKeypointWithoutAPositiveScoreIsAbsentButKeepsItsScore() {
        SimccLogits logits = logits(-0.25f);
        logits.x()[3] = 5;
        Keypoints decoded = SimccDecoder.decode(logits, 0, IDENTITY);
        assertThat(decoded.x()).containsOnly(Double.NaN);
        assertThat(decoded.y()).containsOnly(Double.NaN);
        assertThat(decoded.score()).containsOnly(-0.25f);
    }

    @Test
    void aKeypointIsMappedFromItsCropIntoTheImage() {
        SimccLogits logits = logits(0);
        logits.x()[256] = 1;
        logits.y()[0] = 1;
        Keypoints decoded = SimccDecoder.decode(logits, 0, new CropTransform(1000.5f, 300, 512));
        assertThat(decoded.x()[0]).isEqualTo(1000.5);
        assertThat(decoded.y()[0]).isEqualTo(44);
    }

    private static SimccLogits logits(float everywhere) {
        float[] x = new float[SimccLogits.PER_CROP];
        float[] y = new float[SimccLogits.PER_CROP];
        Arrays.fill(x, everywhere);
        Arrays.fill(y, everywhere);
        return new SimccLogits(x, y);
    }
}
