package io.barnhand.gait.job.pipeline.source;

import io.barnhand.gait.job.configuration.SourceOptions;
import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.planning.SegmentPlan;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Selects the segments of a plan by {@code source.from}, {@code to} and {@code cameras}. */
public final class SegmentSelection {

    private final SourceOptions.FileSelection wanted;

    public SegmentSelection(SourceOptions.FileSelection wanted) {
        this.wanted = wanted;
    }

    /**
     * A segment that starts within the time is taken uncut. One whose start is unknown is a dead
     * letter where a time is given.
     */
    public SegmentPlan of(SegmentPlan plan) {
        List<VideoSegment> taken = new ArrayList<>();
        List<DeadLetter> letters = new ArrayList<>(plan.deadLetters());
        for (VideoSegment segment : plan.segments()) {
            if (!wanted.cameras().isEmpty() && !wanted.cameras().contains(segment.camera())) {
                continue;
            }
            if (wanted.timed() && !segment.clock().isDated()) {
                letters.add(unknown(segment));
            } else if (starts(segment)) {
                taken.add(segment);
            }
        }
        return new SegmentPlan(List.copyOf(taken), List.copyOf(letters));
    }

    private boolean starts(VideoSegment segment) {
        Instant start = Instant.EPOCH.plus(segment.startUs(), ChronoUnit.MICROS);
        return (wanted.from() == null || !start.isBefore(wanted.from()))
                && (wanted.to() == null || start.isBefore(wanted.to()));
    }

    private static DeadLetter unknown(VideoSegment segment) {
        return DeadLetter.of(
                DeadLetterReason.CLOCK_UNKNOWN,
                segment.camera(),
                segment.recording(),
                segment.uri(),
                String.format(
                        Locale.ROOT,
                        "The start of %s is not known, so that source.from and source.to cannot select it; write its start into a sidecar",
                        segment.uri()),
                null);
    }
}
