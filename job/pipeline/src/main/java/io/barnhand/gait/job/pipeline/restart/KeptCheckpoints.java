package io.barnhand.gait.job.pipeline.restart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.pipeline.archive.WholeFile;
import io.barnhand.gait.job.pipeline.sink.OwnFiles;
import io.barnhand.gait.job.pipeline.sink.RunId;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of a run in a folder or store, {@code PATH/run=ID/start=N/JOB/chk-M}. Every start
 * has a folder of its own, numbered, so that the newest checkpoint is found without a clock; {@code
 * _start.json} in it says from what it continued, {@code _stopped.json} with which savepoint it was
 * stopped.
 */
public final class KeptCheckpoints {

    /** Checkpoints that Flink keeps of a start: the newest may be damaged by a loss of power. */
    static final int OF_A_START = 3;

    /** Starts whose checkpoints are kept beside the one that is continued. */
    private static final int STARTS = 3;

    private static final String LOCK = "_lock";
    private static final String STARTED = "_start.json";
    private static final String STOPPED = "_stopped.json";
    private static final String FROM = "from";
    private static final String DESCRIPTION = "description";
    private static final String SAVEPOINT = "savepoint";
    private static final String DRAINED = "drained";

    private static final Pattern START = Pattern.compile("start=(\\d{1,9})");
    private static final Pattern CHECKPOINT = Pattern.compile("chk-(\\d{1,18})");

    private static final long MAX_BYTES = 16 << 20;
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Logger LOG = LoggerFactory.getLogger(KeptCheckpoints.class);

    private final Path folder;
    private final FileSystem files;

    private KeptCheckpoints(Path folder, FileSystem files) {
        this.folder = folder;
        this.files = files;
    }

    /**
     * @param path of a folder, from the root, or address in a store; need not exist
     */
    static KeptCheckpoints of(String path, String run) throws IOException {
        Path folder = new Path(RunId.folder(path, run));
        return new KeptCheckpoints(folder, folder.getFileSystem());
    }

    Path folder() {
        return folder;
    }

    /** The file that a process holds while it runs a job with these checkpoints. */
    Path lock() throws IOException {
        files.mkdirs(folder);
        return new Path(folder, LOCK);
    }

    /**
     * Where a run was left.
     *
     * @param begun whether it was started with these checkpoints before
     * @param state to continue from; empty where no checkpoint was completed
     * @param description of the last start
     * @param drained whether its input was ended, so that it cannot be continued
     * @param broken newer checkpoints that are not whole, and why
     */
    record Left(
            boolean begun,
            Optional<KeptState> state,
            Optional<ObjectNode> description,
            boolean drained,
            List<String> broken) {}

    /** The newest whole checkpoint of the newest start that has one. */
    Left left() throws IOException {
        List<String> broken = new ArrayList<>();
        Optional<ObjectNode> description = Optional.empty();
        List<Path> starts = starts();
        for (Path start : starts) {
            Optional<ObjectNode> started = read(new Path(start, STARTED));
            if (started.isEmpty()) {
                // Killed while it was made, before anything else.
                continue;
            }
            if (description.isEmpty()
                    && started.get().path(DESCRIPTION) instanceof ObjectNode last) {
                description = Optional.of(last);
            }
            Optional<ObjectNode> stopped = read(new Path(start, STOPPED));
            if (stopped.isPresent()) {
                boolean drained = stopped.get().path(DRAINED).asBoolean();
                return new Left(
                        true,
                        drained
                                ? Optional.empty()
                                : whole(List.of(stopped.get().path(SAVEPOINT).asText()), broken),
                        description,
                        drained,
                        broken);
            }
            List<String> candidates = new ArrayList<>(checkpoints(start));
            String from = started.get().path(FROM).asText();
            if (!from.isEmpty()) {
                candidates.add(from);
            }
            Optional<KeptState> state = whole(candidates, broken);
            if (state.isPresent()) {
                return new Left(true, state, description, false, broken);
            }
        }
        return new Left(description.isPresent(), Optional.empty(), description, false, broken);
    }

    private static Optional<KeptState> whole(List<String> addresses, List<String> broken) {
        for (String address : addresses) {
            try {
                return Optional.of(KeptState.read(address));
            } catch (IOException e) {
                broken.add(
                        String.format(
                                Locale.ROOT,
                                "%s (%s)",
                                address,
                                e instanceof FileNotFoundException
                                        ? "it is gone"
                                        : e.getMessage()));
            }
        }
        return Optional.empty();
    }

