package io.barnhand.gait.job.tools.results;

import io.barnhand.gait.job.config.SinkOptions;
import io.barnhand.gait.job.sink.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The lines that a run wrote into a sink. */
public final class RunLines {

    private RunLines() {}

    /**
     * Hands on every line of the first target, files in the order of their names; the other targets
     * hold the same. Nothing where there is no target or the run wrote nothing.
     */
    public static void forEach(
            List<SinkOptions.Target> targets, String run, Consumer<String> reader) {
        if (targets.isEmpty()) {
            return;
        }
        Path folder = Path.of(RunId.folder(targets.get(0).path(), run));
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(RunLines::visible).sorted().toList()) {
                try (Stream<String> lines = Files.lines(file)) {
                    lines.forEach(reader);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The output of the run cannot be read", e);
        }
    }

    private static boolean visible(Path file) {
        return !file.getFileName().toString().startsWith(".");
    }
}
