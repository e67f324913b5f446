package io.barnhand.gait.job.pipeline.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.job.formats.json.CoverageLine;
import io.barnhand.gait.job.formats.json.DeadLetterLine;
import io.barnhand.gait.job.pipeline.sink.OwnFiles;
import io.barnhand.gait.job.pipeline.sink.PurgeMark;
import io.barnhand.gait.job.pipeline.sink.RunId;
import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.VideoSpan;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * The progress of a run over an archive, as files:
 *
 * <pre>
 * PATH/run=ID/camera=…/day=…/RECORDING.parquet     its keypoints; absent where no horse was seen
 * PATH/_ledger=ID/run.json                          description of the run
 * PATH/_ledger=ID/inventory.json                    outcome of every file
 * PATH/_ledger=ID/speed.json                        how fast it was
 * PATH/_ledger=ID/coverage/camera=…/day=…/…         when it was expected and decoded, lines
 * PATH/_ledger=ID/letters/decode|pose/camera=…/day=…/…  its dead letters, lines
 * PATH/_ledger=ID/units/CAMERA/RECORDING.json       written last: the recording is done
 * PATH/_ledger=ID/spans/…                           the same of its spans, until all are done
 * PATH/_ledger=ID/drafts/…                          files in progress
 * PATH/_ledger=ID/barnhand-attempts/…               units in progress
 * PATH/_ledger=ID/cluster                           where its jobs are, if that is a cluster
 * </pre>
 *
 * Readers of tables leave out what begins with an underscore. A file under its name is complete. A
 * unit is done when its last file is there and its footage is as large as it was; the entry also
 * holds the sizes of its files and, on a disk, their digests.
 *
 * @param folder PATH
 * @param run ID
 */
public record Ledger(String folder, String run) implements Serializable {

    private static final String PREFIX = "_ledger=";

    /** Name of the stage that decodes. */
    static final String DECODE = "decode";

    /** Name of the stage of the pose network. */
    static final String POSE = "pose";

    /** Of names of files of lines. */
    static final String LINES = ".jsonl";

    /** Of names of keypoint files. */
    static final String PARQUET = ".parquet";

    /** Member of an entry: what the files of the unit were when they were written. */
    private static final String RESULTS = "results";

    /** Largest file of JSON: a description holds as many inputs as a plan has. */
    private static final int MAX_BYTES = 64 << 20;

    private static final Pattern DAY = Pattern.compile("/day=[0-9-]{1,20}/");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Folder of the keypoint files. */
    public Path poses() {
        return new Path(folder, RunId.folder(run));
    }

    /** Folder of the lines of coverage. */
    public Path coverage() {
        return new Path(ledger(), "coverage");
    }

    /** Folder of dead letters, all of them. */
    public Path letters() {
        return new Path(ledger(), "letters");
    }

    /** File of a unit's keypoints. */
    Path keypoints(ArchiveUnit unit) {
        return keypoints(unit, unit.path());
    }

    private Path keypoints(ArchiveUnit unit, String path) {
        return new Path(unit.isSpan() ? spans("keypoints") : poses(), path + PARQUET);
    }

    /** File of a unit's coverage. */
    Path coverage(ArchiveUnit unit) {
        return coverage(unit, unit.path());
    }

    private Path coverage(ArchiveUnit unit, String path) {
        return new Path(unit.isSpan() ? spans("coverage") : coverage(), path + LINES);
    }

    /** File of a unit's dead letters of a stage. */
    Path letters(String stage, ArchiveUnit unit) {
        return letters(stage, unit, unit.path());
    }

    private Path letters(String stage, ArchiveUnit unit, String path) {
        Path folder = unit.isSpan() ? spans("letters") : letters();
        return new Path(new Path(folder, stage), path + LINES);
    }

    private Path spans(String kind) {
        return new Path(ledger(), "spans/" + kind);
    }

    /** A file for a lock. */
    public Path lock() {
        return new Path(ledger(), ".lock");
    }

    /** A file that names the cluster with the run's jobs, while there may be one. */
    public Path cluster() {
        return new Path(ledger(), "cluster");
    }

    /** Where all of it lies. */
    public FileSystem files() throws IOException {
        return ledger().getFileSystem();
    }

    private Path ledger() {
        return new Path(folder, PREFIX + run);
    }

