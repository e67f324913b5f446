package io.barnhand.gait.job.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.configuration.SinkOptions;
import io.barnhand.gait.job.configuration.Target;
import io.barnhand.gait.job.pipeline.archive.Ledger;
import io.barnhand.gait.job.pipeline.archive.WholeFile;
import io.barnhand.gait.job.pipeline.runs.DescriptionFile;
import io.barnhand.gait.job.pipeline.runs.RunClaim;
import io.barnhand.gait.job.pipeline.runs.RunFingerprint;
import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.planning.SegmentPlan;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.flink.core.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the results of a run were made, as {@code PATH/_run=ID.json} in the first of the folders that
 * it writes gait, strides, coverage, poses or dead letters into, and in that of the poses, which
 * may be read again long after:
 *
 * <pre>{@code
 * {"run", "program", "begun", "models": [ids], "configuration": {...},
 *  "inputs": {"files": [{"camera", "recording", "uri", "start_us", "bytes"}],
 *             "left_out": [{"source", "reason"}]},
 *  "earlier": [{"program", "begun", "models", "settings": {key: value}}]}
 * }</pre>
 *
 * The configuration is that of {@code conf/reference.yaml} with all effective values; earlier
 * releases kept its areas as texts beside {@code models}, which are not read. A live run names the
 * topic instead of the files, and one from keypoints their files. {@code earlier} are the earlier
 * starts of a resumed run, with the settings that affect results and that the next start changed. A
 * configuration cannot hold passwords, so this file holds none.
 */
public final class RunDescription {

    static final String CONFIGURATION = "configuration";

    /** Starts of a run that are remembered. */
    private static final int MAX_EARLIER = 100;

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Logger LOG = LoggerFactory.getLogger(RunDescription.class);

    private final SinkOptions sinks;
    private final String run;
    private final ObjectNode json;

    private RunDescription(SinkOptions sinks, String run, ObjectNode json) {
        this.sinks = sinks;
        this.run = run;
        this.json = json;
    }

    /** Of a run that begins now. */
    static RunDescription of(JobConfiguration configuration, String run, ConfiguredStages stages) {
        ObjectNode json = describe(configuration, run, stages.modelIds());
        inputs(json.putObject(DescriptionFile.INPUTS), configuration, stages);
        return new RunDescription(configuration.sinks(), run, json);
    }

    /**
     * The description of a run without its inputs.
     *
     * @param models ids of the networks
     */
    public static ObjectNode describe(
            JobConfiguration configuration, String run, List<String> models) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("run", run);
        json.put("program", CodeVersion.built().toString());
        json.put("begun", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        models.forEach(json.putArray("models")::add);
        json.set(CONFIGURATION, configuration.json());
        return json;
    }

    /** The claim of a start of a run, with a token of its own. */
    public static RunClaim claim(JobConfiguration configuration, String run, List<String> models) {
        return claim(configuration, run, describe(configuration, run, models));
    }

    /**
     * The same with a description.
     *
     * @param description as of {@link #describe}
     */
    public static RunClaim claim(
            JobConfiguration configuration, String run, ObjectNode description) {
        return new RunClaim(
                run,
                UUID.randomUUID().toString(),
                !configuration.bounded(),
                RunFingerprint.of(description),
                description);
    }

    /** Adds the earlier starts of a description, and its own, to the next one of the same run. */
    public static void addEarlier(ObjectNode now, JsonNode before) {
        ArrayNode earlier = now.putArray("earlier");
        before.path("earlier").forEach(earlier::add);
        ObjectNode last = earlier.addObject();
        for (String key : List.of("program", "begun", "models")) {
            last.set(key, before.path(key));
        }
        changed(now, before).ifPresent(settings -> last.set("settings", settings));
        while (earlier.size() > MAX_EARLIER) {
            earlier.remove(0);
        }
    }

    /** The settings that differed before; empty where they are not known, or none did. */
    private static Optional<ObjectNode> changed(JsonNode now, JsonNode before) {
        ObjectNode settings = MAPPER.createObjectNode();
        try {
            DescribedRun then = DescribedRun.of(before, "The description of the start before this");
            DescribedRun here = DescribedRun.of(now, "The description of this start");
            then.differences(here).forEach(d -> settings.set(d.path(), d.a()));
        } catch (ConfigurationException e) {
            LOG.warn(e.getMessage());
        }
        return settings.isEmpty() ? Optional.empty() : Optional.of(settings);
    }

    private static void inputs(
            ObjectNode inputs, JobConfiguration configuration, ConfiguredStages stages) {
        switch (configuration.source().kind()) {
            case FILES -> planned(inputs, stages.planWithoutCopies());
            case KAFKA ->
                    inputs.put("topic", configuration.source().kafka().topic())
                            .put("group", configuration.source().kafka().group())
                            .put("start", configuration.source().kafka().start().name());
            case POSES -> keypoints(inputs.putArray("files"), stages.keypointFiles());
        }
    }

    private static void planned(ObjectNode inputs, SegmentPlan plan) {
        ArrayNode files = inputs.putArray("files");
        for (VideoSegment segment : plan.segments()) {
            files.addObject()
                    .put("camera", segment.camera())
                    .put("recording", segment.recording())
                    .put("uri", segment.uri())
                    .put("start_us", segment.startUs())
                    .put("bytes", segment.bytes());
        }
        ArrayNode leftOut = inputs.putArray("left_out");
        for (DeadLetter letter : plan.deadLetters()) {
            leftOut.addObject().put("source", letter.source()).put("reason", letter.reason());
        }
    }

    private static void keypoints(ArrayNode files, List<Path> paths) {
        paths.forEach(path -> files.addObject().put("uri", path.toString()));
    }

    /**
     * The files to write, first the one that holds earlier starts; none where no sink is a folder.
     */
    private List<Path> files() {
        return Stream.concat(folders(sinks.all()).limit(1), folders(sinks.poses().stream()))
                .distinct()
                .map(folder -> new Path(folder, DescriptionFile.name(run)))
                .toList();
    }

    private static Stream<String> folders(Stream<Target> targets) {
        return targets.flatMap(target -> target.folder().stream());
    }

    /**
     * The files that may hold the description of a run, for the folder of a sink: beside its
     * results, and in the ledger of an archive.
     */
    public static List<Path> files(Path folder, String run) {
        return List.of(
                new Path(folder, DescriptionFile.name(run)),
                new Ledger(folder.toString(), run).description());
    }

    /**
     * Writes it. It is logged where no sink is a folder, or where the machine that starts the job
     * cannot reach the folder.
     */
    public void write() {
        List<Path> files = files();
        if (files.isEmpty()) {
            LOG.info("Run {}: {}", run, json);
            return;
        }
        Path first = files.get(0);
        try {
            DescriptionFile.read(first).ifPresent(before -> addEarlier(json, before));
            for (Path file : files) {
                WholeFile.write(file, MAPPER.writeValueAsBytes(json));
            }
        } catch (IOException | ConfigurationException e) {
            LOG.warn("{} cannot be written ({}); keep this line: {}", first, e, json);
        }
    }
}
