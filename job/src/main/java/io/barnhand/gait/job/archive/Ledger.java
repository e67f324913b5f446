package io.barnhand.gait.job.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.job.json.CoverageLine;
import io.barnhand.gait.job.json.DeadLetterLine;
import io.barnhand.gait.operators.CoverageSpan;
import io.barnhand.gait.operators.DeadLetter;
import io.barnhand.gait.operators.VideoSegment;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * What a run has done of an archive, as files:
 *
 * <pre>
 * PATH/run=ID/camera=…/day=…/RECORDING.parquet     its keypoints; absent where no horse was seen
 * PATH/_ledger=ID/run.json                          what the run was told
 * PATH/_ledger=ID/inventory.json                    what became of every file
 * PATH/_ledger=ID/coverage/camera=…/day=…/…         when it was expected and decoded, lines
 * PATH/_ledger=ID/letters/decode|pose/camera=…/day=…/…  what could not be used of it, lines
 * PATH/_ledger=ID/units/CAMERA/RECORDING.json       written last: the recording is done
 * </pre>
 *
 * Readers of tables leave out what begins with an underscore. A file under its name is complete. A
 * unit is done when its last file is there and its footage is as large as it was.
 *
 * @param folder PATH
 * @param run ID
 */
public record Ledger(String folder, String run) implements Serializable {

    /** Of what could not be decoded. */
    static final String DECODE = "decode";

    /** Of what the pose network could not process. */
    static final String POSE = "pose";

    /** Of names of files of lines. */
    static final String LINES = ".jsonl";

    /** Of names of keypoint files. */
    static final String PARQUET = ".parquet";

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

    /** A file for a lock. */
    public Path lock() {
        return new Path(ledger(), ".lock");
    }

    /** Where all of it lies. */
    public FileSystem files() throws IOException {
        return ledger().getFileSystem();
    }

    private Path ledger() {
        return new Path(folder, "_ledger=" + run);
    }

    private Path entry(ArchiveUnit unit) {
        return new Path(ledger(), "units/" + unit.name() + ".json");
    }

    /** Where {@link Inventory} is written. */
    public Path inventory() {
        return new Path(ledger(), "inventory.json");
    }

    private Path description() {
        return new Path(ledger(), "run.json");
    }

    /** Whether the run has begun. */
    public boolean exists() throws IOException {
        return files().exists(ledger());
    }

    /**
     * Begins the run.
     *
     * @param told what the keypoints depend on, in JSON
     */
    public void begin(JsonNode told) throws IOException {
        WholeFile.write(description(), MAPPER.writeValueAsBytes(told));
    }

    /** Makes the folders that are read also where nothing is in them. */
    public void makeFolders() throws IOException {
        for (Path folder : List.of(poses(), coverage(), letters())) {
            folder.getFileSystem().mkdirs(folder);
        }
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

    /** What was decoded of a unit that is done. */
    List<CoverageSpan> decoded(ArchiveUnit unit) throws IOException {
        return lines(coverage(), unit, CoverageLine::read).stream()
                .filter(span -> span.kind().equals(CoverageSpan.DECODED))
                .toList();
    }

    /** What could not be used of a unit that is done. */
    List<DeadLetter> deadLetters(ArchiveUnit unit) throws IOException {
        List<DeadLetter> letters = new ArrayList<>();
        for (String stage : List.of(DECODE, POSE)) {
            letters.addAll(lines(letters(stage), unit, DeadLetterLine::read));
        }
        return letters;
    }

    /** None where the unit gave nothing of the kind. */
    private static <T> List<T> lines(Path folder, ArchiveUnit unit, Function<String, T> reader)
            throws IOException {
        Path file = new Path(folder, unit.path() + LINES);
        List<T> records = new ArrayList<>();
        try (BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(
                                file.getFileSystem().open(file), StandardCharsets.UTF_8))) {
            for (String line; (line = in.readLine()) != null; ) {
                records.add(reader.apply(line));
            }
        } catch (FileNotFoundException e) {
            return List.of();
        }
        return records;
    }

    /**
     * Removes what was made of a unit that is to be done again: its files may lie elsewhere, where
     * its start was thought to be another.
     */
    public void discard(ArchiveUnit unit) throws IOException {
        Path entry = entry(unit);
        String path;
        try (InputStream in = files().open(entry)) {
            path = MAPPER.readTree(in).path("path").asText();
        } catch (FileNotFoundException e) {
            return;
        }
        files().delete(new Path(poses(), path + PARQUET), false);
        files().delete(new Path(coverage(), path + LINES), false);
        files().delete(new Path(letters(DECODE), path + LINES), false);
        files().delete(new Path(letters(POSE), path + LINES), false);
        files().delete(entry, false);
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
        json.put("path", unit.path());
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
