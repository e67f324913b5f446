package io.barnhand.gait.job.pipeline.sink.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.formats.results.ResultKind;
import io.barnhand.gait.job.pipeline.sink.Purge;
import io.barnhand.gait.job.pipeline.sink.PurgeScope;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The records that topics refused, of all runs, as {@link RefusedRecords} keeps them on a disk. A
 * record that begins within the scope goes whole, also a span of coverage.
 *
 * @param folder with a folder for each run; need not exist
 */
record RefusedPurge(Path folder, PurgeScope scope) implements Purge {

    private static final JsonMapper MAPPER = new JsonMapper();

    @Override
    public Map<String, Long> count() throws IOException {
        long covered = covered().size();
        return covered > 0 ? Map.of(folder.toString(), covered) : Map.of();
    }

    @Override
    public long remove() throws IOException {
        List<Path> covered = covered();
        for (Path file : covered) {
            Files.delete(file);
        }
        return covered.size();
    }

    @Override
    public List<String> untouched() {
        return List.of();
    }

    private List<Path> covered() throws IOException {
        List<Path> covered = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return covered;
        }
        try (DirectoryStream<Path> runs = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path run : runs) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(run, "*.jsonl")) {
                    for (Path file : files) {
                        if (isCovered(file)) {
                            covered.add(file);
                        }
                    }
                }
            }
        }
        return covered;
    }

    private boolean isCovered(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        if (Files.size(file) > RefusedRecords.MAX_BYTES) {
            throw broken(file, "it is too long");
        }
        try {
            return ResultKind.DEAD_LETTERS
                    .start(MAPPER.readTree(file.toFile()))
                    .filter(start -> scope.covers(start.camera(), start.timeUs()))
                    .isPresent();
        } catch (JsonProcessingException e) {
            throw broken(file, "it is not JSON: " + e.getOriginalMessage());
        } catch (ArithmeticException e) {
            throw broken(file, "its time is beyond the calendar");
        }
    }

    private static ConfigurationException broken(Path file, String why) {
        return new ConfigurationException(
                String.format(Locale.ROOT, "%s holds no refused record (%s)", file, why),
                "remove it, or move it away");
    }
}
