package io.barnhand.gait.job.pipeline;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.configuration.RunOptions;
import io.barnhand.gait.job.formats.results.ResultKind;
import io.barnhand.gait.job.pipeline.restart.OperatorIds;
import io.barnhand.gait.job.pipeline.restart.RunRestart;
import io.barnhand.gait.job.pipeline.restart.SavepointRestore;
import io.barnhand.gait.job.pipeline.runs.RunEnd;
import io.barnhand.gait.job.pipeline.sink.CountDeadLettersFunction;
import io.barnhand.gait.job.pipeline.sink.GaitSinks;
import io.barnhand.gait.job.pipeline.sink.PlacedSink;
import io.barnhand.gait.job.pipeline.sink.RunCompleteFormat;
import io.barnhand.gait.job.pipeline.sink.RunId;
import io.barnhand.gait.job.pipeline.sink.SinkIds;
import io.barnhand.gait.job.pipeline.source.TrackSource;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.barnhand.gait.operators.gait.settings.GaitSettings;
import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.TrackEvent;
import io.barnhand.gait.operators.stages.gait.GaitWindowFunction;
import io.barnhand.gait.operators.stages.gait.TrackKey;
import io.barnhand.gait.operators.video.DeadLetter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.runtime.jobmanager.HighAvailabilityMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Horse gait from video or archived keypoints. On a cluster:
 *
 * <pre>{@code
 * flink run barnhand-gait-job-cluster.jar --conf barn.yaml --set pose.batch=8
 * }</pre>
 *
 * Source and sinks are arguments, so that tests and tools run the same graph with others.
 */
public final class GaitJob {

    private static final Logger LOG = LoggerFactory.getLogger(GaitJob.class);

    private static final String NAME = "BarnHand Gait ";
    private static final String KEYPOINTS = NAME + "keypoints ";

    private final TrackSource source;
    private final GaitSettings gait;
    private final GaitSinks sinks;
    private final RunOptions run;
    private final RunDescription description;
    private final RunEnd end;

    public GaitJob(TrackSource source, GaitSettings gait, GaitSinks sinks, RunOptions run) {
        this(source, gait, sinks, run, null);
    }

    /**
     * @param end records that the run is complete; null for none
     */
    public GaitJob(
            TrackSource source, GaitSettings gait, GaitSinks sinks, RunOptions run, RunEnd end) {
        this(source, gait, sinks, run, end, null);
    }

    private GaitJob(
            TrackSource source,
            GaitSettings gait,
            GaitSinks sinks,
            RunOptions run,
            RunEnd end,
            RunDescription description) {
        this.source = source;
        this.gait = gait;
        this.sinks = sinks;
        this.run = run;
        this.end = end;
        this.description = description;
    }

    /**
     * The job that a configuration describes, writing under the given run id.
     *
     * @throws ConfigurationException if a file, model or store that it names cannot be used
     */
    public static GaitJob of(JobConfiguration configuration, String runId) {
        JobChecks.require(configuration, runId);
        ConfiguredStages stages = new ConfiguredStages(configuration);
        JobChecks.notices(configuration, stages).forEach(LOG::warn);
        return new GaitJob(
                stages.source(),
                stages.gaitSettings(),
                Destinations.of(configuration).sinks(runId),
                configuration.run(),
                configuration.bounded()
                        ? new RunEnd(Destinations.of(configuration).registers(), runId)
                        : null,
                RunDescription.of(configuration, runId, stages));
    }

    /**
     * Where a start of a run continues.
     *
     * @param named savepoint that the user named
     * @param folder of checkpoints where the configuration names none; null where there is none
     */
    public static RunRestart restart(
            JobConfiguration configuration, String runId, SavepointRestore named, String folder) {
        return RunRestart.of(
                configuration,
                runId,
                RunDescription.describe(
                        configuration, runId, new ConfiguredStages(configuration).modelIds()),
                named,
                folder);
    }

