package io.barnhand.gait.job.pipeline.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * What a file of a unit was when it was written, so that it can be compared with what is found: its
 * size and, on a disk, its CRC-32C. Stores keep digests of their own.
 *
 * @param bytes size
 * @param digest CRC-32C; null in a store
 */
record KeptFile(long bytes, Long digest) {

    private static final String BYTES = "bytes";
    private static final String DIGEST = "crc32c";
    private static final int BUFFER = 1 << 16;
    private static final byte[] PARQUET_END = {'P', 'A', 'R', '1'};
    private static final byte[] LINE_END = {'\n'};

    /**
     * The files that there are, as JSON.
     *
     * @param files by kind
     */
    static ObjectNode describe(Map<String, Path> files) throws IOException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            Path path = file.getValue();
            Optional<Long> bytes = size(path);
            if (bytes.isPresent()) {
                ObjectNode kept = json.putObject(file.getKey()).put(BYTES, bytes.get());
                if (!path.getFileSystem().isDistributedFS()) {
                    kept.put(DIGEST, digest(path));
                }
            }
        }
        return json;
    }

    /**
     * How files differ from those that were described.
     *
     * @param json what {@link #describe} gave; missing in the ledger of an earlier release, where
     *     the ends of the files are checked
     * @param files by kind
     */
    static List<String> differences(JsonNode json, Map<String, Path> files) throws IOException {
        List<String> differences = new ArrayList<>();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            JsonNode kept = json.path(file.getKey());
            Optional<String> difference;
            if (!json.isObject()) {
                difference = cut(file.getValue());
            } else if (kept.path(BYTES).isIntegralNumber()) {
                Long digest =
                        kept.path(DIGEST).isIntegralNumber() ? kept.get(DIGEST).longValue() : null;
                difference =
                        new KeptFile(kept.get(BYTES).longValue(), digest)
                                .difference(file.getValue());
            } else {
                difference =
                        size(file.getValue())
                                .flatMap(
                                        bytes ->
                                                problem(
                                                        "%s has %d bytes, no such file was written",
                                                        file.getValue(), bytes));
            }
            difference.ifPresent(differences::add);
        }
        return differences;
    }

    /** How a file differs from this; empty where it does not. */
    private Optional<String> difference(Path file) throws IOException {
        Optional<Long> found = size(file);
        if (found.isEmpty()) {
            return problem("%s does not exist, %d bytes were written", file, bytes);
        }
        if (found.get() != bytes) {
            return problem("%s has %d bytes, %d bytes were written", file, found.get(), bytes);
        }
        if (digest == null || file.getFileSystem().isDistributedFS()) {
            return Optional.empty();
        }
        long now = digest(file);
        return now == digest
                ? Optional.empty()
                : problem("%s has the CRC-32C %08x, %08x was written", file, now, digest);
    }

    private static Optional<String> cut(Path file) throws IOException {
        byte[] wanted = file.getName().endsWith(Ledger.LINES) ? LINE_END : PARQUET_END;
        Optional<Long> bytes = size(file);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        byte[] end = end(file, bytes.get(), wanted.length);
        return Arrays.equals(end, wanted)
                ? Optional.empty()
                : problem("%s of %d bytes is cut off at its end", file, bytes.get());
    }

    private static Optional<String> problem(String format, Object... values) {
        return Optional.of(String.format(Locale.ROOT, format, values));
    }

    private static byte[] end(Path file, long bytes, int length) throws IOException {
        try (FSDataInputStream in = file.getFileSystem().open(file)) {
            in.seek(Math.max(0, bytes - length));
            return in.readNBytes(length);
        }
    }

    private static Optional<Long> size(Path file) throws IOException {
        FileSystem files = file.getFileSystem();
        try {
            FileStatus status = files.getFileStatus(file);
            return Optional.of(status.getLen());
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    private static long digest(Path file) throws IOException {
        CRC32C digest = new CRC32C();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = file.getFileSystem().open(file)) {
            for (int read; (read = in.read(buffer)) >= 0; ) {
                digest.update(buffer, 0, read);
            }
        }
        return digest.getValue();
    }
}
