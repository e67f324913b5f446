package io.barnhand.gait.job.formats.parquet;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The folders of keypoint files: partitions by camera and UTC day, in the form of Hive. */
public final class CameraDay {

    /** File systems refuse names of more than 255 bytes. */
    private static final int LONGEST_NAME = 200;

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
        String escaped =
                URLEncoder.encode(name, StandardCharsets.UTF_8)
                        .replace("+", "%20")
                        .replace("*", "%2A")
                        .replaceFirst("^\\.", "%2E")
                        .replaceFirst("^_", "%5F");
        return escaped.length() <= LONGEST_NAME
                ? escaped
                : String.format(
                        Locale.ROOT,
                        "%s~%08x",
                        escaped.substring(0, LONGEST_NAME),
                        name.hashCode());
    }

    private static LocalDate day(long timeUs) {
        return Instant.EPOCH.plus(timeUs, ChronoUnit.MICROS).atZone(ZoneOffset.UTC).toLocalDate();
    }
}
