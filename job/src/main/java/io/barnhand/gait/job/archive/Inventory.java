package io.barnhand.gait.job.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.operators.CoverageSpan;
import io.barnhand.gait.operators.DeadLetter;
import io.barnhand.gait.operators.VideoSegment;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What became of every file that an archive was found to hold, as {@code inventory.json} beside the
 * ledger:
 *
 * <pre>{@code
 * {"counts": {"whole", "damaged", "lost", "untold", "left_out"},
 *  "recordings": [{"camera", "recording", "state", "decoded_us", "files": [{"uri", "bytes"}],
 *                  "dead_letters": [{"source", "reason"}]}],
 *  "left_out": [{"source", "reason"}]}
 * }</pre>
 *
 * A recording is {@code whole}, {@code damaged} (a part of it could not be used), {@code lost}
 * (nothing of it could be decoded, and a dead letter says why) or {@code untold}, which none must
 * be. Files that are left out were not planned.
 */
public final class Inventory {

    /** What became of a recording. */
    public enum State {
        WHOLE,
        DAMAGED,
        LOST,
        UNTOLD
    }

    private static final JsonMapper MAPPER = new JsonMapper();

    private final Map<State, Integer> counts = new EnumMap<>(State.class);
    private final ObjectNode json = MAPPER.createObjectNode();
    private final int leftOut;

    private Inventory(WorkList work, List<DeadLetter> notPlanned, Ledger ledger)
            throws IOException {
        leftOut = notPlanned.size();
        ObjectNode told = json.putObject("counts");
        ArrayNode recordings = json.putArray("recordings");
        for (ArchiveUnit unit : work.units()) {
            recordings.add(recording(unit, ledger));
        }
        letters(json.putArray("left_out"), notPlanned);
        for (State state : State.values()) {
            told.put(state.name().toLowerCase(Locale.ROOT), count(state));
        }
        told.put("left_out", leftOut);
    }

    /**
     * Writes the inventory of a run whose units are done.
     *
     * @param work all of its units
     * @param notPlanned files that were left out before
     */
    public static Inventory write(WorkList work, List<DeadLetter> notPlanned, Ledger ledger)
            throws IOException {
        Inventory inventory = new Inventory(work, notPlanned, ledger);
        WholeFile.write(ledger.inventory(), MAPPER.writeValueAsBytes(inventory.json));
        return inventory;
    }

    /** Recordings in a state. */
    public int count(State state) {
        return counts.getOrDefault(state, 0);
    }

    /** Files that were not planned. */
    public int leftOut() {
        return leftOut;
    }

    private JsonNode recording(ArchiveUnit unit, Ledger ledger) throws IOException {
        List<DeadLetter> letters = ledger.deadLetters(unit);
        List<CoverageSpan> decoded = ledger.decoded(unit);
        State state = state(!decoded.isEmpty(), !letters.isEmpty());
        counts.merge(state, 1, Integer::sum);
        VideoSegment first = unit.segments().get(0);
        ObjectNode recording = MAPPER.createObjectNode();
        recording.put("camera", first.camera());
        recording.put("recording", first.recording());
        recording.put("state", state.name().toLowerCase(Locale.ROOT));
        recording.put("decoded_us", decoded.stream().mapToLong(s -> s.endUs() - s.startUs()).sum());
        ArrayNode files = recording.putArray("files");
        for (VideoSegment segment : unit.segments()) {
            files.addObject().put("uri", segment.uri()).put("bytes", segment.bytes());
        }
        letters(recording.putArray("dead_letters"), letters);
        return recording;
    }

    private static State state(boolean decoded, boolean letters) {
        if (decoded) {
            return letters ? State.DAMAGED : State.WHOLE;
        }
        return letters ? State.LOST : State.UNTOLD;
    }

    private static void letters(ArrayNode json, List<DeadLetter> letters) {
        for (DeadLetter letter : letters) {
            json.addObject().put("source", letter.source()).put("reason", letter.reason());
        }
    }
}
