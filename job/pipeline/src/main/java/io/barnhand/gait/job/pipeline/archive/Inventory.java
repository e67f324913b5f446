package io.barnhand.gait.job.pipeline.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.VideoSegment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The outcome of every file that was found in an archive, as {@code inventory.json} beside the
 * ledger:
 *
 * <pre>{@code
 * {"counts": {"whole", "damaged", "lost", "copy", "unaccounted", "left_out"},
 *  "recordings": [{"camera", "recording", "state", "copy_of", "decoded_us",
 *                  "files": [{"uri", "bytes"}], "dead_letters": [{"source", "reason"}]}],
 *  "left_out": [{"source", "reason"}],
 *  "overlaps": [{"camera", "recordings": [A, B], "from_us", "to_us"}],
 *  "same_bytes": [[uri, uri]]}
 * }</pre>
 *
 * A recording is {@code whole}, {@code damaged} (a part of it could not be used), {@code lost} (no
 * frame of it could be decoded, and a dead letter says why), {@code copy} of another one that was
 * processed instead, or {@code unaccounted}, which is a bug; the counts of these add up to the
 * recordings. Files that are left out were not planned. Overlapping recordings of one camera, and
 * files of the same bytes under different cameras or times, were measured twice.
 */
public final class Inventory {

    /** The outcome of a recording. */
    public enum RecordingState {
        WHOLE,
        DAMAGED,
        LOST,
        COPY,
        UNACCOUNTED
    }

    private static final JsonMapper MAPPER = new JsonMapper();

    private final Map<RecordingState, Integer> counts = new EnumMap<>(RecordingState.class);
    private final ObjectNode json = MAPPER.createObjectNode();
    private final int leftOut;

    private Inventory(WorkList work, SameFootage same, List<DeadLetter> notPlanned, Ledger ledger)
            throws IOException {
        leftOut = notPlanned.size();
        Map<ArchiveUnit, ArchiveUnit> copies = same.copies(ledger::isDone);
        ObjectNode countsJson = json.putObject("counts");
        ArrayNode recordings = json.putArray("recordings");
        List<CoverageSpan> decoded = new ArrayList<>();
        for (ArchiveUnit unit : work.units()) {
            recordings.add(
                    copies.containsKey(unit)
                            ? copy(unit, copies.get(unit))
                            : recording(unit, ledger, decoded));
        }
        letters(json.putArray("left_out"), notPlanned);
        overlaps(json.putArray("overlaps"), decoded);
        ArrayNode sameBytes = json.putArray("same_bytes");
        for (List<VideoSegment> files : same.twice(copies.keySet())) {
            ArrayNode uris = sameBytes.addArray();
            files.forEach(file -> uris.add(file.uri()));
        }
        for (RecordingState state : RecordingState.values()) {
            countsJson.put(state.name().toLowerCase(Locale.ROOT), count(state));
        }
        countsJson.put("left_out", leftOut);
    }

    /**
     * Writes the inventory of a run whose units are done, except for copies.
     *
     * @param work all of its units
     * @param same which of them hold the same
     * @param notPlanned files that were left out before
     */
    public static Inventory write(
            WorkList work, SameFootage same, List<DeadLetter> notPlanned, Ledger ledger)
            throws IOException {
        Inventory inventory = new Inventory(work, same, notPlanned, ledger);
        WholeFile.write(ledger.inventory(), MAPPER.writeValueAsBytes(inventory.json));
        return inventory;
    }

    /** Recordings in a state. */
    public int count(RecordingState state) {
        return counts.getOrDefault(state, 0);
    }

    /** Files that were not planned. */
    public int leftOut() {
        return leftOut;
    }

    /** Recordings that overlap an earlier one of their camera, at least one for each. */
    public int overlaps() {
        return json.path("overlaps").size();
    }

    private JsonNode copy(ArchiveUnit unit, ArchiveUnit of) {
        ObjectNode recording = entry(unit, RecordingState.COPY, 0);
        recording.put("copy_of", of.segments().get(0).recording());
        recording.putArray("dead_letters");
        return recording;
    }

    private JsonNode recording(ArchiveUnit unit, Ledger ledger, List<CoverageSpan> all)
            throws IOException {
        List<DeadLetter> letters = ledger.deadLetters(unit);
        List<CoverageSpan> decoded = ledger.decoded(unit);
        if (unit.segments().get(0).clock().isDated()) {
            all.addAll(decoded);
        }
        ObjectNode recording =
                entry(
                        unit,
                        state(!decoded.isEmpty(), !letters.isEmpty()),
                        decoded.stream().mapToLong(s -> s.endUs() - s.startUs()).sum());
        letters(recording.putArray("dead_letters"), letters);
        return recording;
    }

    private ObjectNode entry(ArchiveUnit unit, RecordingState state, long decodedUs) {
        counts.merge(state, 1, Integer::sum);
        VideoSegment first = unit.segments().get(0);
        ObjectNode recording = MAPPER.createObjectNode();
        recording.put("camera", first.camera());
        recording.put("recording", first.recording());
        recording.put("state", state.name().toLowerCase(Locale.ROOT));
        recording.put("decoded_us", decodedUs);
        ArrayNode files = recording.putArray("files");
        for (VideoSegment segment : unit.segments()) {
            files.addObject().put("uri", segment.uri()).put("bytes", segment.bytes());
        }
        return recording;
    }

    /** Footage that begins before the end of decoded footage of another recording of its camera. */
    private static void overlaps(ArrayNode json, List<CoverageSpan> decoded) {
        decoded.sort(
                Comparator.comparing(CoverageSpan::camera)
                        .thenComparingLong(CoverageSpan::startUs)
                        .thenComparing(CoverageSpan::recording));
        CoverageSpan latest = null;
        for (CoverageSpan span : decoded) {
            boolean sameCamera = latest != null && latest.camera().equals(span.camera());
            if (sameCamera
                    && span.startUs() < latest.endUs()
                    && !span.recording().equals(latest.recording())) {
                ObjectNode overlap = json.addObject().put("camera", span.camera());
                overlap.putArray("recordings").add(latest.recording()).add(span.recording());
                overlap.put("from_us", span.startUs());
                overlap.put("to_us", Math.min(span.endUs(), latest.endUs()));
            }
            if (!sameCamera || span.endUs() > latest.endUs()) {
                latest = span;
            }
        }
    }

    private static RecordingState state(boolean decoded, boolean letters) {
        if (decoded) {
            return letters ? RecordingState.DAMAGED : RecordingState.WHOLE;
        }
        return letters ? RecordingState.LOST : RecordingState.UNACCOUNTED;
    }

    private static void letters(ArrayNode json, List<DeadLetter> letters) {
        for (DeadLetter letter : letters) {
            json.addObject().put("source", letter.source()).put("reason", letter.reason());
        }
    }
}
