package io.barnhand.gait.job.cli.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.job.analysis.text.Counted;
import io.barnhand.gait.job.cli.cluster.ClusterException;
import io.barnhand.gait.job.cli.ending.ShellLine;
import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.configuration.SourceOptions;
import io.barnhand.gait.job.configuration.Target;
import io.barnhand.gait.job.pipeline.ClaimedStart;
import io.barnhand.gait.job.pipeline.ConfiguredStages;
import io.barnhand.gait.job.pipeline.DescribedRun;
import io.barnhand.gait.job.pipeline.Destinations;
import io.barnhand.gait.job.pipeline.FlinkSettings;
import io.barnhand.gait.job.pipeline.GaitJob;
import io.barnhand.gait.job.pipeline.LoadedModels;
import io.barnhand.gait.job.pipeline.RunDescription;
import io.barnhand.gait.job.pipeline.archive.ArchiveProgress;
import io.barnhand.gait.job.pipeline.archive.ArchiveSpeed;
import io.barnhand.gait.job.pipeline.archive.ArchiveUnit;
import io.barnhand.gait.job.pipeline.archive.ArchivedRecordings;
import io.barnhand.gait.job.pipeline.archive.FormerUnits;
import io.barnhand.gait.job.pipeline.archive.Inventory;
import io.barnhand.gait.job.pipeline.archive.Ledger;
import io.barnhand.gait.job.pipeline.archive.SameFootage;
import io.barnhand.gait.job.pipeline.archive.SpanRule;
import io.barnhand.gait.job.pipeline.archive.SpannedRecording;
import io.barnhand.gait.job.pipeline.archive.WorkList;
import io.barnhand.gait.job.pipeline.runs.RunClaim;
import io.barnhand.gait.job.pipeline.runs.RunClaims;
import io.barnhand.gait.job.pipeline.runs.RunEnd;
import io.barnhand.gait.job.pipeline.runs.RunLock;
import io.barnhand.gait.job.pipeline.runs.RunStart;
import io.barnhand.gait.job.pipeline.runs.RunState;
import io.barnhand.gait.job.pipeline.sink.RunId;
import io.barnhand.gait.models.Printable;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.planning.SegmentPlan;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.flink.api.common.RuntimeExecutionMode;

/** Processes an archive in two jobs, and reports what became of it. */
public final class ArchiveRun {

    /** Broken files that are named. */
    private static final int MAX_NAMED = 20;

    private final JobConfiguration configuration;
    private final boolean resume;
    private final SpanRule rule;
    private final ArchiveJobs jobs;
    private final PrintWriter err;
    private final ConfiguredStages stages;
    private final String run;
    private final Ledger ledger;
    private final RunEnd end;

    /**
     * @param resume whether the run has begun
     * @param jobs where they run
     */
    public ArchiveRun(
            JobConfiguration configuration, boolean resume, ArchiveJobs jobs, PrintWriter err) {
        this(
                configuration,
                resume,
                SpanRule.of(new ConfiguredStages(configuration).detectionSettings()),
                jobs,
                err);
    }

