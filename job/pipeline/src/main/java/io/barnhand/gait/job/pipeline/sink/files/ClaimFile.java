package io.barnhand.gait.job.pipeline.sink.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.pipeline.runs.DescriptionFile;
import io.barnhand.gait.job.pipeline.runs.RegisteredRun;
import io.barnhand.gait.job.pipeline.runs.RunClaim;
import io.barnhand.gait.job.pipeline.runs.RunState;
import io.barnhand.gait.job.pipeline.sink.RunId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Claims and states of runs as they lie in the folder of a sink. */
final class ClaimFile {

    /** Folder of the claims below that of a sink; readers of tables leave it out. */
    static final String FOLDER = "_claims";

    private static final String LEDGER = "_ledger=";

    private static final JsonMapper MAPPER = new JsonMapper();

    private ClaimFile() {}

    static byte[] bytes(RunClaim claim, long sequence) throws IOException {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("run", claim.run());
        json.put("sequence", sequence);
        json.put("token", claim.token());
        json.put("live", claim.live());
        json.put("fingerprint", claim.fingerprint());
        json.set("description", claim.description());
        return MAPPER.writeValueAsBytes(json);
    }

    /** The claim of a file, with the sequence that it holds, as started. */
    static RegisteredRun read(byte[] content, String file) throws IOException {
        try {
            JsonNode json = MAPPER.readTree(content);
            if (json.path("run").isTextual()
                    && json.path("token").isTextual()
                    && json.path("description") instanceof ObjectNode description) {
                return new RegisteredRun(
                        new RunClaim(
                                json.path("run").asText(),
                                json.path("token").asText(),
                                json.path("live").asBoolean(),
                                json.path("fingerprint").asText(),
                                description),
                        json.path("sequence").asLong(),
                        RunState.STARTED);
            }
        } catch (JsonProcessingException e) {
            throw new IOException(broken(file) + e.getOriginalMessage(), e);
        }
        throw new IOException(broken(file) + "it is no claim");
    }

    private static String broken(String file) {
        return file + " is broken, give another run.id or remove it: ";
    }

    static byte[] bytes(RunState state) {
        return (state.key() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** What is known where nothing else was recorded is that the run has started. */
    static RunState state(byte[] content) {
        String key = new String(content, StandardCharsets.UTF_8).strip();
        for (RunState state : RunState.values()) {
            if (state.key().equals(key)) {
                return state;
            }
        }
        return RunState.STARTED;
    }

    /**
     * A run of a release that claimed nothing, which left its results or its ledger here: as if it
     * had been claimed before all others and was complete, with the description that lies beside
     * them. A database takes such runs in the same way.
     */
    static Optional<RegisteredRun> unclaimed(Path folder, String run) throws IOException {
        FileSystem files = folder.getFileSystem();
        Path ledger = new Path(folder, LEDGER + run);
        if (!files.exists(new Path(folder, RunId.folder(run))) && !files.exists(ledger)) {
            return Optional.empty();
        }
        ObjectNode description = MAPPER.createObjectNode();
        for (Path file :
                List.of(
                        new Path(folder, DescriptionFile.name(run)),
                        new Path(ledger, "run.json"))) {
            try {
                Optional<ObjectNode> there = DescriptionFile.read(file);
                if (there.isPresent()) {
                    description = there.get();
                    break;
                }
            } catch (ConfigurationException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
        return Optional.of(
                new RegisteredRun(
                        new RunClaim(run, "", false, "", description), 0, RunState.COMPLETE));
    }

    /** The run that a name in the folder of a sink tells of. */
    static Optional<String> runOf(String name) {
        return name.startsWith(LEDGER)
                ? Optional.of(name.substring(LEDGER.length()))
                : RunId.ofFolder(name);
    }

    /** A name that no reader takes for a claim, for a file that is being written. */
    static String draft() {
        return String.format(Locale.ROOT, ".draft-%s", UUID.randomUUID());
    }
}
