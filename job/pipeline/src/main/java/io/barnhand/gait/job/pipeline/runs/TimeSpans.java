package io.barnhand.gait.job.pipeline.runs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Parts of time, as a multirange of a database is: in order, and neither overlapping nor adjoining.
 *
 * @param spans in order
 */
public record TimeSpans(List<Span> spans) {

    /** No time. */
    public static final TimeSpans NONE = new TimeSpans(List.of());

    /**
     * One part of it.
     *
     * @param fromUs event time, µs
     * @param toUs the first event time no longer in it, µs
     */
    public record Span(long fromUs, long toUs) {

        public Span {
            if (fromUs >= toUs) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "A span is from %d to %d µs; give an end after the start",
                                fromUs,
                                toUs));
            }
        }
    }

    /**
     * @param spans in any order; those that overlap or adjoin become one
     */
    public TimeSpans {
        List<Span> ordered = new ArrayList<>(spans);
        ordered.sort(Comparator.comparingLong(Span::fromUs));
        List<Span> joined = new ArrayList<>();
        for (Span span : ordered) {
            int last = joined.size() - 1;
            if (last >= 0 && span.fromUs <= joined.get(last).toUs) {
                Span before = joined.get(last);
                joined.set(last, new Span(before.fromUs, Math.max(before.toUs, span.toUs)));
            } else {
                joined.add(span);
            }
        }
        spans = List.copyOf(joined);
    }

    /** One span. */
    public static TimeSpans of(long fromUs, long toUs) {
        return new TimeSpans(List.of(new Span(fromUs, toUs)));
    }

    /** The time that is in either. */
    public TimeSpans plus(TimeSpans other) {
        List<Span> both = new ArrayList<>(spans);
        both.addAll(other.spans);
        return new TimeSpans(both);
    }

    /** The time that is in this, and not in the other. */
    public TimeSpans minus(TimeSpans other) {
        List<Span> left = new ArrayList<>();
        int at = 0;
        for (Span span : spans) {
            long fromUs = span.fromUs;
            while (at < other.spans.size() && other.spans.get(at).toUs <= fromUs) {
                at++;
            }
            // The last of these may also reach into the next span.
            for (int i = at; i < other.spans.size(); i++) {
                Span taken = other.spans.get(i);
                if (taken.fromUs >= span.toUs) {
                    break;
                }
                if (taken.fromUs > fromUs) {
                    left.add(new Span(fromUs, taken.fromUs));
                }
                fromUs = Math.max(fromUs, taken.toUs);
            }
            if (fromUs < span.toUs) {
                left.add(new Span(fromUs, span.toUs));
            }
        }
        return new TimeSpans(left);
    }

    /** Whether a time is in it. */
    public boolean contains(long timeUs) {
        return spans.stream().anyMatch(span -> span.fromUs <= timeUs && timeUs < span.toUs);
    }

    public boolean isEmpty() {
        return spans.isEmpty();
    }

    /** How long it is altogether, µs; the largest long where it is longer. */
    public long lengthUs() {
        long lengthUs = 0;
        for (Span span : spans) {
            try {
                lengthUs = Math.addExact(lengthUs, Math.subtractExact(span.toUs, span.fromUs));
            } catch (ArithmeticException e) {
                return Long.MAX_VALUE;
            }
        }
        return lengthUs;
    }
}