    /** The same with other spans. */
    public ArchiveRun(
            JobConfiguration configuration,
            boolean resume,
            SpanRule rule,
            ArchiveJobs jobs,
            PrintWriter err) {
        this.configuration = configuration;
        this.resume = resume;
        this.rule = rule;
        this.jobs = jobs;
        this.err = err;
        stages = new ConfiguredStages(configuration);
        if (configuration.source().kind() != SourceOptions.SourceKind.FILES) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "source.kind is %s, must be files for an archive",
                            configuration.source().kind().name().toLowerCase(Locale.ROOT)),
                    "for gait from keypoints use barnhand run with conf/rewindow.yaml");
        }
        if (resume && configuration.run().id() == null) {
            throw new ConfigurationException(
                    "--resume is given without run.id",
                    "give the id of the run to resume: --set run.id=NAME");
        }
        run = RunId.of(configuration.run(), Instant.now());
        ledger = new Ledger(keypoints(configuration.sinks().poses()).path(), run);
        end = new RunEnd(Destinations.of(configuration).registers(), run);
    }

    private static Target.Parquet keypoints(List<Target> poses) {
        if (poses.size() != 1 || !(poses.get(0) instanceof Target.Parquet folder)) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "sinks.poses is %s, must be one folder of kind parquet for an archive",
                            written(poses)),
                    "set one such folder: its files say which recordings are done");
        }
        return folder;
    }

    private static String written(List<Target> targets) {
        return targets.isEmpty()
                ? "none"
                : targets.stream()
                        .map(target -> target.write().toString())
                        .collect(Collectors.joining(", "));
    }

    /**
     * @return id of the run
     */
    public String execute() throws Exception {
        Destinations.of(configuration).require();
        SegmentPlan plan = stages.plan();
        stages.unseenCameras().stream().map(Printable::text).forEach(err::println);
        jobs.prepare(run, resume);
        try (LoadedModels models = LoadedModels.load(stages)) {
            ObjectNode description = RunDescription.describe(configuration, run, models.ids());
            RunClaim claim = RunDescription.claim(configuration, run, description.deepCopy());
            RunStart start = RunStart.ARCHIVE.continued(resume);
            check(description, claim, start);
            if (!resume) {
                ClaimedStart.elsewhere(configuration, claim, start);
                ledger.begin(description);
            }
            try (RunLock lock = RunLock.of(run, ledger.lock())) {
                ClusterNote note = new ClusterNote(ledger);
                note.requireNotElsewhere(jobs.cluster());
                if (resume) {
                    ClaimedStart.elsewhere(configuration, claim, start);
                    if (ledger.exists()) {
                        RunDescription.addEarlier(description, ledger.readDescription());
                    }
                    ledger.begin(description);
                }
                note.write(jobs.cluster());
                process(plan);
                note.write(Optional.empty());
            }
        } catch (InterruptedException | ClusterException | ConfigurationException e) {
            // Its job may keep running, or has not begun.
            throw e;
        } catch (Exception e) {
            end.record(RunState.ABORTED);
            throw e;
        }
        return run;
    }

    /**
     * What is left where it was interrupted, and how it is resumed.
     *
     * @param call that began or resumed it
     */
    public String kept(ShellLine call) {
        ShellLine resuming = call.with("--resume");
        ShellLine named =
                configuration.run().id() == null ? resuming.withSetting("run.id", run) : resuming;
        return jobs.kept(named)
                .orElseGet(
                        () ->
                                hasBegun()
                                        ? "The recordings that are done are kept; to do the rest: "
                                                + named
                                        : "Nothing was done; to begin again: " + call);
    }

    private boolean hasBegun() {
        try {
            return ledger.files().exists(ledger.description());
        } catch (IOException e) {
            throw new UncheckedIOException("The ledger cannot be read", e);
        }
    }

    private void process(SegmentPlan plan) throws Exception {
        ledger.makeFolders();
        WorkList work = WorkList.of(plan.segments());
        SameFootage same = SameFootage.of(work);
        if (jobs.isRunning()
                && jobs.follow(progress(new ArchiveProgress(undone(once(work, same)), ledger)))) {
            return;
        }
        ledger.removeDrafts();
        discardFormer(work);
        discardBroken(work);
        Set<ArchiveUnit> copies = same.copies(ledger::isDone).keySet();
        WorkList once = work.without(copies::contains);
        warn(same.twice(copies));
        estimateKeypoints(once);
        print(Inventory.write(work, same, plan.deadLetters(), ledger));
        measureGait(plan);
    }

    private WorkList once(WorkList work, SameFootage same) {
        return work.without(same.copies(ledger::isDone).keySet()::contains);
    }

    private void discardFormer(WorkList work) throws IOException {
        List<String> former = FormerUnits.discard(ledger, work);
        if (!former.isEmpty()) {
            err.printf(
                    Locale.ROOT,
                    "Warning: recordings that are now segments of others: %d (%s). What was measured of them alone is removed; the others are measured again.%n",
                    former.size(),
                    Printable.text(
                            former.stream().limit(MAX_NAMED).collect(Collectors.joining(", "))));
            err.flush();
        }
    }

    /**
     * Has units processed again whose files are not those that were written. On a disk this reads
     * what the gait stage reads afterwards; in a store sizes alone are compared.
     */
    private void discardBroken(WorkList work) throws IOException {
        int broken = 0;
        for (ArchiveUnit unit : work.units()) {
            List<String> differences = ledger.isDone(unit) ? ledger.differences(unit) : List.of();
            for (String difference : differences) {
                if (broken++ < MAX_NAMED) {
                    err.printf(
                            Locale.ROOT,
                            "Warning: %s; its recording is measured again.%n",
                            Printable.text(difference));
                }
            }
            if (!differences.isEmpty()) {
                ledger.discard(unit);
            }
        }
        if (broken > MAX_NAMED) {
            err.printf(
                    Locale.ROOT,
                    "Warning: %d more files are not as they were written.%n",
                    broken - MAX_NAMED);
        }
        err.flush();
    }

    private void check(JsonNode description, RunClaim claim, RunStart start) throws IOException {
        if (resume) {
            requireSame(description);
            return;
        }
        if (ledger.exists()) {
            throw new ConfigurationException(
                    String.format(Locale.ROOT, "run.id is %s, which has begun already", run),
                    "resume it with --resume, or begin another run with --set run.id="
                            + RunStart.next(run));
        }
        RunClaims.check(end.registers(), claim, start);
    }

    /** All keypoints of one run must be made in the same way. */
    private void requireSame(JsonNode description) throws IOException {
        JsonNode before;
        try {
            before = ledger.readDescription();
        } catch (FileNotFoundException e) {
            if (!RunClaims.find(end.registers(), run).isEmpty()) {
                // It was killed between its claim and its ledger.
                return;
            }
            throw new ConfigurationException(
                    String.format(Locale.ROOT, "run.id is %s, which has not begun", run),
                    "check sinks.poses.path or leave out --resume");
        }
        String where = ledger.description().toString();
        DescribedRun then = DescribedRun.of(before, where);
        String changed =
                then.keypointDifferences(DescribedRun.of(description, where)).stream()
                        .map(
                                d ->
                                        String.format(
                                                Locale.ROOT,
                                                "%s was %s, is %s",
                                                d.path(),
                                                d.textA(),
                                                d.textB()))
                        .collect(Collectors.joining("; "));
        if (!changed.isEmpty()) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT, "Run %s began with other settings: %s", run, changed),
                    "resume it with the same settings or begin another run");
        }
        if (then.configuration().isEmpty()) {
            err.printf(
                    Locale.ROOT,
                    "Warning: run %s was begun by an earlier release, whose description holds no settings to compare. Its networks are the same; check that its configuration is.%n",
                    run);
            err.flush();
        }
    }

    private void estimateKeypoints(WorkList work) throws Exception {
        WorkList left = work.without(ledger);
        err.printf(
                Locale.ROOT,
                "Run %s: %s, %d done already.%n",
                run,
                Counted.of(work.units().size(), "recording"),
                work.units().size() - left.units().size());
        err.flush();
        List<SpannedRecording> recordings = left.cut(rule);
        discardBroken(WorkList.unitsOf(recordings));
        WorkList units = WorkList.unitsOf(recordings).without(ledger);
        for (WorkList undone : List.of(left, units)) {
            for (ArchiveUnit unit : undone.units()) {
                ledger.discard(unit);
            }
        }
        if (!units.units().isEmpty()) {
            ArchiveProgress done = new ArchiveProgress(units, ledger);
            Callable<String> progress = progress(done);
            Instant start = Instant.now();
            JobUse use =
                    jobs.run(
                            GaitJob.keypointsName(run),
                            FlinkSettings.of(
                                    RuntimeExecutionMode.STREAMING,
                                    configuration.run().parallelism()),
                            stages.keypointJob(units, ledger)::build,
                            progress);
            err.println(progress.call() + ".");
            Duration video = Duration.of(done.decodedUs(), ChronoUnit.MICROS);
            if (use.cpu().isPresent() && !video.isZero()) {
                err.println(use.cpu().get().text(video) + ".");
            }
            keepSpeed(
                    done,
                    Duration.between(start, Instant.now()),
                    Math.min(use.slots(), units.units().size()));
            err.flush();
        }
        for (SpannedRecording recording : recordings) {
            recording.join(ledger);
        }
    }

    private WorkList undone(WorkList work) {
        return WorkList.unitsOf(work.without(ledger).cut(rule)).without(ledger);
    }

    private static Callable<String> progress(ArchiveProgress done) {
        Instant start = Instant.now();
        return () -> done.summary(Duration.between(start, Instant.now()));
    }

    private void keepSpeed(ArchiveProgress done, Duration took, int slots) throws IOException {
        new ArchiveSpeed(run, Instant.now(), done.decodedUs(), took, slots)
                .write(ledger, ArchiveSpeed.with(configuration, stages.modelIds()));
    }

    /** What is measured twice, since which of the two is right cannot be known. */
    private void warn(List<List<VideoSegment>> twice) {
        if (!twice.isEmpty()) {
            err.printf(
                    Locale.ROOT,
                    "Warning: files with the bytes of another file under another camera or start: %d, the first is %s. All are measured; barnhand plan lists them.%n",
                    twice.stream().mapToInt(files -> files.size() - 1).sum(),
                    Printable.text(twice.get(0).get(0).uri()));
            err.flush();
        }
    }

    private void print(Inventory inventory) {
        err.printf(
                Locale.ROOT,
                "Recordings: whole %d, damaged %d, lost %d, copies %d, unaccounted %d; files left out: %d. See %s%n",
                inventory.count(Inventory.RecordingState.WHOLE),
                inventory.count(Inventory.RecordingState.DAMAGED),
                inventory.count(Inventory.RecordingState.LOST),
                inventory.count(Inventory.RecordingState.COPY),
                inventory.count(Inventory.RecordingState.UNACCOUNTED),
                inventory.leftOut(),
                ledger.inventory());
        if (inventory.overlaps() > 0) {
            err.printf(
                    Locale.ROOT,
                    "Warning: recordings that overlap another one of their camera in time: %d. All are measured.%n",
                    inventory.overlaps());
        }
        err.flush();
    }

    private void measureGait(SegmentPlan plan) throws Exception {
        Destinations results = Destinations.of(configuration.withoutPoses());
        results.beginAgain(run);
        GaitJob job =
                new GaitJob(
                        new ArchivedRecordings(ledger, plan.deadLetters()),
                        stages.gaitSettings(),
                        results.sinks(run),
                        configuration.run(),
                        end);
        jobs.run(GaitJob.name(run), job.flinkSettings(), job::build, () -> "");
    }
}
