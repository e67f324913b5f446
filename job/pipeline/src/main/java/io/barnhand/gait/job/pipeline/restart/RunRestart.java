package io.barnhand.gait.job.pipeline.restart;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.Effect;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.configuration.SettingDifference;
import io.barnhand.gait.job.pipeline.runs.RunFingerprint;
import io.barnhand.gait.job.pipeline.runs.RunLock;
import io.barnhand.gait.job.pipeline.runs.RunStart;
import io.barnhand.gait.models.BarnhandException;
import io.barnhand.gait.operators.stages.detection.AttemptMarkers;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * A start of a job: where it continues, and where it keeps its checkpoints so that the same command
 * continues it again.
 */
public final class RunRestart {

    /** The parameter of a job that says where its checkpoints are, for the one who stops it. */
    public static final String FOLDER = "barnhand.checkpoints";

    private static final String STORAGE = "filesystem";

    /** As serializers say that they were given the state of another. */
    private static final Pattern UNREAD =
            Pattern.compile("(?i)magic number|corrupt|version|serializ");

    private final JobConfiguration configuration;
    private final String run;
    private final ObjectNode description;
    private final SavepointRestore named;
    private final KeptCheckpoints kept;
    private final List<String> notices = new ArrayList<>();
    private SavepointRestore restore;
    private KeptState state;
    private boolean begun;

    private RunRestart(
            JobConfiguration configuration,
            String run,
            ObjectNode description,
            SavepointRestore named,
            KeptCheckpoints kept) {
        this.configuration = configuration;
        this.run = run;
        this.description = description;
        this.named = named;
        this.kept = kept;
        restore = named;
    }

    /** Whether a job has no end and a name of its own, so that the same command continues it. */
    public static boolean continues(JobConfiguration configuration) {
        return !configuration.bounded() && configuration.run().id() != null;
    }

    /**
     * Opens the folder of the checkpoints; nothing is read or written.
     *
     * @param description of this start, with all settings that affect results
     * @param named what the user named, which wins
     * @param folder of checkpoints where the configuration names none, from the root or an address;
     *     null where there is none
     * @throws ConfigurationException if there is no such kind of store
     */
    public static RunRestart of(
            JobConfiguration configuration,
            String run,
            ObjectNode description,
            SavepointRestore named,
            String folder) {
        String path =
                configuration.run().checkpoints() == null
                        ? folder
                        : SavepointRestore.place(configuration.run().checkpoints());
        KeptCheckpoints kept = null;
        if (continues(configuration) && path != null) {
            kept = opened(path, run);
        }
        return new RunRestart(configuration, run, description, named, kept);
    }

    private static KeptCheckpoints opened(String path, String run) {
        try {
            return KeptCheckpoints.of(path, run);
        } catch (IOException e) {
            throw unusable(path, "read", e);
        }
    }

    private static ConfigurationException unusable(String path, String how, IOException e) {
        return new ConfigurationException(
                String.format(
                        Locale.ROOT,
                        "The checkpoints in %s cannot be %s (%s)",
                        path,
                        how,
                        e.getMessage() == null ? e : e.getMessage()),
                "check that this machine reaches the folder and may write there, or name another one with run.checkpoints");
    }

    /**
     * Finds where the job continues. Nothing is written.
     *
     * @param written whether there are results of the run
     * @throws ConfigurationException if the run was begun with other settings, was ended, or has
     *     results but no checkpoint that can be read, unless run.resume allows that for a live run
     */
    public void find(boolean written) {
        if (kept == null) {
            readNamed();
        } else {
            findKept();
        }
        requireState(written);
    }

