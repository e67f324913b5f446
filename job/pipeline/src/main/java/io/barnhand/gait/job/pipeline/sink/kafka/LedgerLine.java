package io.barnhand.gait.job.pipeline.sink.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.job.pipeline.runs.RunClaim;
import io.barnhand.gait.job.pipeline.runs.RunState;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The value of a record of the ledger of runs: an object of JSON with {@code version}, {@code kind}
 * and {@code run}.
 *
 * @param kind what it says
 * @param claim for {@link Kind#CLAIM} and {@link Kind#START}; for {@link Kind#RELEASE} its run and
 *     token alone; else null
 * @param run id
 * @param state for {@link Kind#STATE}, else null
 */
record LedgerLine(Kind kind, RunClaim claim, String run, RunState state) {

    /** What a record says of a run. */
    enum Kind {
        CLAIM,
        START,
        RELEASE,
        STATE;

        private String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int VERSION = 1;
    private static final JsonMapper MAPPER = new JsonMapper();

    static LedgerLine of(Kind kind, RunClaim claim) {
        return new LedgerLine(kind, claim, claim.run(), null);
    }

    static LedgerLine of(String run, RunState state) {
        return new LedgerLine(Kind.STATE, null, run, state);
    }

    byte[] write() {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("version", VERSION).put("kind", kind.key()).put("run", run);
        if (state != null) {
            json.put("state", state.key());
        }
        if (claim != null) {
            json.put("token", claim.token());
        }
        if (kind == Kind.CLAIM || kind == Kind.START) {
            json.put("live", claim.live()).put("fingerprint", claim.fingerprint());
            json.set("description", claim.description());
        }
        try {
            return MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The claim of run " + run + " is not JSON", e);
        }
    }

    /**
     * @throws IllegalArgumentException if it is none; the message says what is wrong
     * @throws LaterVersionException if it is of a version that this one cannot follow
     */
    static LedgerLine read(byte[] value) {
        JsonNode json;
        try {
            json = value == null ? MAPPER.missingNode() : MAPPER.readTree(value);
        } catch (IOException e) {
            throw new IllegalArgumentException("it is not JSON", e);
        }
        if (!json.path("version").isInt() || json.path("version").asInt() < VERSION) {
            throw new IllegalArgumentException("it has no version");
        }
        if (json.path("version").asInt() > VERSION) {
            throw new LaterVersionException();
        }
        Kind kind =
                Arrays.stream(Kind.values())
                        .filter(k -> k.key().equals(json.path("kind").asText()))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("it is of no known kind"));
        String run = text(json, "run");
        return switch (kind) {
            case STATE -> of(run, state(text(json, "state")));
            case RELEASE ->
                    of(
                            kind,
                            new RunClaim(
                                    run,
                                    text(json, "token"),
                                    false,
                                    "",
                                    MAPPER.createObjectNode()));
            case CLAIM, START -> {
                if (!(json.path("description") instanceof ObjectNode description)) {
                    throw new IllegalArgumentException("it has no description");
                }
                yield of(
                        kind,
                        new RunClaim(
                                run,
                                text(json, "token"),
                                json.path("live").asBoolean(),
                                text(json, "fingerprint"),
                                description));
            }
        };
    }

    private static RunState state(String key) {
        Optional<RunState> state =
                Arrays.stream(RunState.values()).filter(s -> s.key().equals(key)).findFirst();
        return state.orElseThrow(() -> new IllegalArgumentException("it names no known state"));
    }

    private static String text(JsonNode json, String member) {
        if (!json.path(member).isTextual()) {
            throw new IllegalArgumentException("it has no " + member);
        }
        return json.path(member).asText();
    }

    /** A record that may say anything. */
    static final class LaterVersionException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
