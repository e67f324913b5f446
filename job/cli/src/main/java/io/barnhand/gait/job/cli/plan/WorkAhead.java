package io.barnhand.gait.job.cli.plan;

import io.barnhand.gait.job.pipeline.archive.ArchiveUnit;
import io.barnhand.gait.job.pipeline.archive.Ledger;
import io.barnhand.gait.job.pipeline.archive.SpanRule;
import io.barnhand.gait.job.pipeline.archive.SpannedRecording;
import io.barnhand.gait.job.pipeline.archive.WorkList;
import io.barnhand.gait.operators.video.VideoSegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What of an archive is to be processed.
 *
 * @param recordings how many
 * @param cut how many of them are processed in spans
 * @param spans how many these are
 * @param units recordings and spans, how many
 * @param hours of footage, of what says how long it is
 */
public record WorkAhead(int recordings, int cut, int spans, int units, double hours) {

    private static final double HOUR_US = 3.6e9;

    /**
     * Of recordings, less what a run has done of them.
     *
     * @param files with their durations
     * @param ledger of the run, null where none has begun
     */
    public static WorkAhead of(
            WorkList work, SpanRule rule, List<PlannedFile> files, Ledger ledger) {
        Map<String, Long> durations = new HashMap<>();
        for (PlannedFile file : files) {
            if (file.durationUs() != null) {
                durations.put(file.segment().uri(), file.durationUs());
            }
        }
        WorkList left = ledger == null ? work : work.without(ledger);
        int cut = 0;
        int spans = 0;
        int units = 0;
        double hours = 0;
        for (SpannedRecording recording : left.cut(rule)) {
            List<ArchiveUnit> parts = new ArrayList<>(recording.units());
            double share = 1.0 / parts.size();
            boolean isCut = parts.size() > 1;
            if (ledger != null) {
                parts.removeIf(ledger::isDone);
            }
            cut += isCut ? 1 : 0;
            spans += isCut ? parts.size() : 0;
            units += parts.size();
            hours += share * parts.size() * hours(recording.recording(), durations);
        }
        return new WorkAhead(left.units().size(), cut, spans, units, hours);
    }

    private static double hours(ArchiveUnit recording, Map<String, Long> durations) {
        return recording.segments().stream()
                        .map(VideoSegment::uri)
                        .mapToLong(uri -> durations.getOrDefault(uri, 0L))
                        .sum()
                / HOUR_US;
    }
}
