package io.barnhand.gait.job.pipeline.sink.files;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.pipeline.source.FlinkFiles;
import io.barnhand.gait.operators.video.planning.FootageListing;
import io.barnhand.gait.operators.video.planning.PlanException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The files of records that a user names. */
public final class NamedFiles {

    private NamedFiles() {}

    /**
     * Hands them on in the order of their paths.
     *
     * @param path file, glob, or folder with all below it whose names begin with neither a dot nor
     *     an underscore; on a disk or in a store
     * @throws ConfigurationException if there is nothing at the path
     */
    public static void forEach(String path, Consumer<StoredPath> reader) {
        if (isFolder(path)) {
            FinishedFiles.forEachWithLinks(StoredPath.of(path), reader);
            return;
        }
        try {
            FootageListing found = FootageListing.find(path, new FlinkFiles());
            found.files().stream()
                    .filter(
                            file ->
                                    found.named()
                                            || FinishedFiles.areRecords(Path.of(file.relative())))
                    .map(file -> new StoredPath(file.uri(), file.toString()))
                    .forEach(reader);
        } catch (PlanException e) {
            throw ConfigurationException.of(e);
        }
    }

    /** Not a folder that cannot be asked for: what is listed then has the reason. */
    private static boolean isFolder(String path) {
        try {
            return StoredPath.of(path).isFolder();
        } catch (IOException e) {
            return false;
        }
    }
}
