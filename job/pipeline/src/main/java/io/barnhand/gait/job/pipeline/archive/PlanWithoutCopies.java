package io.barnhand.gait.job.pipeline.archive;

import io.barnhand.gait.models.BarnhandException;
import io.barnhand.gait.models.Printable;
import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.planning.SegmentPlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that a run measures: each recording of a camera once. A recording that is a copy of
 * another, see {@link SameFootage}, becomes a dead letter for each of its files, which names the
 * file that is measured in its place.
 */
public final class PlanWithoutCopies {

    private static final Logger LOG = LoggerFactory.getLogger(PlanWithoutCopies.class);

    private PlanWithoutCopies() {}

    /** Files of the same size are read; those in a store are not, and all of them stay. */
    public static SegmentPlan of(SegmentPlan plan) {
        SameFootage same = SameFootage.of(WorkList.of(plan.segments()));
        Map<ArchiveUnit, ArchiveUnit> copies = same.copies(recording -> false);
        warn(same.twice(copies.keySet()));
        if (copies.isEmpty()) {
            return plan;
        }
        List<DeadLetter> letters = new ArrayList<>(plan.deadLetters());
        Set<String> leftOut = new HashSet<>();
        copies.forEach(
                (copy, kept) -> {
                    leftOut.add(copy.segments().get(0).unit());
                    for (int i = 0; i < copy.segments().size(); i++) {
                        letters.add(letter(copy.segments().get(i), kept.segments().get(i)));
                    }
                });
        return new SegmentPlan(
                plan.segments().stream().filter(file -> !leftOut.contains(file.unit())).toList(),
                List.copyOf(letters));
    }

    private static DeadLetter letter(VideoSegment copy, VideoSegment kept) {
        return DeadLetter.of(
                DeadLetterReason.COPY,
                copy.camera(),
                copy.recording(),
                copy.uri(),
                BarnhandException.message(
                        String.format(
                                Locale.ROOT,
                                "%s has the same bytes as %s, which is measured in its place",
                                copy.uri(),
                                kept.uri()),
                        "remove one of the two"),
                copy.clock().isDated() ? copy.startUs() : null);
    }

    private static void warn(List<List<VideoSegment>> twice) {
        if (!twice.isEmpty()) {
            LOG.warn(Printable.text(warning(twice)));
        }
    }

    /** Names the first pair. */
    static String warning(List<List<VideoSegment>> twice) {
        int others = twice.stream().mapToInt(files -> files.size() - 1).sum() - 1;
        return String.format(
                Locale.ROOT,
                "%s has the same bytes as %s, under another camera or start%s; all are measured. barnhand plan lists them.",
                twice.get(0).get(1).uri(),
                twice.get(0).get(0).uri(),
                others == 0 ? "" : String.format(Locale.ROOT, " (other such files: %d)", others));
    }
}
