package io.barnhand.gait.job.analysis.results;

import io.barnhand.gait.job.pipeline.config.Target;
import io.barnhand.gait.job.pipeline.sink.RunId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** The lines that a run wrote into a sink. */
public final class RunLines {

    private RunLines() {}

    /**
     * Hands on every line of the first target that is a folder, on a disk or in a store, files in
     * the order of their names; the other targets hold the same. Nothing where there is none or the
     * run wrote nothing.
     */
    public static void forEach(List<Target> targets, String run, Consumer<String> reader) {
        Optional<Path> folder =
                targets.stream()
                        .filter(Target.JsonLines.class::isInstance)
                        .map(Target.JsonLines.class::cast)
                        .map(target -> new Path(RunId.folder(target.path(), run)))
                        .findFirst();
        if (folder.isPresent() && isThere(folder.get())) {
            read(folder.get(), reader);
        }
    }

    private static boolean isThere(Path folder) {
        try {
            return folder.getFileSystem().exists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The output of the run cannot be read", e);
        }
    }

    private static void read(Path folder, Consumer<String> reader) {
        try {
            FileSystem files = folder.getFileSystem();
            List<Path> visible =
                    Arrays.stream(files.listStatus(folder))
                            .map(FileStatus::getPath)
                            .filter(file -> !file.getName().startsWith("."))
                            .sorted(Comparator.comparing(Path::getName))
                            .toList();
            for (Path file : visible) {
                try (BufferedReader lines =
                        new BufferedReader(
                                new InputStreamReader(files.open(file), StandardCharsets.UTF_8))) {
                    lines.lines().forEach(reader);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The output of the run cannot be read", e);
        }
    }
}