    private void findKept() {
        KeptCheckpoints.Left left;
        try {
            left = kept.left();
        } catch (IOException e) {
            throw unusable(kept.folder().toString(), "read", e);
        }
        begun = left.begun();
        left.description().ifPresent(this::requireSame);
        if (named.savepoint() != null) {
            readNamed();
            return;
        }
        if (left.drained()) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "Run %s was stopped with --drain, which closed its open passes: it is at its end",
                            run),
                    "begin another run with --set run.id=" + RunStart.next(run));
        }
        if (left.state().isEmpty() && !left.broken().isEmpty() && !configuration.run().resume()) {
            throw lost(String.join("; ", left.broken()));
        }
        left.state().ifPresent(found -> use(found, left.broken()));
    }

    private void use(KeptState found, List<String> broken) {
        state = found;
        restore = new SavepointRestore(found.address(), false);
        if (!broken.isEmpty()) {
            notices.add(
                    String.format(
                            Locale.ROOT,
                            "Not whole, and passed over: %s. What the run wrote after the state that is taken is written again: it may be twice in files and topics.",
                            String.join("; ", broken)));
        }
    }

    /** What was named may be readable for the cluster alone, which reports it then. */
    private void readNamed() {
        if (named.savepoint() == null) {
            return;
        }
        try {
            state = KeptState.read(SavepointRestore.place(named.savepoint()));
        } catch (IOException e) {
            state = null;
        }
    }

    /** Two configurations may share a folder and an id. */
    private void requireSame(ObjectNode before) {
        if (RunFingerprint.of(before).equals(RunFingerprint.of(description))) {
            return;
        }
        List<SettingDifference> differences =
                RunFingerprint.between(before, description, EnumSet.allOf(Effect.class));
        if (!differences.isEmpty()) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "run.id is %s, whose checkpoints in %s are of other settings: %s",
                            run,
                            kept.folder(),
                            differences.stream()
                                    .map(d -> d.path() + " was " + d.textA() + ", is " + d.textB())
                                    .collect(Collectors.joining("; "))),
                    "continue it with the same settings, or begin another run with --set run.id="
                            + RunStart.next(run));
        }
    }

    private void requireState(boolean written) {
        if (written && configuration.bounded()) {
            requireContinuable();
        }
        if (written
                && continues(configuration)
                && !begun
                && restore.savepoint() == null
                && !configuration.run().resume()) {
            throw lost(
                    kept == null
                            ? "no folder for them is set, run.checkpoints is null"
                            : kept.folder() + " holds none");
        }
    }

    /** Without state, and in batch mode with it, the input is read from its beginning. */
    private void requireContinuable() {
        boolean batch = configuration.run().batch(true);
        if (restore.savepoint() != null && !batch) {
            return;
        }
        throw new ConfigurationException(
                String.format(
                        Locale.ROOT,
                        "Run %s has begun, and %s: all of its input would be read from the beginning, and what it has written would be there twice",
                        run,
                        batch
                                ? "a job in batch mode does not continue a run"
                                : "run.resume true names no savepoint to continue from"),
                batch
                        ? "begin another run with --set run.id=" + RunStart.next(run)
                        : "continue from the savepoint that it was stopped with, --from-savepoint FOLDER, or begin another run with --set run.id="
                                + RunStart.next(run));
    }

    private ConfigurationException lost(String why) {
        return new ConfigurationException(
                String.format(
                        Locale.ROOT,
                        "Run %s has begun, and has no checkpoint to continue from: %s. Nothing was removed; open passes of that time are lost, and what was not yet in finished files",
                        run,
                        why),
                "continue behind the last segments that were done with --set run.resume=true; or name a savepoint with --from-savepoint, or the folder with --set run.checkpoints=FOLDER; or begin another run with --set run.id="
                        + RunStart.next(run));
    }

    /**
     * Keeps another process of this machine from running the same; to be held while the job runs.
     *
     * @throws ConfigurationException if one does
     */
    public RunLock lock() throws IOException {
        if (kept == null) {
            return RunLock.none();
        }
        Path lock;
        try {
            lock = kept.lock();
        } catch (IOException e) {
            throw unusable(kept.folder().toString(), "written", e);
        }
        return RunLock.of(run, lock);
    }

    /**
     * Checks that the state belongs to a job. State of sinks that were removed is left behind.
     *
     * @param job asked where there is state
     * @throws ConfigurationException if there is other state that it does not take
     */
    public void require(Supplier<StreamGraph> job) {
        if (state == null || named.allowNonRestored()) {
            return;
        }
        List<String> removed = state.removedSinks(job.get());
        if (!removed.isEmpty()) {
            restore = new SavepointRestore(restore.savepoint(), true);
            notices.add(
                    String.format(
                            Locale.ROOT,
                            "Removed, so that it is written no further: %s. What it had not finished is not finished: hidden files stay, an open transaction of Kafka ends by its time. To have that too, start once with the sink as before.",
                            String.join(", ", removed)));
        }
    }

    /**
     * Sets for Flink where the job continues and where it keeps checkpoints; to be called once, as
     * the last step before the start.
     */
    public void applyTo(Configuration settings) {
        restore.applyTo(settings);
        if (kept == null) {
            return;
        }
        try {
            Path start = kept.begin(restore.savepoint() == null ? null : from(), description);
            settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, STORAGE);
            settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, start.toString());
            // A segment that killed the process of one start is known to the next.
            settings.set(AttemptMarkers.OF_ALL_STARTS, kept.folder().getParent().toString());
            settings.set(PipelineOptions.GLOBAL_JOB_PARAMETERS, Map.of(FOLDER, start.toString()));
            settings.set(
                    CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                    ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
            settings.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, KeptCheckpoints.OF_A_START);
        } catch (IOException e) {
            throw unusable(kept.folder().toString(), "written", e);
        }
    }

    private String from() {
        return SavepointRestore.place(restore.savepoint());
    }

    /** For the user who starts the job, a line each: where it continues, and what to know of it. */
    public List<String> text() {
        List<String> lines = new ArrayList<>();
        if (restore.savepoint() != null) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "Run %s continues from %s%s.",
                            run,
                            from(),
                            state == null
                                    ? ""
                                    : ", of " + state.at().truncatedTo(ChronoUnit.SECONDS)));
        } else if (kept != null) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "Run %s begins; its checkpoints are kept in %s, and the same command continues it.",
                            run,
                            kept.folder()));
        } else if (!configuration.bounded() && configuration.run().id() == null) {
            lines.add(
                    "run.id is null: each start is a run of its own, and does not continue the one before; give one with --set run.id=NAME");
        } else if (continues(configuration)) {
            lines.add(
                    "The checkpoints end with the cluster: set run.checkpoints, or Flink's execution.checkpointing.dir, to a folder that all its machines share.");
        }
        lines.addAll(notices);
        return lines;
    }

    /**
     * What made a job fail that has just been started, for the user.
     *
     * @return empty where the state that it was given has no part in it
     */
    public Optional<BarnhandException> explained(String failure, Throwable cause) {
        if (state == null || !state.knowsSinksByOrder() || !UNREAD.matcher(failure).find()) {
            return Optional.empty();
        }
        return Optional.of(
                new ConfigurationException(
                        String.format(
                                Locale.ROOT,
                                "A sink cannot read its state in %s (%s): an earlier build made it, which knew sinks by their order",
                                state.address(),
                                failure),
                        "list the sinks of sinks.poses, sinks.gait, sinks.strides, sinks.coverage and sinks.dead-letter in the order in which that run had them; from then on their order does not matter"));
    }
}
