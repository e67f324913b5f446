package io.barnhand.gait.models.checkpoint;

import java.util.List;
import java.util.Locale;

/**
 * A tensor as the pickle describes it: a strided view of a storage that is still in the file.
 *
 * @param storage where the elements are
 * @param offset first element
 * @param shape sizes, outermost first
 * @param stride distance of neighbours along each dimension, elements
 */
record TensorView(Storage storage, long offset, List<Long> shape, List<Long> stride) {

    private static final int MAX_DIMENSIONS = 16;

    /** Refuses negative offsets, sizes and strides, and too many dimensions. */
    TensorView {
        if (shape.size() != stride.size() || shape.size() > MAX_DIMENSIONS) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "a tensor has %d sizes and %d strides",
                            shape.size(),
                            stride.size()));
        }
        boolean negative = offset < 0;
        for (int i = 0; i < shape.size(); i++) {
            negative |= shape.get(i) < 0 || stride.get(i) < 0;
        }
        if (negative) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "a tensor has offset %d, sizes %s and strides %s",
                            offset,
                            shape,
                            stride));
        }
    }

    /** Elements of the tensor. */
    long count() {
        long count = 1;
        for (long size : shape) {
            count = Math.multiplyExact(count, size);
        }
        return count;
    }

    /** Elements from the first to the last one of the tensor, gaps included. */
    long span() {
        long last = 0;
        for (int i = 0; i < shape.size(); i++) {
            if (shape.get(i) == 0) {
                return 0;
            }
            last = Math.addExact(last, Math.multiplyExact(shape.get(i) - 1, stride.get(i)));
        }
        return Math.addExact(last, 1);
    }

    /** The elements in C order, picked from the span that holds them. */
    float[] gather(float[] span) {
        if (isContiguous()) {
            return span;
        }
        float[] values = new float[Math.toIntExact(count())];
        long[] index = new long[shape.size()];
        int position = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = span[position];
            for (int axis = shape.size() - 1; axis >= 0; axis--) {
                long step = stride.get(axis);
                position += (int) step;
                if (++index[axis] < shape.get(axis)) {
                    break;
                }
                position -= (int) (step * index[axis]);
                index[axis] = 0;
            }
        }
        return values;
    }

    private boolean isContiguous() {
        long expected = 1;
        for (int axis = shape.size() - 1; axis >= 0; axis--) {
            if (shape.get(axis) != 1 && stride.get(axis) != expected) {
                return false;
            }
            expected *= shape.get(axis);
        }
        return true;
    }
}
