package io.barnhand.gait.job.pipeline.sink.files;

import io.barnhand.gait.job.pipeline.runs.RegisteredRun;
import io.barnhand.gait.job.pipeline.runs.RunRegister;
import io.barnhand.gait.job.pipeline.runs.RunState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** What the folder of a sink, on a disk or in a store, knows of runs. */
public final class FolderRuns {

    private FolderRuns() {}

    /**
     * @param folder that a run has its own below, such as {@code out/gait}
     */
    static RunRegister register(String folder) {
        URI place = new org.apache.flink.core.fs.Path(folder).toUri();
        return place.getScheme() == null || place.getScheme().equals("file")
                ? new FolderRegister(Path.of(place.getPath()))
                : new ObjectFolderRegister(folder.replaceFirst("(?<!/)/+$", ""));
    }

    /**
     * Whether someone said there that a run counts no longer.
     *
     * @throws IOException if the folder cannot be read
     */
    public static boolean isWithdrawn(org.apache.flink.core.fs.Path folder, String run)
            throws IOException {
        Optional<RegisteredRun> known = register(folder.toString()).find(run);
        return known.isPresent() && known.get().state() == RunState.WITHDRAWN;
    }
}
