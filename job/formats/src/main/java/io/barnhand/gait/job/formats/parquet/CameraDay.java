package io.barnhand.gait.job.formats.parquet;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;

/** The folders of keypoint files: partitions by camera and UTC day, in the form of Hive. */
public final class CameraDay {

    /** File systems refuse names of more than 255 bytes. */
    private static final int LONGEST_NAME = 200;

    private static final int DIGEST_BYTES = 16;

    private static final int LONGEST_BEGINNING = LONGEST_NAME - 2 * DIGEST_BYTES - 1;

    private CameraDay() {}

    /**
     * For example {@code camera=aisle/day=2026-11-29}.
     *
     * @param timeUs event time, µs since the epoch
     */
    public static String folder(String camera, long timeUs) {
        return String.format(Locale.ROOT, "camera=%s/day=%s", escaped(camera), day(timeUs));
    }

    /**
     * A name that may be part of a path, and does not hide a file from its readers as a dot or an
     * underscore at its beginning would; too long a name is cut and gets a digest.
     */
    public static String escaped(String name) {
        String escaped = encoded(name);
        return escaped.length() <= LONGEST_NAME ? escaped : beginning(name) + "~" + digest(name);
    }

    /** As many whole characters of a name as fit. */
    private static String beginning(String name) {
        int end = 0;
        int length = 0;
        while (true) {
            int next = name.offsetByCodePoints(end, 1);
            length += encoded(name.substring(end, next)).length();
            if (length > LONGEST_BEGINNING) {
                return encoded(name.substring(0, end));
            }
            end = next;
        }
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replaceFirst("^\\.", "%2E")
                .replaceFirst("^_", "%5F");
    }

    private static String digest(String name) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** The UTC day of an event time, µs since the epoch. */
    public static LocalDate day(long timeUs) {
        return Instant.EPOCH.plus(timeUs, ChronoUnit.MICROS).atZone(ZoneOffset.UTC).toLocalDate();
    }
}
