package io.barnhand.gait.job.tools.results;

import io.barnhand.gait.job.config.SinkOptions;
import io.barnhand.gait.job.sink.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The lines that a run wrote into a sink. */
public final class RunLines {

    private RunLines() {}

    /**
     * Hands on every line of the first target that is a folder, files in the order of their names;
     * the other targets hold the same. Nothing where there is none or the run wrote nothing.
     */
    public static void forEach(
            List<SinkOptions.Target> targets, String run, Consumer<String> reader) {
        Optional<Path> folder =
                targets.stream()
                        .filter(target -> target.kind() == SinkOptions.Kind.JSONL)
                        .map(target -> Path.of(RunId.folder(target.path(), run)))
                        .findFirst()
                        .filter(Files::isDirectory);
        if (folder.isEmpty()) {
            return;
        }
        try (Stream<Path> files = Files.list(folder.get())) {
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
