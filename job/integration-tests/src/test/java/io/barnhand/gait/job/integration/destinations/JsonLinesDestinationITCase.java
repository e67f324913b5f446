package io.barnhand.gait.job.integration.destinations;

import io.barnhand.gait.job.formats.results.ResultKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Files of JSON lines, hidden while they are written. */
class JsonLinesDestinationITCase extends DestinationContract {

    @Override
    String target(ResultKind<?> result) {
        return String.format(Locale.ROOT, "{kind: jsonl, path: %s}", folder.resolve(result.key()));
    }

    @Override
    List<String> stored(ResultKind<?> result) throws Exception {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder.resolve(result.key()).resolve("run=" + RUN))) {
            for (Path file :
                    files.filter(Files::isRegularFile)
                            .filter(f -> !f.getFileName().toString().startsWith("."))
                            .toList()) {
                lines.addAll(List.of(Files.readString(file).split("\n")));
            }
        }
        return lines;
    }

    @Override
    List<String> open() throws Exception {
        return openFiles(folder);
    }
}
