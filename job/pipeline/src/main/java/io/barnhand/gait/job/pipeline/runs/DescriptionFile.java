package io.barnhand.gait.job.pipeline.runs;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.job.configuration.ConfigurationException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** The description of a run as it lies beside its results. */
public final class DescriptionFile {

    /** Member with what the run reads, file by file. */
    public static final String INPUTS = "inputs";

    /** Readers of tables leave out names that begin with an underscore. */
    private static final String PREFIX = "_run=";

    /** The description of a run is smaller, however many inputs the run has. */
    private static final long MAX_BYTES = 64 << 20;

    private static final JsonMapper MAPPER = new JsonMapper();

    private DescriptionFile() {}

    /** Name of the file within the folder of a sink. */
    public static String name(String run) {
        return PREFIX + run + ".json";
    }

    /**
     * The description in a file, without its many inputs; empty where there is no file.
     *
     * @throws ConfigurationException if it is broken, or larger than any
     */
    public static Optional<ObjectNode> read(Path file) throws IOException {
        FileSystem files = file.getFileSystem();
        try {
            if (files.getFileStatus(file).getLen() > MAX_BYTES) {
                throw new ConfigurationException(
                        String.format(
                                Locale.ROOT,
                                "%s is larger than %d MB and cannot be the description of a run",
                                file,
                                MAX_BYTES >> 20),
                        "remove the file to read the run without its description");
            }
            try (InputStream in = files.open(file);
                    JsonParser parser = MAPPER.createParser(in)) {
                return Optional.of(withoutInputs(parser));
            }
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw new ConfigurationException(
                    String.format(Locale.ROOT, "%s is broken (%s)", file, e.getOriginalMessage()),
                    "remove the file to read the run without its description");
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
