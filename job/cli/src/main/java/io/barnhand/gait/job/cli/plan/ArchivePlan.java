package io.barnhand.gait.job.cli.plan;

import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.configuration.Target;
import io.barnhand.gait.job.pipeline.ConfiguredStages;
import io.barnhand.gait.job.pipeline.archive.ArchiveUnit;
import io.barnhand.gait.job.pipeline.archive.Ledger;
import io.barnhand.gait.job.pipeline.archive.SameFootage;
import io.barnhand.gait.job.pipeline.archive.SpanRule;
import io.barnhand.gait.job.pipeline.archive.WorkList;
import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.planning.SegmentPlan;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an archive holds, and what of it a run would process.
 *
 * @param inventory of its files
 * @param copies of recordings, each with the one that is processed in its place
 * @param sameBytes files that exist elsewhere, too, and are all processed
 * @param leftOut files that are not footage
 * @param work recordings that are processed
 * @param begun ledger of a run that has begun on them
 * @param rule how recordings are cut into spans
 */
public record ArchivePlan(
        ArchiveInventory inventory,
        Map<ArchiveUnit, ArchiveUnit> copies,
        List<List<VideoSegment>> sameBytes,
        List<DeadLetter> leftOut,
        WorkList work,
        Optional<Ledger> begun,
        SpanRule rule) {

    /** Opens every file once; nothing is decoded. */
    public static ArchivePlan of(JobConfiguration configuration, ConfiguredStages stages)
            throws IOException {
        SegmentPlan plan = stages.plan();
        ArchiveInventory inventory = ArchiveInventory.of(plan, stages.detectionSettings().limits());
        WorkList all = WorkList.of(plan.segments());
        SameFootage same = SameFootage.of(all);
        Optional<Ledger> begun = begun(configuration);
        Map<ArchiveUnit, ArchiveUnit> copies =
                same.copies(unit -> begun.isPresent() && begun.get().isDone(unit));
        return new ArchivePlan(
                inventory,
                copies,
                same.twice(copies.keySet()),
                plan.deadLetters(),
                all.without(copies::containsKey),
                begun,
                SpanRule.of(stages.detectionSettings()));
    }

    /** Where an archive of a configuration keeps its ledgers. */
    static Optional<String> keypoints(JobConfiguration configuration) {
        return configuration.sinks().poses().stream()
                .filter(Target.Parquet.class::isInstance)
                .flatMap(target -> target.folder().stream())
                .findFirst();
    }

    private static Optional<Ledger> begun(JobConfiguration configuration) throws IOException {
        Optional<String> folder = keypoints(configuration);
        if (folder.isEmpty() || configuration.run().id() == null) {
            return Optional.empty();
        }
        Ledger ledger = new Ledger(folder.get(), configuration.run().id());
        return ledger.exists() ? Optional.of(ledger) : Optional.empty();
    }

    /** Everything that is to be processed. */
    public WorkAhead total() {
        return WorkAhead.of(work, rule, inventory.files(), null);
    }

    /** What a run that has begun has left; empty where none has. */
    public Optional<WorkAhead> left() {
        return begun.map(ledger -> WorkAhead.of(work, rule, inventory.files(), ledger));
    }

    /** Files whose recordings are processed. */
    List<PlannedFile> processed() {
        Set<String> uris =
                work.units().stream()
                        .flatMap(unit -> unit.segments().stream())
                        .map(VideoSegment::uri)
                        .collect(Collectors.toSet());
        return inventory.files().stream()
                .filter(file -> uris.contains(file.segment().uri()))
                .toList();
    }
}
