package io.barnhand.gait.job.cli.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.job.analysis.text.Printable;
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
import io.barnhand.gait.job.pipeline.archive.Inventory;
import io.barnhand.gait.job.pipeline.archive.Ledger;
import io.barnhand.gait.job.pipeline.archive.SameFootage;
import io.barnhand.gait.job.pipeline.archive.SpanRule;
import io.barnhand.gait.job.pipeline.archive.SpannedRecording;
import io.barnhand.gait.job.pipeline.archive.WorkList;
import io.barnhand.gait.job.pipeline.config.ConfigurationException;
import io.barnhand.gait.job.pipeline.config.JobConfiguration;
import io.barnhand.gait.job.pipeline.config.SourceOptions;
import io.barnhand.gait.job.pipeline.config.Target;
import io.barnhand.gait.job.pipeline.sink.RunId;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.planning.SegmentPlan;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.flink.api.common.RuntimeExecutionMode;

/** Works through an archive in two jobs, and tells what became of it. */
public final class ArchiveRun {

    private final JobConfiguration configuration;
    private final boolean resume;
    private final SpanRule rule;
    private final ArchiveJobs jobs;
    private final PrintWriter err;
    private final ConfiguredStages stages;
    private final String run;
    private final Ledger ledger;

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
                    "source.kind must be files for an archive; gait from keypoints is barnhand run with conf/rewindow.yaml");
        }
        if (resume && configuration.run().id() == null) {
            throw new ConfigurationException(
                    "run.id is not given; --resume needs the id of the run to go on with");
        }
        run = RunId.of(configuration.run(), Instant.now());
        ledger = new Ledger(keypoints(configuration.sinks().poses()).path(), run);
    }

    private static Target.Parquet keypoints(List<Target> poses) {
        if (poses.size() != 1 || !(poses.get(0) instanceof Target.Parquet folder)) {
            throw new ConfigurationException(
                    "sinks.poses must be one folder of kind parquet for an archive: its files tell what is done");
        }
        return folder;
    }

    /**
     * @return id of the run
     */
    public String execute() throws Exception {
        Destinations.of(configuration).require();
        SegmentPlan plan = stages.plan();
        jobs.prepare(run, resume);
        try (LoadedModels models = LoadedModels.load(stages)) {
            ObjectNode told = RunDescription.describe(configuration, run, models.ids());
            begin(told);
            try (RunLock lock = RunLock.of(ledger)) {
                ClusterNote note = new ClusterNote(ledger);
                note.requireNotElsewhere(jobs.cluster());
                if (resume) {
                    RunDescription.addEarlier(told, ledger.readDescription());
                    ledger.begin(told);
                }
                note.write(jobs.cluster());
                workOn(plan);
                note.write(Optional.empty());
            }
        }
        return run;
    }

    private void workOn(SegmentPlan plan) throws Exception {
        ledger.makeFolders();
        WorkList work = WorkList.of(plan.segments());
        SameFootage same = SameFootage.of(work);
        Set<ArchiveUnit> copies = same.copies(ledger::isDone).keySet();
        WorkList once = work.without(copies::contains);
        if (jobs.goOn() && jobs.follow(progress(new ArchiveProgress(undone(once), ledger)))) {
            return;
        }
        ledger.removeDrafts();
        warn(same.twice(copies));
        estimateKeypoints(once);
        tell(Inventory.write(work, same, plan.deadLetters(), ledger));
        measureGait(plan);
    }

    private void begin(JsonNode told) throws IOException {
        if (resume) {
            requireSame(told);
            return;
        }
        Destinations.of(configuration).requireNew(run);
        if (ledger.exists()) {
            throw new ConfigurationException(
                    "run.id is %s, which has begun; go on with --resume or give another run.id"
                            .formatted(run));
        }
        ledger.begin(told);
    }

    /** Keypoints of one run must all be made in the same way. */
    private void requireSame(JsonNode told) throws IOException {
        JsonNode before;
        try {
            before = ledger.readDescription();
        } catch (FileNotFoundException e) {
            throw new ConfigurationException(
                    "run.id is %s, which has not begun; check sinks.poses.path or leave --resume away"
                            .formatted(run));
        }
        String where = ledger.description().toString();
        DescribedRun then = DescribedRun.of(before, where);
        String otherwise =
                then.keypointDifferences(DescribedRun.of(told, where)).stream()
                        .map(d -> "%s was %s, is %s".formatted(d.path(), d.textA(), d.textB()))
                        .collect(Collectors.joining("; "));
        if (!otherwise.isEmpty()) {
            throw new ConfigurationException(
                    "Run %s began otherwise: %s; go on with the same or begin another run"
                            .formatted(run, otherwise));
        }
        if (then.configuration().isEmpty()) {
            err.printf(
                    "Warning: run %s was begun by an earlier release, whose description holds no settings that can be compared. Its networks are the same; see that the configuration is.%n",
                    run);
            err.flush();
        }
    }

    private void estimateKeypoints(WorkList work) throws Exception {
        WorkList left = work.without(ledger);
        err.printf(
                "Run %s: %d recordings, %d of them done already.%n",
                run, work.units().size(), work.units().size() - left.units().size());
        err.flush();
        List<SpannedRecording> recordings = left.cut(rule);
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
                err.println(use.cpu().get().told(video) + ".");
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

    private void keepSpeed(ArchiveProgress done, Duration worked, int slots) throws IOException {
        new ArchiveSpeed(run, Instant.now(), done.decodedUs(), worked, slots)
                .write(ledger, ArchiveSpeed.with(configuration, stages.modelIds()));
    }

    /** What is measured twice, since which of the two is right cannot be known. */
    private void warn(List<List<VideoSegment>> twice) {
        if (!twice.isEmpty()) {
            err.printf(
                    "Warning: %d files have the bytes of another one under another camera or start, the first is %s; all are worked on. barnhand plan lists them.%n",
                    twice.stream().mapToInt(files -> files.size() - 1).sum(),
                    Printable.text(twice.get(0).get(0).uri()));
            err.flush();
        }
    }

    private void tell(Inventory inventory) {
        err.printf(
                "Recordings: %d whole, %d damaged, %d lost, %d copies, %d untold; files left out: %d. See %s%n",
                inventory.count(Inventory.RecordingState.WHOLE),
                inventory.count(Inventory.RecordingState.DAMAGED),
                inventory.count(Inventory.RecordingState.LOST),
                inventory.count(Inventory.RecordingState.COPY),
                inventory.count(Inventory.RecordingState.UNACCOUNTED),
                inventory.leftOut(),
                ledger.inventory());
        if (inventory.overlaps() > 0) {
            err.printf(
                    "Warning: %d recordings overlap another of their camera in time; all are measured.%n",
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
                        configuration.run());
        jobs.run(GaitJob.name(run), job.flinkSettings(), job::build, () -> "");
    }
}
