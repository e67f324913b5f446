package io.barnhand.gait.job.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.job.json.CoverageLine;
import io.barnhand.gait.operators.CoverageSpan;
import io.barnhand.gait.operators.VideoSegment;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.fs.Path;

/**
 * What a run has done of an archive, as files:
 *
 * <pre>
 * PATH/run=ID/camera=…/day=…/RECORDING.parquet     its keypoints; absent where no horse was seen
 * PATH/_ledger=ID/run.json                          what the run was told
 * PATH/_ledger=ID/coverage/camera=…/day=…/…         when it was expected and decoded, lines
 * PATH/_ledger=ID/letters/decode|pose/camera=…/day=…/…  what could not be used of it, lines
 * PATH/_ledger=ID/units/camera=…/day=…/RECORDING.json   written last: the recording is done
 * </pre>
 *
 * Readers of tables leave out what begins with an underscore. A file under its name is complete. A
 * unit is done when its last file is there and its footage is as large as it was.
 *
 * @param folder PATH
 * @param run ID
 */
public record Ledger(String folder, String run) implements Serializable {

    /** Of names of files of lines. */
    static final String LINES = ".jsonl";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Folder of the keypoint files. */
    public Path poses() {
        return new Path(folder, "run=" + run);
    }

    /** Folder of the lines of coverage. */
    public Path coverage() {
        return new Path(ledger(), "coverage");
    }

    /** Folder of dead letters, all of them. */
    public Path letters() {
        return new Path(ledger(), "letters");
    }

    Path letters(String stage) {
        return new Path(letters(), stage);
    }

    Path ledger() {
        return new Path(folder, "_ledger=" + run);
    }

    private Path entry(ArchiveUnit unit) {
        return new Path(ledger(), "units/" + unit.path() + ".json");
    }

    private Path description() {
        return new Path(ledger(), "run.json");
    }

    /** Whether the run has begun. */
    public boolean exists() throws IOException {
        return ledger().getFileSystem().exists(ledger());
    }

    /**
     * Begins the run.
     *
     * @param told what the keypoints depend on, in JSON
     */
    public void begin(JsonNode told) throws IOException {
        for (Path folder : new Path[] {poses(), coverage(), letters()}) {
            folder.getFileSystem().mkdirs(folder);
        }
        WholeFile.write(description(), MAPPER.writeValueAsBytes(told));
    }

    /**
     * What the run was told when it began.
     *
     * @throws FileNotFoundException if it has not begun
     */
    public JsonNode told() throws IOException {
        try (InputStream in = description().getFileSystem().open(description())) {
            return MAPPER.readTree(in);
        }
    }

    boolean isDone(ArchiveUnit unit) {
        Path entry = entry(unit);
        try (InputStream in = entry.getFileSystem().open(entry)) {
            return MAPPER.readTree(in).equals(readBack(inventory(unit)));
        } catch (FileNotFoundException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "%s cannot be read: check its permissions and the disk".formatted(entry), e);
        }
    }

    /** How much footage of a unit that is done was decoded, µs. */
    long decodedUs(ArchiveUnit unit) throws IOException {
        Path lines = new Path(coverage(), unit.path() + LINES);
        long us = 0;
        try (BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(
                                lines.getFileSystem().open(lines), StandardCharsets.UTF_8))) {
            for (String line; (line = in.readLine()) != null; ) {
                CoverageSpan span = CoverageLine.read(line);
                if (span.kind().equals(CoverageSpan.DECODED)) {
                    us += span.endUs() - span.startUs();
                }
            }
        } catch (FileNotFoundException e) {
            return 0; // Nothing of it could be decoded.
        }
        return us;
    }

    void done(ArchiveUnit unit) throws IOException {
        WholeFile.write(entry(unit), MAPPER.writeValueAsBytes(inventory(unit)));
    }

    /** Small numbers are read as another type than they were written as. */
    private static JsonNode readBack(JsonNode json) throws IOException {
        return MAPPER.readTree(MAPPER.writeValueAsBytes(json));
    }

    private static JsonNode inventory(ArchiveUnit unit) {
        ObjectNode json = MAPPER.createObjectNode();
        VideoSegment first = unit.segments().get(0);
        json.put("camera", first.camera());
        json.put("recording", first.recording());
        ArrayNode files = json.putArray("files");
        for (VideoSegment segment : unit.segments()) {
            files.addObject()
                    .put("uri", segment.uri())
                    .put("start_us", segment.startUs())
                    .put("bytes", segment.bytes());
        }
        return json;
    }
}
