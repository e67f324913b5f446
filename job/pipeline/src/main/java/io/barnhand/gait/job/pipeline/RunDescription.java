package io.barnhand.gait.job.pipeline;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.job.pipeline.archive.Ledger;
import io.barnhand.gait.job.pipeline.archive.WholeFile;
import io.barnhand.gait.job.pipeline.config.ConfigurationException;
import io.barnhand.gait.job.pipeline.config.JobConfiguration;
import io.barnhand.gait.job.pipeline.config.SinkOptions;
import io.barnhand.gait.job.pipeline.config.Target;
import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.planning.SegmentPlan;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What made the results of a run, as {@code PATH/_run=ID.json} in the first of the folders that it
 * writes gait, strides, coverage, poses or dead letters into, and in that of the poses, which may
 * be read again long after:
 *
 * <pre>{@code
 * {"run", "program", "begun", "models": [ids], "configuration": {...},
 *  "inputs": {"files": [{"camera", "recording", "uri", "start_us", "bytes"}],
 *             "left_out": [{"source", "reason"}]},
 *  "earlier": [{"program", "begun", "models", "settings": {key: value}}]}
 * }</pre>
 *
 * The configuration is that of {@code conf/reference.yaml} with every value in force; earlier
 * releases kept its areas as texts beside {@code models}, in no form that is read. A live run names
 * the topic in place of the files, and one from keypoints their files. {@code earlier} are the
 * starts of a run that was gone on with, and their settings that the start after them changed of
 * what changes results. Passwords cannot be in a configuration, so none is in here.
 */
public final class RunDescription {

    /** What begins with an underscore is left out by readers of tables. */
    private static final String PREFIX = "_run=";

    static final String CONFIGURATION = "configuration";

    private static final String INPUTS = "inputs";

    /** No run has so many inputs that its description grows to this. */
    private static final long MOST_BYTES = 64 << 20;

    /** Starts of a run that are remembered. */
    private static final int MOST_EARLIER = 100;

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
        ObjectNode json = told(configuration, run, stages.modelIds());
        inputs(json.putObject(INPUTS), configuration, stages);
        return new RunDescription(configuration.sinks(), run, json);
    }

    /**
     * What a run is told, without its inputs.
     *
     * @param models ids of the networks
     */
    public static ObjectNode told(JobConfiguration configuration, String run, List<String> models) {
        ObjectNode told = MAPPER.createObjectNode();
        told.put("run", run);
        told.put("program", CodeVersion.built().toString());
        told.put("begun", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        models.forEach(told.putArray("models")::add);
        told.set(CONFIGURATION, configuration.json());
        return told;
    }

    /** Adds what a description says of earlier starts, and its own, to one of the same run. */
    public static void goOn(ObjectNode now, JsonNode before) {
        ArrayNode earlier = now.putArray("earlier");
        before.path("earlier").forEach(earlier::add);
        ObjectNode last = earlier.addObject();
        for (String key : List.of("program", "begun", "models")) {
            last.set(key, before.path(key));
        }
        changed(now, before).ifPresent(settings -> last.set("settings", settings));
        while (earlier.size() > MOST_EARLIER) {
            earlier.remove(0);
        }
    }

    /** What was told otherwise before; empty where that is not known, or nothing was. */
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
            case FILES -> planned(inputs, stages.plan());
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
     * Where it is written, the one first that tells of earlier starts; none where no sink is a
     * folder.
     */
    private List<Path> files() {
        return Stream.concat(folders(sinks.all()).limit(1), folders(sinks.poses().stream()))
                .distinct()
                .map(folder -> new Path(folder, name(run)))
                .toList();
    }

    private static Stream<String> folders(Stream<Target> targets) {
        return targets.flatMap(target -> target.folder().stream());
    }

    /**
     * Where what is kept of a run may lie, for the folder of a sink: beside its results, and in the
     * ledger of an archive.
     */
    public static List<Path> files(Path folder, String run) {
        return List.of(
                new Path(folder, name(run)), new Ledger(folder.toString(), run).description());
    }

    /** Name of the file within the folder of a sink. */
    public static String name(String run) {
        return PREFIX + run + ".json";
    }

    /**
     * Writes it. The log tells it where no sink is a folder, or the folder is out of reach from
     * where the job is started.
     */
    public void write() {
        List<Path> files = files();
        if (files.isEmpty()) {
            LOG.info("Run {}: {}", run, json);
            return;
        }
        Path first = files.get(0);
        try {
            read(first).ifPresent(before -> goOn(json, before));
            for (Path file : files) {
                WholeFile.write(file, MAPPER.writeValueAsBytes(json));
            }
        } catch (IOException | ConfigurationException e) {
            LOG.warn("{} cannot be written ({}), keep this line: {}", first, e, json);
        }
    }

    /**
     * What a file keeps of a run, but its inputs, which are many; empty where there is none.
     *
     * @throws ConfigurationException if it is broken, or larger than any
     */
    public static Optional<ObjectNode> read(Path file) throws IOException {
        FileSystem files = file.getFileSystem();
        try {
            if (files.getFileStatus(file).getLen() > MOST_BYTES) {
                throw new ConfigurationException(
                        "%s is larger than %d MB, which no description of a run is; remove it to do without what it tells of the run"
                                .formatted(file, MOST_BYTES >> 20));
            }
            try (InputStream in = files.open(file);
                    JsonParser parser = MAPPER.createParser(in)) {
                return Optional.of(withoutInputs(parser));
            }
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw new ConfigurationException(
                    "%s is broken (%s); remove it to do without what it tells of the run"
                            .formatted(file, e.getOriginalMessage()));
        }
    }

    private static ObjectNode withoutInputs(JsonParser parser) throws IOException {
        ObjectNode description = MAPPER.createObjectNode();
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return description;
        }
        for (String key; (key = parser.nextFieldName()) != null; ) {
            parser.nextToken();
            if (key.equals(INPUTS)) {
                parser.skipChildren();
            } else {
                description.set(key, MAPPER.<JsonNode>readTree(parser));
            }
        }
        return description;
    }
}
