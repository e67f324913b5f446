package io.barnhand.gait.job.pipeline.restart;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.pipeline.sink.SinkIds;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.OperatorStreamStateHandle;
import org.apache.flink.runtime.state.StateObject;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * A checkpoint or savepoint that is whole.
 *
 * @param address folder of it, a URI
 * @param number of the checkpoint within its run
 * @param at when it was completed, by the clock of its store; for a reader
 * @param states of operators, by their ids
 */
record KeptState(String address, long number, Instant at, Map<OperatorID, OperatorState> states) {

    private static final String METADATA = "_metadata";

    /** Operators of the job that are no sinks, by the key that decides whether they are there. */
    private static final Map<String, String> KEYS =
            Map.of(
                    "announced-segments", "source.kind",
                    "parse-segments", "source.kind",
                    "planned-segments", "source.kind",
                    "pose-archive", "source.kind",
                    "separate-poses", "source.kind",
                    "horse-detection", "source.kind");

    /**
     * Reads one, and checks that all its files are there with their lengths: after a loss of power
     * a file may be shorter than what was written.
     *
     * @param address of its folder
     * @throws IOException if it is not whole, or cannot be read from here
     */
    static KeptState read(String address) throws IOException {
        Path folder = new Path(address);
        FileSystem files = folder.getFileSystem();
        Path metadata = folder.getName().equals(METADATA) ? folder : new Path(folder, METADATA);
        FileStatus status = files.getFileStatus(metadata);
        CheckpointMetadata read;
        try (DataInputStream in = new DataInputStream(files.open(metadata))) {
            read =
                    Checkpoints.loadCheckpointMetadata(
                            in, KeptState.class.getClassLoader(), metadata.getParent().toString());
        } catch (RuntimeException e) {
            throw new IOException(metadata + " is broken (" + e.getMessage() + ")", e);
        }
        Map<OperatorID, OperatorState> states = new HashMap<>();
        for (OperatorState state : read.getOperatorStates()) {
            for (OperatorSubtaskState part : state.getStates()) {
                for (StateObject object : part.getDiscardables()) {
                    requireFile(object);
                }
            }
            states.put(state.getOperatorID(), state);
        }
        return new KeptState(
                address,
                read.getCheckpointId(),
                Instant.ofEpochMilli(status.getModificationTime()),
                states);
    }

    private static void requireFile(StateObject object) throws IOException {
        StreamStateHandle handle =
                object instanceof OperatorStreamStateHandle operator
                        ? operator.getDelegateStateHandle()
                        : object instanceof KeyGroupsStateHandle keyed
                                ? keyed.getDelegateStateHandle()
                                : null;
        if (handle instanceof FileStateHandle file) {
            Path path = file.getFilePath();
            long bytes = path.getFileSystem().getFileStatus(path).getLen();
            if (bytes < file.getStateSize()) {
                throw new IOException(
                        String.format(
                                Locale.ROOT,
                                "%s has %d bytes of %d",
                                path,
                                bytes,
                                file.getStateSize()));
            }
        }
    }

    /**
     * The sinks whose state is here and which a job does not have.
     *
     * @return for a reader, without repetition
     * @throws ConfigurationException if there is other state that nothing of the job takes
     */
    List<String> removedSinks(StreamGraph job) {
        Set<OperatorID> taken = OperatorIds.taken(job);
        Map<OperatorID, String> former = formerSinks();
        Set<String> sinks = new TreeSet<>();
        List<String> others = new ArrayList<>();
        for (OperatorState state : states.values()) {
            if (taken.contains(state.getOperatorID()) || !holds(state)) {
                continue;
            }
            String uid =
                    state.getOperatorUid()
                            .orElseGet(() -> former.getOrDefault(state.getOperatorID(), ""));
            Optional<String> sink = SinkIds.described(uid);
            if (sink.isPresent()) {
                sinks.add(sink.get());
            } else {
                others.add(uid.isEmpty() ? state.getOperatorID().toString() : uid);
            }
        }
        if (!others.isEmpty()) {
            throw foreign(others);
        }
        return List.copyOf(sinks);
    }

    private ConfigurationException foreign(List<String> operators) {
        Set<String> keys = new TreeSet<>();
        operators.forEach(id -> keys.add(KEYS.getOrDefault(id, "the release")));
        return new ConfigurationException(
                String.format(
                        Locale.ROOT,
                        "The state %s is of another job: this one has no %s",
                        address,
                        String.join(", ", new TreeSet<>(operators))),
                String.format(
                        Locale.ROOT,
                        "restore it with what it was made with (%s), or give --allow-non-restored-state with --from-savepoint to drop that state",
                        String.join(", ", keys)));
    }

    /** Whether sinks are known here by their order, as earlier builds did. */
    boolean knowsSinksByOrder() {
        Map<OperatorID, String> former = formerSinks();
        return states.values().stream()
                .anyMatch(state -> former.containsKey(state.getOperatorID()) && holds(state));
    }

    private static boolean holds(OperatorState state) {
        return state.getCoordinatorState() != null
                || state.getStates().stream().anyMatch(OperatorSubtaskState::hasState);
    }

    private static Map<OperatorID, String> formerSinks() {
        Map<OperatorID, String> ids = new HashMap<>();
        for (String id : SinkIds.former()) {
            for (String part : List.of(id, "Sink Committer: " + id)) {
                ids.put(OperatorIds.of(part), part);
            }
        }
        return ids;
    }
}
