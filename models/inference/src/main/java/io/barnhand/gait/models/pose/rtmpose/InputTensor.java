package io.barnhand.gait.models.pose.rtmpose;

import io.barnhand.gait.models.image.CropTransform;
import io.barnhand.gait.models.pose.PoseCrop;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * The network's input, {@code [n, 3, 256, 256]} float32 RGB, normalised as the published models
 * were trained: (value − mean) / standard deviation of ImageNet, in 0..255. One direct buffer,
 * reused for every batch.
 */
final class InputTensor {

    private static final float[] MEAN = {123.675f, 116.28f, 103.53f};
    private static final float[] DEVIATION = {58.395f, 57.12f, 57.375f};

    private static final int SIZE = CropTransform.CROP_SIZE;
    private static final int PLANE = SIZE * SIZE;

    /** Normalised value of each of the 256 levels, per RGB channel. */
    private static final float[][] LEVELS = levels();

    private final ByteBuffer bytes;
    private final float[] crop = new float[3 * PLANE];

    InputTensor(int maxBatch) {
        bytes =
                ByteBuffer.allocateDirect(Math.multiplyExact(maxBatch, 3 * PLANE * Float.BYTES))
                        .order(ByteOrder.nativeOrder());
    }

    /**
     * Fills the first entries; the others keep the values of earlier batches.
     *
     * @param mirrored left and right exchanged, for the flip test
     */
    void fill(List<PoseCrop> crops, boolean mirrored) {
        FloatBuffer floats = bytes.asFloatBuffer();
        for (PoseCrop each : crops) {
            normalise(each.pixels(), mirrored);
            floats.put(crop);
        }
    }

    /** The first entries, for the engine to read in place. */
    ByteBuffer first(int batch) {
        return bytes.slice(0, batch * 3 * PLANE * Float.BYTES).order(ByteOrder.nativeOrder());
    }

    private void normalise(byte[] bgr, boolean mirrored) {
        for (int row = 0; row < SIZE; row++) {
            for (int column = 0; column < SIZE; column++) {
                int from = 3 * (row * SIZE + column);
                int to = row * SIZE + (mirrored ? SIZE - 1 - column : column);
                crop[to] = LEVELS[0][bgr[from + 2] & 0xff];
                crop[PLANE + to] = LEVELS[1][bgr[from + 1] & 0xff];
                crop[2 * PLANE + to] = LEVELS[2][bgr[from] & 0xff];
            }
        }
    }

    private static float[][] levels() {
        float[][] levels = new float[3][256];
        for (int channel = 0; channel < 3; channel++) {
            for (int level = 0; level < 256; level++) {
                levels[channel][level] = (level - MEAN[channel]) / DEVIATION[channel];
            }
        }
        return levels;
    }
}
