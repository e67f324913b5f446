package io.barnhand.gait.job.pipeline.sink.files;

import io.barnhand.gait.job.pipeline.config.ConfigurationException;
import io.barnhand.gait.job.pipeline.source.FlinkFiles;
import io.barnhand.gait.operators.video.planning.FootageListing;
import io.barnhand.gait.operators.video.planning.PlanException;
import java.nio.file.Path;
import java.util.List;

/** The files of records that a user names. */
public final class NamedFiles {

    private NamedFiles() {}

    /**
     * In the order of their paths.
     *
     * @param path file, glob, or folder with all below it whose names begin with neither a dot nor
     *     an underscore; on a disk or in a store
     * @throws ConfigurationException if there is nothing at the path
     */
    public static List<StoredPath> at(String path) {
        try {
            FootageListing found = FootageListing.find(path, new FlinkFiles());
            return found.files().stream()
                    .filter(
                            file ->
                                    found.named()
                                            || FinishedFiles.areRecords(Path.of(file.relative())))
                    .map(file -> new StoredPath(file.uri(), file.toString()))
                    .toList();
        } catch (PlanException e) {
            throw ConfigurationException.of(e);
        }
    }
}