    /** The run whose ledger lies in a folder; empty where it is none. */
    static Optional<String> run(Path folder) {
        String name = folder.getName();
        return name.startsWith(PREFIX)
                ? Optional.of(name.substring(PREFIX.length()))
                : Optional.empty();
    }

    /** A file that lies beside the ledger. */
    Path beside(String name) {
        return new Path(ledger(), name);
    }

    private Path entry(ArchiveUnit unit) {
        return new Path(unit.isSpan() ? spans("units") : units(), unit.name() + ".json");
    }

    /** Folder of the entries of recordings, in one folder a camera. */
    Path units() {
        return new Path(ledger(), "units");
    }

    /** Folder of the files of a kind that are being written. */
    Path drafts(String kind) {
        return new Path(drafts(), kind);
    }

    private Path drafts() {
        return new Path(ledger(), "drafts");
    }

    /** URI of a folder for what units are being attempted. */
    String attempts() {
        try {
            return ledger().makeQualified(files()).toUri().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    String.format(
                            Locale.ROOT, "%s cannot be used; check sinks.poses.path", ledger()),
                    e);
        }
    }

    /** Removes incomplete files of dead processes; no process may be running. */
    public void removeDrafts() throws IOException {
        OwnFiles.delete(new Path(folder), drafts());
    }

    /** Where {@link Inventory} is written. */
    public Path inventory() {
        return new Path(ledger(), "inventory.json");
    }

    /** The description of the run, written first. */
    public Path description() {
        return new Path(ledger(), "run.json");
    }

    /** Whether the run has begun. */
    public boolean exists() throws IOException {
        return files().exists(ledger());
    }

    /**
     * Begins the run, or resumes it.
     *
     * @param description what the keypoints depend on, in JSON
     */
    public void begin(JsonNode description) throws IOException {
        WholeFile.write(description(), MAPPER.writeValueAsBytes(description));
    }

    /** Makes the folders that are read also where nothing is in them. */
    public void makeFolders() throws IOException {
        for (Path folder : List.of(poses(), coverage(), letters())) {
            folder.getFileSystem().mkdirs(folder);
        }
    }

    /**
     * The description of the run when it began.
     *
     * @throws FileNotFoundException if it has not begun
     * @throws ArchiveException if it is none, or larger than any
     */
    public JsonNode readDescription() throws IOException {
        try {
            return read(description());
        } catch (JsonProcessingException e) {
            throw new ArchiveException(
                    String.format(
                            Locale.ROOT,
                            "%s is broken (%s)",
                            description(),
                            e.getOriginalMessage()),
                    "restore it, or begin another run");
        }
    }

    private static JsonNode read(Path file) throws IOException {
        try (InputStream in = file.getFileSystem().open(file)) {
            byte[] content = in.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw new ArchiveException(
                        String.format(
                                Locale.ROOT,
                                "%s is larger than %d MB, which no file of a ledger is",
                                file,
                                MAX_BYTES >> 20),
                        "restore it, or begin another run");
            }
            return MAPPER.readTree(content);
        }
    }

    /** Whether a unit is done. A broken entry says nothing: the unit is processed again. */
    public boolean isDone(ArchiveUnit unit) {
        try {
            OwnFiles.requireNoLink(new Path(folder), entry(unit));
            ObjectNode entry = readEntry(unit);
            entry.remove(List.of(RESULTS, PurgeMark.MEMBER));
            return entry.equals(readBack(inventory(unit)));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    String.format(
                            Locale.ROOT,
                            "%s cannot be read; check its permissions and the disk",
                            entry(unit)),
                    e);
        }
    }

    /** What the ledger holds of a unit; without members where it holds nothing. */
    private ObjectNode readEntry(ArchiveUnit unit) throws IOException {
        return readEntry(entry(unit));
    }

    static ObjectNode readEntry(Path file) throws IOException {
        try {
            return read(file) instanceof ObjectNode entry ? entry : MAPPER.createObjectNode();
        } catch (FileNotFoundException | JsonProcessingException e) {
            return MAPPER.createObjectNode();
        }
    }

    /**
     * How the files of a unit that is done differ from what was written: one is missing, has
     * another size or, on a disk, another content. Of entries that know no sizes, the ends of the
     * files are checked. Where records were purged nothing is compared: what is measured again
     * would bring them back.
     *
     * @return each names its file, what is found and what was written
     */
    public List<String> differences(ArchiveUnit unit) throws IOException {
        requireNoLinks(unit);
        ObjectNode entry = readEntry(unit);
        return PurgeMark.isIn(entry)
                ? List.of()
                : KeptFile.differences(entry.path(RESULTS), files(unit, unit.path()));
    }

    /** The files that a unit may have, by kind. */
    private Map<String, Path> files(ArchiveUnit unit, String path) {
        Map<String, Path> files = new LinkedHashMap<>();
        files.put("keypoints", keypoints(unit, path));
        files.put("coverage", coverage(unit, path));
        files.put(DECODE, letters(DECODE, unit, path));
        files.put(POSE, letters(POSE, unit, path));
        return files;
    }

    /** Decoded spans of a unit that is done. */
    List<CoverageSpan> decoded(ArchiveUnit unit) throws IOException {
        return coverageOf(unit).stream()
                .filter(span -> span.kind().equals(CoverageSpan.DECODED))
                .toList();
    }

    /** Coverage of a unit that is done. */
    List<CoverageSpan> coverageOf(ArchiveUnit unit) throws IOException {
        return lines(coverage(unit), CoverageLine::read);
    }

    /** Dead letters of one stage for a unit that is done. */
    List<DeadLetter> lettersOf(String stage, ArchiveUnit unit) throws IOException {
        return lines(letters(stage, unit), DeadLetterLine::read);
    }

    /** All dead letters of a unit that is done. */
    List<DeadLetter> deadLetters(ArchiveUnit unit) throws IOException {
        List<DeadLetter> letters = new ArrayList<>();
        for (String stage : List.of(DECODE, POSE)) {
            letters.addAll(lettersOf(stage, unit));
        }
        return letters;
    }

    /** None where the unit gave nothing of the kind. */
    private static <T> List<T> lines(Path file, Function<String, T> reader) throws IOException {
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
     * Removes the files of a unit that is processed again: they may lie under another day, where
     * its start was different then.
     */
    public void discard(ArchiveUnit unit) throws IOException {
        if (!files().exists(entry(unit))) {
            return;
        }
        Path base = new Path(folder);
        for (Path file : files(unit, path(unit, readEntry(unit))).values()) {
            OwnFiles.delete(base, file);
        }
        OwnFiles.delete(base, entry(unit));
    }

    /** That of an entry, if it could be the unit's on another day: a ledger may be edited. */
    private static String path(ArchiveUnit unit, JsonNode entry) {
        String path = entry.path("path").asText(unit.path());
        return DAY.matcher(path)
                        .replaceFirst("/")
                        .equals(DAY.matcher(unit.path()).replaceFirst("/"))
                ? path
                : unit.path();
    }

    /**
     * Checks that the files of a unit lie in folders, not links.
     *
     * @throws io.barnhand.gait.job.configuration.ConfigurationException if there is a link
     */
    void requireNoLinks(ArchiveUnit unit) throws IOException {
        Path base = new Path(folder);
        OwnFiles.requireNoLink(base, entry(unit));
        for (Path file : files(unit, unit.path()).values()) {
            OwnFiles.requireNoLink(base, file);
        }
    }

    /** Enters a unit whose files are complete. */
    void done(ArchiveUnit unit) throws IOException {
        requireNoLinks(unit);
        ObjectNode json = inventory(unit);
        json.set(RESULTS, KeptFile.describe(files(unit, unit.path())));
        WholeFile.write(entry(unit), MAPPER.writeValueAsBytes(json));
    }

    /** Small numbers are read as another type than they were written as. */
    private static JsonNode readBack(JsonNode json) throws IOException {
        return MAPPER.readTree(MAPPER.writeValueAsBytes(json));
    }

    private static ObjectNode inventory(ArchiveUnit unit) {
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
        if (unit.isSpan()) {
            VideoSpan part = unit.part();
            json.putObject("span")
                    .put("anchor_us", part.anchorUs())
                    .put("decoded_from_us", part.decoded().fromUs())
                    .put("decoded_to_us", part.decoded().toUs())
                    .put("owned_from_us", part.owned().fromUs())
                    .put("owned_to_us", part.owned().toUs());
        }
        return json;
    }
}
