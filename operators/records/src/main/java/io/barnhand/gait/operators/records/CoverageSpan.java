package io.barnhand.gait.operators.records;

import org.jspecify.annotations.Nullable;

/**
 * A span of time of a camera and what is known of it. The expected, decoded, occupied and usable
 * time of an hour is the union of its spans, so that a span reported twice counts once. "No data"
 * is not "no movement": without {@link #DECODED} nothing is known of that time.
 *
 * @param camera camera id
 * @param recording recording id
 * @param track track id if the span is of a horse, else null
 * @param kind {@link #EXPECTED}, {@link #DECODED}, {@link #HORSE} or {@link #USABLE}
 * @param startUs event time, µs since the epoch
 * @param endUs event time, µs, not before the start
 * @param unseen of decoded time in which no horse was followed, what was seen instead; else null
 */
public record CoverageSpan(
        String camera,
        String recording,
        @Nullable String track,
        String kind,
        long startUs,
        long endUs,
        @Nullable UnseenHorse unseen) {

    /** A span of which no more is known. */
    public CoverageSpan(
            String camera,
            String recording,
            @Nullable String track,
            String kind,
            long startUs,
            long endUs) {
        this(camera, recording, track, kind, startUs, endUs, null);
    }

    /** The same with other times. */
    public CoverageSpan between(long fromUs, long toUs) {
        return new CoverageSpan(camera, recording, track, kind, fromUs, toUs, unseen);
    }

    /**
     * This span and one that follows it, of the same kind: a horse that was followed in either was
     * followed in both.
     */
    public CoverageSpan joined(CoverageSpan next) {
        return new CoverageSpan(
                next.camera,
                next.recording,
                next.track,
                next.kind,
                startUs,
                next.endUs,
                unseen == null || next.unseen == null ? null : unseen.and(next.unseen));
    }

    /** A segment of this length was announced. */
    public static final String EXPECTED = "expected";

    /** Its frames were decoded. */
    public static final String DECODED = "decoded";

    /** A horse was followed. */
    public static final String HORSE = "horse";

    /** A horse's keypoints passed the gates. */
    public static final String USABLE = "usable";
}
