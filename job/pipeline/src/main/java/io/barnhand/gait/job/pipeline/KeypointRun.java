package io.barnhand.gait.job.pipeline;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.job.pipeline.archive.Ledger;
import io.barnhand.gait.job.pipeline.config.ConfigurationException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * A run whose keypoints are read.
 *
 * @param poses folder of its keypoints, {@code PATH/run=ID}
 */
record KeypointRun(Path poses) {

    private static final String PREFIX = "run=";

    /** No run has so many inputs that its description grows to this. */
    private static final long MOST_BYTES = 64 << 20;

    private static final JsonMapper MAPPER = new JsonMapper();

    /**
     * The run that a file or folder belongs to; empty where no folder around it is one of a run.
     */
    static Optional<KeypointRun> around(Path path) {
        for (Path at = path; at != null && !at.getName().isEmpty(); at = at.getParent()) {
            if (at.getName().startsWith(PREFIX)) {
                return Optional.of(new KeypointRun(at));
            }
        }
        return Optional.empty();
    }

    /** The runs whose folders lie in a folder; none where it is not there. */
    static List<KeypointRun> in(Path folder) throws IOException {
        FileStatus[] below;
        try {
            below = folder.getFileSystem().listStatus(folder);
        } catch (FileNotFoundException e) {
            return List.of();
        }
        // On some stores what is not there is null.
        return below == null
                ? List.of()
                : List.of(below).stream()
                        .filter(FileStatus::isDir)
                        .map(status -> new KeypointRun(status.getPath()))
                        .filter(run -> run.poses.getName().startsWith(PREFIX))
                        .toList();
    }

    String id() {
        return poses.getName().substring(PREFIX.length());
    }

    /**
     * How it was made; empty where nothing beside its keypoints tells.
     *
     * @throws ConfigurationException if what does is broken
     */
    Optional<DescribedRun> described() throws IOException {
        Path folder = poses.getParent();
        for (Path file :
                List.of(
                        new Path(folder, RunDescription.name(id())),
                        new Ledger(folder.toString(), id()).description())) {
            Optional<JsonNode> description = read(file);
            if (description.isPresent()) {
                return description.map(told -> DescribedRun.of(told, file.toString()));
            }
        }
        return Optional.empty();
    }

    /** All but the inputs, which are many. */
    private static Optional<JsonNode> read(Path file) throws IOException {
        FileSystem files = file.getFileSystem();
        try {
            if (files.getFileStatus(file).getLen() > MOST_BYTES) {
                throw new ConfigurationException(
                        "%s is larger than %d MB, which no description of a run is; remove it to do without the settings of its run"
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
                    "%s is broken (%s); remove it to do without the settings of its run"
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
            if (key.equals("inputs")) {
                parser.skipChildren();
            } else {
                description.set(key, MAPPER.<JsonNode>readTree(parser));
            }
        }
        return description;
    }
}
