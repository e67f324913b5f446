package io.barnhand.gait.models.cache;

import io.barnhand.gait.models.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;

/**
 * Identifies a loaded model: type, file in its present state, options and device.
 *
 * @param type class of the loaded model
 * @param path real path of the file
 * @param size bytes
 * @param modified last modification, ms since the epoch: a replaced file is another model
 * @param options everything else that changes the loaded model, in any form; may be empty
 * @param device device it is loaded on, such as {@code cpu} or {@code gpu0}
 */
public record ModelKey<T extends AutoCloseable>(
        Class<T> type, Path path, long size, long modified, String options, String device) {

    /**
     * The key of a file in its present state.
     *
     * @throws ModelException if there is no such file
     */
    public static <T extends AutoCloseable> ModelKey<T> of(
            Class<T> type, Path file, String options, String device) {
        try {
            Path path = file.toRealPath();
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new ModelKey<>(
                    type,
                    path,
                    attributes.size(),
                    attributes.lastModifiedTime().toMillis(),
                    options,
                    device);
        } catch (IOException e) {
            throw new ModelException(
                    String.format(Locale.ROOT, "Model file %s cannot be read (%s)", file, e),
                    "check the path and its permissions",
                    e);
        }
    }
}
