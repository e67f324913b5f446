package io.barnhand.gait.operators.gait.pooling;

import io.barnhand.gait.operators.records.CoverageSpan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Coverage of cameras by the hour: of each kind the length of the union of its spans, cut at clock
 * hours (UTC). A span given twice, by two recordings or for two horses, counts once. One sort of
 * the spans, then one walk through them.
 */
public final class CameraHours {

    private static final long HOUR_US = 3_600_000_000L;

    private static final Set<String> KINDS =
            Set.of(
                    CoverageSpan.EXPECTED,
                    CoverageSpan.DECODED,
                    CoverageSpan.HORSE,
                    CoverageSpan.USABLE);

    private CameraHours() {}

    private record Hour(String camera, long ordinal) implements Comparable<Hour> {

        @Override
        public int compareTo(Hour other) {
            int byCamera = camera.compareTo(other.camera);
            return byCamera != 0 ? byCamera : Long.compare(ordinal, other.ordinal);
        }
    }

    private record SpanKey(String camera, String kind) {}

    /**
     * @param spans of any cameras, in any order; kinds not known here are left out
     * @return hours of which there is a span, by camera and time
     * @throws IllegalArgumentException where a span ends before it starts
     */
    public static List<CameraHour> of(Collection<CoverageSpan> spans) {
        Map<SpanKey, List<CoverageSpan>> byKey = new HashMap<>();
        for (CoverageSpan span : spans) {
            if (span.endUs() < span.startUs()) {
                throw new IllegalArgumentException(
                        "A coverage span cannot end before it starts, got " + span);
            }
            if (KINDS.contains(span.kind())) {
                byKey.computeIfAbsent(
                                new SpanKey(span.camera(), span.kind()), key -> new ArrayList<>())
                        .add(span);
            }
        }
        TreeMap<Hour, Map<String, Long>> hours = new TreeMap<>();
        byKey.forEach((key, ofKey) -> addUnion(key, ofKey, hours));
        return hours.entrySet().stream().map(e -> hour(e.getKey(), e.getValue())).toList();
    }

    private static void addUnion(
            SpanKey key, List<CoverageSpan> spans, TreeMap<Hour, Map<String, Long>> hours) {
        spans.sort(Comparator.comparingLong(CoverageSpan::startUs));
        long start = spans.get(0).startUs();
        long end = spans.get(0).endUs();
        for (CoverageSpan span : spans) {
            if (span.startUs() > end) {
                addCut(key, start, end, hours);
                start = span.startUs();
            }
            end = Math.max(end, span.endUs());
        }
        addCut(key, start, end, hours);
    }

    private static void addCut(
            SpanKey key, long start, long end, TreeMap<Hour, Map<String, Long>> hours) {
        long from = start;
        do {
            long ordinal = Math.floorDiv(from, HOUR_US);
            long to = Math.min(end, (ordinal + 1) * HOUR_US);
            hours.computeIfAbsent(new Hour(key.camera(), ordinal), hour -> new HashMap<>())
                    .merge(key.kind(), to - from, Long::sum);
            from = to;
        } while (from < end);
    }

    private static CameraHour hour(Hour hour, Map<String, Long> microseconds) {
        Map<String, Double> seconds = new HashMap<>();
        microseconds.forEach((kind, length) -> seconds.put(kind, length / 1e6));
        if (seconds.containsKey(CoverageSpan.DECODED)) {
            // Where frames were decoded, no horse is none.
            seconds.putIfAbsent(CoverageSpan.HORSE, 0.0);
            seconds.putIfAbsent(CoverageSpan.USABLE, 0.0);
        }
        return new CameraHour(
                hour.camera(),
                hour.ordinal() * (HOUR_US / 1000),
                seconds.get(CoverageSpan.EXPECTED),
                seconds.get(CoverageSpan.DECODED),
                seconds.get(CoverageSpan.HORSE),
                seconds.get(CoverageSpan.USABLE));
    }
}
