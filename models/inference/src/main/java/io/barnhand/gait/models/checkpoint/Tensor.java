package io.barnhand.gait.models.checkpoint;

import java.util.Arrays;
import java.util.Locale;

/**
 * A dense array of a checkpoint.
 *
 * @param shape sizes, outermost first; empty for a scalar
 * @param values in C order; half, bfloat16, double and integer storages are converted to float
 */
public record Tensor(long[] shape, float[] values) {

    public Tensor {
        long count = 1;
        for (long size : shape) {
            count = Math.multiplyExact(count, size);
        }
        if (count != values.length) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "A tensor of shape %s takes %d values, got %d",
                            Arrays.toString(shape),
                            count,
                            values.length));
        }
    }
}