    /**
     * Writes the description of a run of this job beside its results; nothing where the job was not
     * built from a configuration.
     */
    public void describe() {
        if (description != null) {
            description.write();
        }
    }

    /** Arguments: {@code [--conf FILE] [--set key=value]...}. */
    public static void main(String[] args) throws Exception {
        try {
            RunSettings settings = settings(args);
            settings.remarks().forEach(LOG::info);
            submit(settings.configuration());
        } finally {
            // On a cluster the job has its own class loader, which must not outlive it.
            RecordLinkage.forget();
        }
    }

    private static void submit(JobConfiguration configuration) throws Exception {
        String runId = RunId.of(configuration.run(), Instant.now());
        GaitJob job = GaitJob.of(configuration, runId);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        Configuration settings = job.flinkSettings(env.getConfiguration());
        Configuration cluster = new Configuration();
        cluster.addAll(Configuration.fromMap(env.getConfiguration().toMap()));
        // A JobManager that is highly available restores its jobs itself, by their ids of Flink.
        Optional<RunRestart> restart =
                HighAvailabilityMode.isHighAvailabilityModeActivated(cluster)
                        ? Optional.empty()
                        : Optional.of(
                                restart(
                                        configuration,
                                        runId,
                                        SavepointRestore.of(cluster),
                                        cluster.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY)));
        restart.ifPresent(
                found -> {
                    found.find(Destinations.of(configuration).hasBegun(runId));
                    found.require(
                            () ->
                                    job.graph(
                                            StreamExecutionEnvironment.getExecutionEnvironment(
                                                    settings),
                                            name(runId)));
                });
        // Noted before it is claimed: a start that is killed in between begins again.
        restart.ifPresent(found -> found.applyTo(settings));
        ClaimedStart start = ClaimedStart.elsewhere(configuration, runId);
        start.execute(
                env,
                () -> {
                    restart.ifPresent(found -> found.text().forEach(LOG::info));
                    env.configure(settings);
                    job.describe();
                    return job.graph(env, name(runId));
                });
    }

    /** What Flink shows as the job's name. */
    public static String name(String runId) {
        return NAME + runId;
    }

    /** The same of the first phase of an archive; a run never has both at the same time. */
    public static String keypointsName(String runId) {
        return KEYPOINTS + runId;
    }

    /** Whether a job with that name is the first phase of an archive. */
    public static boolean isKeypoints(String jobName) {
        return jobName.startsWith(KEYPOINTS);
    }

    /** The run of a job with that name; empty where it is not one of these. */
    public static Optional<String> run(String jobName) {
        return Stream.of(KEYPOINTS, NAME)
                .filter(jobName::startsWith)
                .findFirst()
                .map(name -> jobName.substring(name.length()));
    }

    /** Adds the job to an environment made with {@link #flinkSettings()}. */
    public void build(StreamExecutionEnvironment env) {
        TrackSource.Tracks tracks = source.open(env);
        DataStream<HorsePose> poses =
                tracks.events()
                        .flatMap(GaitJob::pose)
                        .returns(TypeInformation.of(HorsePose.class))
                        .name("poses")
                        .uid("poses");
        SingleOutputStreamOperator<GaitRecord> records =
                tracks.events()
                        .keyBy(new TrackKey())
                        .process(new GaitWindowFunction(gait))
                        .name("GaitWindows")
                        .uid("gait-windows");
        DataStream<StrideRecord> strides = records.getSideOutput(GaitWindowFunction.STRIDES);
        DataStream<CoverageSpan> horses = records.getSideOutput(GaitWindowFunction.COVERAGE);
        DataStream<CoverageSpan> coverage =
                tracks.coverage().map(footage -> footage.union(horses)).orElse(horses);
        write(poses, sinks.poses(), ResultKind.POSES, "pose");
        write(records, sinks.gait(), ResultKind.GAIT, "gait");
        write(strides, sinks.strides(), ResultKind.STRIDES, "stride");
        write(coverage, sinks.coverage(), ResultKind.COVERAGE, "coverage");
        DataStream<DeadLetter> letters = counted(tracks.deadLetters());
        write(letters, sinks.deadLetters(), ResultKind.DEAD_LETTERS, "dead letter");
        if (end != null) {
            letters.writeUsingOutputFormat(new RunCompleteFormat<>(end))
                    .name("RunComplete")
                    .uid("run-complete");
        }
    }

    /**
     * The job alone in an environment, as it is run; it finds the state of its sinks in savepoints
     * of earlier builds too.
     *
     * @param name as Flink shows it
     */
    public StreamGraph graph(StreamExecutionEnvironment env, String name) {
        build(env);
        StreamGraph graph = env.getStreamGraph();
        graph.setJobName(name);
        OperatorIds.alsoKnown(graph, formerIds());
        return graph;
    }

    /** The settings of Flink that this job needs. */
    public Configuration flinkSettings() {
        return FlinkSettings.of(mode(), run.parallelism());
    }

    /** As {@link #flinkSettings()}, without settings of the cluster or the submission. */
    private Configuration flinkSettings(ReadableConfig cluster) {
        Configuration settings = flinkSettings();
        if (settings.contains(CheckpointingOptions.CHECKPOINTING_INTERVAL)) {
            cluster.getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL)
                    .ifPresent(
                            interval ->
                                    settings.set(
                                            CheckpointingOptions.CHECKPOINTING_INTERVAL, interval));
        }
        return settings;
    }

    private RuntimeExecutionMode mode() {
        return run.batch(source.bounded())
                ? RuntimeExecutionMode.BATCH
                : RuntimeExecutionMode.STREAMING;
    }

    private static <T> void write(
            DataStream<T> results, List<PlacedSink<T>> sinks, ResultKind<T> result, String name) {
        List<String> ids = ids(result, sinks);
        for (int i = 0; i < sinks.size(); i++) {
            results.sinkTo(sinks.get(i).sink()).name(name + " sink").uid(ids.get(i));
        }
    }

    private static <T> List<String> ids(ResultKind<T> result, List<PlacedSink<T>> sinks) {
        return SinkIds.of(result, sinks.stream().map(PlacedSink::place).toList());
    }

    /** The ids of the sinks in earlier builds, by their present ones. */
    private Map<String, String> formerIds() {
        Map<String, String> former = new HashMap<>();
        add(former, ResultKind.POSES, sinks.poses());
        add(former, ResultKind.GAIT, sinks.gait());
        add(former, ResultKind.STRIDES, sinks.strides());
        add(former, ResultKind.COVERAGE, sinks.coverage());
        add(former, ResultKind.DEAD_LETTERS, sinks.deadLetters());
        return former;
    }

    private static <T> void add(
            Map<String, String> former, ResultKind<T> result, List<PlacedSink<T>> sinks) {
        List<String> ids = ids(result, sinks);
        for (int i = 0; i < ids.size(); i++) {
            former.put(ids.get(i), SinkIds.former(result, i));
        }
    }

    private static DataStream<DeadLetter> counted(DataStream<DeadLetter> letters) {
        return letters.map(new CountDeadLettersFunction())
                .name("CountDeadLetters")
                .uid("dead-letters");
    }

    private static void pose(TrackEvent event, Collector<HorsePose> out) {
        if (event.pose() != null) {
            out.collect(event.pose());
        }
    }

    private static RunSettings settings(String[] args) throws IOException {
        Path file = null;
        List<String> settings = new ArrayList<>();
        for (int i = 0; i < args.length; i += 2) {
            boolean known = args[i].equals("--conf") || args[i].equals("--set");
            if (!known || i + 1 == args.length) {
                throw new ConfigurationException(
                        String.format(Locale.ROOT, "The argument %s is not understood", args[i]),
                        "use [--conf FILE] [--set key=value]...");
            }
            if (args[i].equals("--conf")) {
                file = Path.of(args[i + 1]);
            } else {
                settings.add(args[i + 1]);
            }
        }
        return RunSettings.read(file, settings);
    }
}
