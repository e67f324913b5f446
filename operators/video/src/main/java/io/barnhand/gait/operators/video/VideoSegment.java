package io.barnhand.gait.operators.video;

import java.io.Serializable;
import java.util.Locale;

/**
 * A reference to a piece of video, never the video itself; about 200 bytes.
 *
 * @param camera camera id
 * @param recording recording id; segments of one recording continue each other
 * @param sequence position within the recording, from 0
 * @param unit key of the video stage: that of the recording, see {@link #unitOf}, or of a span of
 *     one in an archive
 * @param uri path or address of the file
 * @param startUs event time of the segment's first frame, µs since the epoch
 * @param clock whether {@code startUs} can be trusted
 * @param last whether this segment is known to end its recording; false when live
 * @param durationUs expected duration in µs, or null
 * @param bytes size of the file, or -1 if unknown
 * @param sha256 digest of the file in lower-case hex, or null if not given
 * @param span the part of the recording to process, or null for all of it
 */
public record VideoSegment(
        String camera,
        String recording,
        long sequence,
        String unit,
        String uri,
        long startUs,
        ClockStatus clock,
        boolean last,
        Long durationUs,
        long bytes,
        String sha256,
        VideoSpan span)
        implements Serializable {

    /**
     * Longest name of a camera or recording that is announced or given beside a video, bytes of
     * UTF-8: stores have keys of two names and a track, which holds a name as well.
     */
    public static final int MAX_NAME_BYTES = 512;

    /** A segment of a recording that is processed completely. */
    public VideoSegment(
            String camera,
            String recording,
            long sequence,
            String unit,
            String uri,
            long startUs,
            ClockStatus clock,
            boolean last,
            Long durationUs,
            long bytes,
            String sha256) {
        this(
                camera,
                recording,
                sequence,
                unit,
                uri,
                startUs,
                clock,
                last,
                durationUs,
                bytes,
                sha256,
                null);
    }

    /**
     * The unique key of a recording: cameras may use the same names, and names may hold slashes.
     * Stable, as savepoints of live jobs hold such keys.
     *
     * @throws IllegalArgumentException if a name holds NUL, which separates the two
     */
    public static String unitOf(String camera, String recording) {
        if (camera.indexOf('\0') >= 0 || recording.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "Camera \"%s\" or recording \"%s\" holds NUL; rename it",
                            camera,
                            recording));
        }
        return camera + "\0" + recording;
    }

    /** The same segment with {@link ClockStatus#OFF}. */
    public VideoSegment withClockOff() {
        return with(unit, ClockStatus.OFF, last, span);
    }

    /** The same segment, processed under another key. */
    public VideoSegment withUnit(String other) {
        return with(other, clock, last, span);
    }

    /** The same segment, known to end its recording. */
    public VideoSegment asLast() {
        return with(unit, clock, true, span);
    }

    /** The same segment, limited to a part of the recording. */
    public VideoSegment within(VideoSpan part) {
        return with(unit, clock, last, part);
    }

    /** The part of the segment to decode. */
    public TimeRange decoded() {
        return span == null ? TimeRange.ALL : span.decoded();
    }

    private VideoSegment with(
            String otherUnit, ClockStatus otherClock, boolean isLast, VideoSpan otherSpan) {
        return new VideoSegment(
                camera,
                recording,
                sequence,
                otherUnit,
                uri,
                startUs,
                otherClock,
                isLast,
                durationUs,
                bytes,
                sha256,
                otherSpan);
    }
}
