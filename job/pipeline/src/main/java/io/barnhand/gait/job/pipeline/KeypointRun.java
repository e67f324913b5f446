package io.barnhand.gait.job.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.job.pipeline.archive.Ledger;
import io.barnhand.gait.job.pipeline.config.ConfigurationException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

/**
 * A run whose keypoints are read.
 *
 * @param poses folder of its keypoints, {@code PATH/run=ID}
 */
record KeypointRun(Path poses) {

    private static final String PREFIX = "run=";

    /**
     * The run that a file or folder belongs to; empty where no folder around it is one of a run.
     */
    static Optional<KeypointRun> around(Path path) {
        for (Path at = path; at != null && !at.getName().isEmpty(); at = at.getParent()) {
            if (at.getName().startsWith(PREFIX)) {
                return Optional.of(new KeypointRun(at));
            }
        }
        return Optional.empty();
    }

    /** The runs whose folders lie in a folder; none where it is not there. */
    static List<KeypointRun> in(Path folder) throws IOException {
        FileStatus[] below;
        try {
            below = folder.getFileSystem().listStatus(folder);
        } catch (FileNotFoundException e) {
            return List.of();
        }
        // On some stores what is not there is null.
        return below == null
                ? List.of()
                : List.of(below).stream()
                        .filter(FileStatus::isDir)
                        .map(status -> new KeypointRun(status.getPath()))
                        .filter(run -> run.poses.getName().startsWith(PREFIX))
                        .toList();
    }

    String id() {
        return poses.getName().substring(PREFIX.length());
    }

    /**
     * How it was made; empty where nothing beside its keypoints tells.
     *
     * @throws ConfigurationException if what does is broken
     */
    Optional<DescribedRun> described() throws IOException {
        Path folder = poses.getParent();
        for (Path file :
                List.of(
                        new Path(folder, RunDescription.name(id())),
                        new Ledger(folder.toString(), id()).description())) {
            Optional<ObjectNode> description = RunDescription.read(file);
            if (description.isPresent()) {
                return description.map(told -> DescribedRun.of(told, file.toString()));
            }
        }
        return Optional.empty();
    }
}
