package io.barnhand.gait.operators.stages.detection;

import io.barnhand.gait.operators.video.VideoSegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Puts the segments of a recording into their order. The first one that arrives is where it begins.
 * Segments that arrive early wait, at most {@link #MAX_WAITING}; when one more comes, those that
 * they waited for are given up.
 *
 * @param first sequence of the first segment
 * @param next sequence of the segment that is due
 * @param waiting segments that arrived early, in order
 * @param gaps segments given up, the latest {@link #MAX_GAPS}
 */
public record SegmentOrder(long first, long next, List<VideoSegment> waiting, List<Gap> gaps) {

    /** Maximum number of segments that wait for earlier ones. */
    public static final int MAX_WAITING = 8;

    private static final int MAX_GAPS = 16;

    /**
     * Segments given up.
     *
     * @param from first sequence
     * @param to last sequence
     */
    public record Gap(long from, long to) {}

    /** How a segment arrived. */
    enum Arrival {
        NEW,
        DUPLICATE,
        LATE
    }

    static SegmentOrder begin(long sequence) {
        return new SegmentOrder(sequence, sequence, List.of(), List.of());
    }

    Arrival arrival(long sequence) {
        if (sequence >= next) {
            return waiting.stream().anyMatch(segment -> segment.sequence() == sequence)
                    ? Arrival.DUPLICATE
                    : Arrival.NEW;
        }
        boolean givenUp =
                sequence < first
                        || gaps.stream().anyMatch(g -> g.from <= sequence && sequence <= g.to);
        return givenUp ? Arrival.LATE : Arrival.DUPLICATE;
    }

    SegmentOrder with(VideoSegment segment) {
        List<VideoSegment> more = new ArrayList<>(waiting);
        more.add(segment);
        more.sort(Comparator.comparingLong(VideoSegment::sequence));
        return new SegmentOrder(first, next, List.copyOf(more), gaps);
    }

    /** The segment that is due, if it is there. */
    Optional<VideoSegment> due() {
        return waiting.stream().findFirst().filter(segment -> segment.sequence() == next);
    }

    /** The order once the segment that is due is done. */
    SegmentOrder taken() {
        return new SegmentOrder(first, next + 1, waiting.subList(1, waiting.size()), gaps);
    }

    SegmentOrder withoutWaiting() {
        return new SegmentOrder(first, next, List.of(), gaps);
    }

    boolean isOverfull() {
        return waiting.size() > MAX_WAITING;
    }

    /** Gives up what lies before the first segment that waits. */
    SegmentOrder skipped() {
        long head = waiting.get(0).sequence();
        List<Gap> more = new ArrayList<>(gaps);
        more.add(new Gap(next, head - 1));
        return new SegmentOrder(
                first,
                head,
                waiting,
                List.copyOf(more.subList(Math.max(0, more.size() - MAX_GAPS), more.size())));
    }
}
