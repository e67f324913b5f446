package io.barnhand.gait.operators;

/**
 * A reference to a piece of video, never the video itself; about 200 bytes.
 *
 * @param camera camera id
 * @param recording recording id; segments of one recording continue each other
 * @param sequence position within the recording, from 0
 * @param unit key of the video stage: the recording when live, a span of a recording in the archive
 * @param uri where the file is
 * @param startUs event time of the segment's first frame, µs since the epoch
 * @param clock what is known of the clock that {@code startUs} was told by
 * @param last whether this segment is known to end its recording; false when live
 * @param durationUs expected duration in µs, or null
 * @param bytes size of the file, or -1 where unknown
 * @param sha256 digest of the file in lower-case hex, or null where not given
 */
public record VideoSegment(
        String camera,
        String recording,
        long sequence,
        String unit,
        String uri,
        long startUs,
        Clock clock,
        boolean last,
        Long durationUs,
        long bytes,
        String sha256) {

    /** The same piece of video, told by a clock that is off. */
    public VideoSegment withClockOff() {
        return new VideoSegment(
                camera,
                recording,
                sequence,
                unit,
                uri,
                startUs,
                Clock.OFF,
                last,
                durationUs,
                bytes,
                sha256);
    }
}
