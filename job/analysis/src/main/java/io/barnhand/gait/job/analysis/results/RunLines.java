package io.barnhand.gait.job.analysis.results;

import io.barnhand.gait.job.configuration.Target;
import io.barnhand.gait.job.pipeline.sink.RunId;
import io.barnhand.gait.job.pipeline.sink.files.LineFiles;
import io.barnhand.gait.job.pipeline.sink.files.StoredPath;
import java.util.List;
import java.util.function.Consumer;

/** The lines that a run wrote into a sink. */
public final class RunLines {

    private RunLines() {}

    /**
     * Hands on every line of the first target that is a folder, on a disk or in a store, files in
     * the order of their paths; the other targets hold the same. Nothing where there is none or the
     * run wrote nothing.
     */
    public static void forEach(List<Target> targets, String run, Consumer<String> reader) {
        targets.stream()
                .filter(Target.JsonLines.class::isInstance)
                .map(Target.JsonLines.class::cast)
                .map(target -> StoredPath.of(RunId.folder(target.path(), run)))
                .findFirst()
                .ifPresent(folder -> LineFiles.forEachIn(folder, reader));
    }
}
