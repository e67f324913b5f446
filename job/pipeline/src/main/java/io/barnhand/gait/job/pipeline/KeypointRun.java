package io.barnhand.gait.job.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.pipeline.runs.DescriptionFile;
import io.barnhand.gait.job.pipeline.sink.RunId;
import io.barnhand.gait.job.pipeline.sink.files.FolderRuns;
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

    /**
     * The run that a file or folder belongs to; empty where no folder around it is one of a run.
     */
    static Optional<KeypointRun> around(Path path) {
        // The address of a folder may end with a slash.
        Path begin = path.getName().isEmpty() ? path.getParent() : path;
        for (Path at = begin; at != null && !at.getName().isEmpty(); at = at.getParent()) {
            if (RunId.ofFolder(at.getName()).isPresent()) {
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
        // Some stores return null for a missing folder.
        return below == null
                ? List.of()
                : List.of(below).stream()
                        .filter(FileStatus::isDir)
                        .map(status -> new KeypointRun(status.getPath()))
                        .filter(run -> RunId.ofFolder(run.poses.getName()).isPresent())
                        .toList();
    }

    /** Whether it was withdrawn where its keypoints are. */
    boolean isWithdrawn() throws IOException {
        return FolderRuns.isWithdrawn(poses.getParent(), id());
    }

    String id() {
        return RunId.ofFolder(poses.getName()).orElseThrow();
    }

    /**
     * How it was made; empty where its keypoints have no description beside them.
     *
     * @throws ConfigurationException if the description is broken
     */
    Optional<DescribedRun> described() throws IOException {
        for (Path file : RunDescription.files(poses.getParent(), id())) {
            Optional<ObjectNode> description = DescriptionFile.read(file);
            if (description.isPresent()) {
                return description.map(json -> DescribedRun.of(json, file.toString()));
            }
        }
        return Optional.empty();
    }
}
