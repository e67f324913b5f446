package io.barnhand.gait.operators.video.planning;

import io.barnhand.gait.models.BarnhandException;
import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.VideoSegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Brings the segments of a recording into order: by sequence, or by start if none has a sequence.
 * They must start one after the other.
 */
final class RecordingOrder {

    private RecordingOrder() {}

    /**
     * Takes the files of one recording.
     *
     * @param segments get the segments, in their order
     * @param dead gets what does not fit
     */
    static void order(
            List<SegmentDraft> parts, List<VideoSegment> segments, List<DeadLetter> dead) {
        boolean sequenced = parts.stream().anyMatch(part -> part.sequence() != null);
        List<SegmentDraft> usable = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        for (SegmentDraft part : parts) {
            if (sequenced && part.sequence() == null && parts.size() > 1) {
                dead.add(
                        dead(
                                part,
                                DeadLetterReason.NO_SEQUENCE,
                                String.format(
                                        Locale.ROOT,
                                        "%s has no sequence, other segments of its recording %s have",
                                        part.file(),
                                        part.recording()),
                                "write one into its sidecar"));
            } else if (part.sequence() != null && !seen.add(part.sequence())) {
                dead.add(
                        dead(
                                part,
                                DeadLetterReason.DUPLICATE_SEQUENCE,
                                String.format(
                                        Locale.ROOT,
                                        "%s has the sequence %d, which another segment of its recording %s has",
                                        part.file(),
                                        part.sequence(),
                                        part.recording()),
                                "correct its sidecar"));
            } else {
                usable.add(part);
            }
        }
        usable.sort(
                Comparator.<SegmentDraft>comparingLong(
                                part -> part.sequence() == null ? 0 : part.sequence())
                        .thenComparingLong(part -> part.start().us()));
        List<SegmentDraft> rising = new ArrayList<>();
        for (SegmentDraft part : usable) {
            SegmentDraft before = rising.isEmpty() ? null : rising.get(rising.size() - 1);
            if (before != null && part.start().us() <= before.start().us()) {
                dead.add(
                        dead(
                                part,
                                DeadLetterReason.NOT_AFTER_THE_LAST,
                                String.format(
                                        Locale.ROOT,
                                        "%s does not start after %s, the segment before it in recording %s",
                                        part.file(),
                                        before.file(),
                                        part.recording()),
                                "write its start into its sidecar"));
            } else {
                rising.add(part);
            }
        }
        for (int i = 0; i < rising.size(); i++) {
            SegmentDraft part = rising.get(i);
            boolean end = i == rising.size() - 1;
            segments.add(
                    new VideoSegment(
                            part.camera(),
                            part.recording(),
                            part.sequence() == null ? i : part.sequence(),
                            part.unit(),
                            part.file().uri().toString(),
                            part.start().us(),
                            part.start().clock(),
                            end && !Boolean.FALSE.equals(part.last()),
                            null,
                            part.bytes(),
                            null));
        }
    }

    private static DeadLetter dead(
            SegmentDraft part, DeadLetterReason reason, String problem, String action) {
        return DeadLetter.of(
                reason,
                part.camera(),
                part.recording(),
                part.file().toString(),
                BarnhandException.message(problem, action),
                part.start().clock().isDated() ? part.start().us() : null);
    }
}
