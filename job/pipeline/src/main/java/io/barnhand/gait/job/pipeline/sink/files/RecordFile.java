package io.barnhand.gait.job.pipeline.sink.files;

import io.barnhand.gait.job.pipeline.sink.PurgeMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A finished file of records, which can be written again without some of them. */
interface RecordFile {

    /**
     * How many of its records are to be removed.
     *
     * @throws io.barnhand.gait.job.configuration.ConfigurationException if one is broken
     */
    long count() throws IOException;

    /**
     * Writes the records that stay.
     *
     * @param rest file to write
     * @return how many records stay
     */
    long writeRest(Path rest) throws IOException;

    /**
     * Removes the records and replaces the file at once, so that a reader finds either the old or
     * the new one; a file without any record left is removed.
     *
     * @param entry of the file's unit in the ledger of an archive, which is marked; or null
     * @return how many they were
     */
    default long remove(Path file, Path entry) throws IOException {
        long removed = count();
        if (removed > 0) {
            if (entry != null) {
                PurgeMark.put(entry);
            }
            Path rest = file.resolveSibling("." + file.getFileName() + ".purged");
            // What an earlier purge left, or a link that would be written through.
            Files.deleteIfExists(rest);
            try {
                if (writeRest(rest) > 0) {
                    Files.move(rest, file, StandardCopyOption.ATOMIC_MOVE);
                } else {
                    Files.delete(file);
                }
            } finally {
                Files.deleteIfExists(rest);
            }
        }
        return removed;
    }
}
