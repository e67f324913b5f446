package io.barnhand.gait.job.analysis.report.data;

import io.barnhand.gait.job.analysis.results.RecordingId;
import io.barnhand.gait.job.pipeline.DescribedRun;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.barnhand.gait.operators.records.CoverageSpan;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a run wrote.
 *
 * @param run id
 * @param program that made it, or null where that was not kept
 * @param described how it was made; empty where that was not kept
 * @param notice what stands in its NOTICE.txt, or null
 * @param passes by time
 * @param strides of all passes
 * @param coverage spans
 * @param deadLetters by stage and reason
 * @param starts event time of the first frame of recordings, µs, as far as known
 */
public record RunRecords(
        String run,
        String program,
        Optional<DescribedRun> described,
        String notice,
        List<ReportedPass> passes,
        List<StrideRecord> strides,
        List<CoverageSpan> coverage,
        List<DeadLetterKind> deadLetters,
        Map<RecordingId, Long> starts) {}
