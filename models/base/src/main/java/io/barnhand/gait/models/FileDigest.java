package io.barnhand.gait.models;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** SHA-256 of files, and the ids of models derived from it. */
public final class FileDigest {

    private static final int PREFIX = 8;

    private FileDigest() {}

    /** SHA-256 of a file, 64 lower-case hex digits. */
    public static String sha256(Path file) throws IOException {
        byte[] block = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                digest.update(block, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /**
     * SHA-256 of a model file, 64 lower-case hex digits.
     *
     * @throws ModelException if it cannot be read
     */
    public static String ofModel(Path file) {
        try {
            return sha256(file);
        } catch (IOException e) {
            throw new ModelException(
                    String.format(Locale.ROOT, "Model file %s cannot be read (%s)", file, e),
                    "check the path and its permissions",
                    e);
        }
    }

    /**
     * The id of a model file: its stem, {@code @} and the first 8 hex digits of its SHA-256.
     *
     * @throws ModelException if it cannot be read
     */
    public static String modelId(Path file) {
        return stem(file.getFileName().toString()) + "@" + ofModel(file).substring(0, PREFIX);
    }

    /** The part of a model's id that its file's name gives. */
    public static String stem(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot > 0 ? fileName.substring(0, dot) : fileName;
    }
}
