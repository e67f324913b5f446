package io.barnhand.gait.operators.video.planning;

import io.barnhand.gait.operators.video.EventTime;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.FootageFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The content of a video's sidecar; members that it does not hold are null.
 *
 * @param camera camera id
 * @param recording recording id
 * @param sequence position within the recording, from 0
 * @param startUs event time of the first frame, µs since the epoch
 * @param localStart start that is given without an offset, in the camera's zone; then startUs is
 *     null
 * @param last whether the video ends its recording
 */
public record Sidecar(
        String camera,
        String recording,
        Long sequence,
        Long startUs,
        LocalDateTime localStart,
        Boolean last) {

    /** Largest sidecar, bytes. */
    public static final int MAX_BYTES = 65_536;

    private static final Set<String> KEYS =
            new TreeSet<>(Set.of("camera", "recording", "sequence", "start_us", "start", "last"));

    /**
     * Reads the sidecar of a video; without one all members are null.
     *
     * @param json reads the members of its object
     * @throws IOException if it cannot be read; the message can be shown
     * @throws PlanException if it is larger than {@link #MAX_BYTES} or a value is invalid
     */
    public static Sidecar read(FootageFile video, SidecarReader json) throws IOException {
        Optional<InputStream> beside = video.openSidecar();
        if (beside.isEmpty()) {
            return of(Map.of());
        }
        byte[] content;
        try (InputStream in = beside.get()) {
            content = in.readNBytes(MAX_BYTES + 1);
        }
        if (content.length > MAX_BYTES) {
            throw new PlanException(
                    String.format(
                            Locale.ROOT,
                            "its sidecar %s.json has more than %d bytes",
                            video,
                            MAX_BYTES),
                    "rename it if it is not a sidecar");
        }
        Map<String, Object> members = json.read(content);
        for (String key : members.keySet()) {
            if (!KEYS.contains(key)) {
                throw new PlanException(
                        String.format(
                                Locale.ROOT,
                                "its sidecar %s.json has the unknown key \"%s\"",
                                video,
                                key),
                        "use " + String.join(", ", KEYS));
            }
        }
        return of(members);
    }

    private static Sidecar of(Map<String, Object> members) {
        return new Sidecar(
                name(members, "camera"),
                name(members, "recording"),
                sequence(members),
                startUs(members),
                localStart(members),
                flag(members, "last"));
    }

    private static Long startUs(Map<String, Object> members) {
        Long us = integer(members, "start_us");
        String iso = text(members, "start");
        if (us != null && iso != null) {
            throw new PlanException("its sidecar has both start and start_us", "keep one of them");
        }
        if (localStart(members) != null) {
            return null;
        }
        if (iso == null) {
            if (us != null && !EventTime.canStart(us)) {
                throw wrong("start_us", EventTime.STARTS + ", in µs since the epoch", us);
            }
            return us;
        }
        try {
            return EventTime.ofStart(Instant.parse(iso))
                    .orElseThrow(() -> wrong("start", EventTime.STARTS, iso));
        } catch (DateTimeParseException e) {
            throw new PlanException(
                    String.format(Locale.ROOT, "its sidecar's start \"%s\" is no time", iso),
                    "write it like 2026-11-22T10:15:00Z",
                    e);
        }
    }

    /** The start, if it is a time without an offset. */
    private static LocalDateTime localStart(Map<String, Object> members) {
        String iso = text(members, "start");
        try {
            return iso == null ? null : LocalDateTime.parse(iso);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** A camera or recording; not too long, and without NUL, which separates the two in keys. */
    private static String name(Map<String, Object> members, String key) {
        String name = text(members, key);
        if (name != null && name.indexOf('\0') >= 0) {
            throw wrong(key, "text without NUL", name);
        }
        int bytes = name == null ? 0 : name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > VideoSegment.MAX_NAME_BYTES) {
            throw new PlanException(
                    String.format(
                            Locale.ROOT, "its sidecar's %s has %d bytes of UTF-8", key, bytes),
                    String.format(
                            Locale.ROOT, "give at most %d bytes", VideoSegment.MAX_NAME_BYTES));
        }
        return name;
    }

    private static String text(Map<String, Object> members, String key) {
        Object value = members.get(key);
        if (value == null) {
            return null;
        }
        if (value instanceof String text && !text.isBlank()) {
            return text;
        }
        throw wrong(key, "text in quotes", value);
    }

    private static Long integer(Map<String, Object> members, String key) {
        Object value = members.get(key);
        if (value == null) {
            return null;
        }
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        throw wrong(key, "an integer below 2^63", value);
    }

    private static Long sequence(Map<String, Object> members) {
        Long sequence = integer(members, "sequence");
        if (sequence != null && sequence < 0) {
            throw wrong("sequence", "0 or more", sequence);
        }
        return sequence;
    }

    private static Boolean flag(Map<String, Object> members, String key) {
        Object value = members.get(key);
        if (value == null || value instanceof Boolean) {
            return (Boolean) value;
        }
        throw wrong(key, "true or false", value);
    }

    private static PlanException wrong(String key, String wanted, Object value) {
        return new PlanException(
                String.format(Locale.ROOT, "its sidecar's %s is %s", key, value), "give " + wanted);
    }
}