    /** The newest first. */
    private List<Path> starts() throws IOException {
        return numbered(folder, START);
    }

    /** Those of a start that were completed, the newest first. */
    private List<String> checkpoints(Path start) throws IOException {
        SortedMap<Long, String> found = new TreeMap<>(Comparator.reverseOrder());
        for (FileStatus job : list(start)) {
            if (job.isDir()) {
                for (Path checkpoint : numbered(job.getPath(), CHECKPOINT)) {
                    if (files.exists(new Path(checkpoint, "_metadata"))) {
                        found.put(number(checkpoint, CHECKPOINT), checkpoint.toString());
                    }
                }
            }
        }
        return List.copyOf(found.values());
    }

    private List<Path> numbered(Path below, Pattern name) throws IOException {
        SortedMap<Long, Path> found = new TreeMap<>(Comparator.reverseOrder());
        for (FileStatus status : list(below)) {
            if (name.matcher(status.getPath().getName()).matches()) {
                found.put(number(status.getPath(), name), status.getPath());
            }
        }
        return List.copyOf(found.values());
    }

    private static long number(Path path, Pattern name) {
        Matcher matcher = name.matcher(path.getName());
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
    }

    private FileStatus[] list(Path path) throws IOException {
        try {
            FileStatus[] found = files.listStatus(path);
            return found == null ? new FileStatus[0] : found;
        } catch (FileNotFoundException e) {
            return new FileStatus[0];
        }
    }

    /**
     * Makes the folder of another start, and removes those that no start needs any more.
     *
     * @param from state that it continues from, or null
     * @param description of this start
     * @return for Flink's checkpoints
     */
    Path begin(String from, ObjectNode description) throws IOException {
        List<Path> starts = starts();
        long number = starts.isEmpty() ? 1 : number(starts.get(0), START) + 1;
        Path start = new Path(folder, "start=" + number);
        files.mkdirs(start);
        ObjectNode json = MAPPER.createObjectNode().put(FROM, from == null ? "" : from);
        json.set(DESCRIPTION, description);
        WholeFile.write(new Path(start, STARTED), MAPPER.writeValueAsBytes(json));
        Set<Path> kept = new HashSet<>(starts.subList(0, Math.min(STARTS, starts.size())));
        for (Path old : starts) {
            boolean continued = from != null && from.contains("/" + old.getName() + "/");
            if (!kept.contains(old) && !continued) {
                remove(old);
            }
        }
        return start;
    }

    private void remove(Path start) {
        try {
            OwnFiles.delete(folder.getParent(), start);
        } catch (IOException | ConfigurationException e) {
            LOG.warn("Old checkpoints in {} cannot be removed ({})", start, e.getMessage());
        }
    }

    /**
     * Notes that a job was stopped with a savepoint, so that its next start continues there.
     *
     * @param start the folder of the job's checkpoints, as {@link RunRestart#FOLDER} has it
     * @param drained whether its input was ended
     * @return whether the next start will know it
     */
    public static boolean noteStop(String start, String savepoint, boolean drained) {
        Path folder = new Path(start);
        try {
            if (!folder.getFileSystem().exists(new Path(folder, STARTED))) {
                return false;
            }
            WholeFile.write(
                    new Path(folder, STOPPED),
                    MAPPER.writeValueAsBytes(
                            MAPPER.createObjectNode()
                                    .put(SAVEPOINT, savepoint)
                                    .put(DRAINED, drained)));
            return true;
        } catch (IOException e) {
            LOG.warn("{} cannot be written to ({})", folder, e.getMessage());
            return false;
        }
    }

    private Optional<ObjectNode> read(Path file) throws IOException {
        try {
            long bytes = files.getFileStatus(file).getLen();
            if (bytes > MAX_BYTES) {
                throw new IOException(file + " has " + bytes + " bytes and is no note of a start");
            }
            try (InputStream in = files.open(file)) {
                JsonNode json = MAPPER.readTree(in);
                if (json instanceof ObjectNode object) {
                    return Optional.of(object);
                }
                throw new IOException(file + " is broken");
            }
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is broken (" + e.getOriginalMessage() + ")", e);
        }
    }
}
