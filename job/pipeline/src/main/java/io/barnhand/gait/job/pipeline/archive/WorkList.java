package io.barnhand.gait.job.pipeline.archive;

import io.barnhand.gait.operators.video.VideoSegment;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The units of an archive that are still to be done, the largest first, so that no slot begins a
 * long one when the others are done.
 *
 * @param units in the order in which they are handed out
 */
public record WorkList(ArrayList<ArchiveUnit> units) implements Serializable {

    /** The units that the segments of a plan make. */
    public static WorkList of(List<VideoSegment> segments) {
        Map<String, List<VideoSegment>> recordings = new LinkedHashMap<>();
        for (VideoSegment segment : segments) {
            recordings.computeIfAbsent(segment.unit(), unit -> new ArrayList<>()).add(segment);
        }
        return largestFirst(recordings.values().stream().map(ArchiveUnit::of));
    }

    private static WorkList largestFirst(Stream<ArchiveUnit> units) {
        return new WorkList(
                units.sorted(Comparator.comparingLong(ArchiveUnit::bytes).reversed())
                        .collect(Collectors.toCollection(ArrayList::new)));
    }

    /** The units in which recordings are processed. */
    public static WorkList unitsOf(List<SpannedRecording> recordings) {
        return largestFirst(recordings.stream().flatMap(recording -> recording.units().stream()));
    }

    /** The recordings of this list, cut where they are long. */
    public List<SpannedRecording> cut(SpanRule rule) {
        return units.stream().map(rule::cut).toList();
    }

    /** Without those that a run has done. */
    public WorkList without(Ledger ledger) {
        return without(ledger::isDone);
    }

    /** Without some. */
    public WorkList without(Predicate<ArchiveUnit> left) {
        ArrayList<ArchiveUnit> rest = new ArrayList<>(units);
        rest.removeIf(left);
        return new WorkList(rest);
    }
}
