package io.barnhand.gait.models.checkpoint;

import java.util.Locale;

/**
 * A run of elements in the file that tensors are views of.
 *
 * @param key name of the storage inside the file
 * @param type of its elements
 * @param count elements
 */
record Storage(String key, StorageType type, long count) {

    long bytes() throws MalformedCheckpointException {
        try {
            return Math.multiplyExact(count, type.width());
        } catch (ArithmeticException e) {
            throw new MalformedCheckpointException(
                    String.format(Locale.ROOT, "storage %s claims %d elements", key, count));
        }
    }
}
