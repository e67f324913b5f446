package io.barnhand.gait.job.pipeline.sink.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barnhand.gait.job.formats.results.ResultKind;
import io.barnhand.gait.job.pipeline.sink.PurgeScope;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** JSON lines. */
record LineFile(Path file, ResultKind<?> result, PurgeScope scope) implements RecordFile {

    private static final JsonMapper MAPPER = new JsonMapper();

    @Override
    public long count() {
        long[] covered = {0};
        LineFiles.read(file, line -> covered[0] += isCovered(line) ? 1 : 0);
        return covered[0];
    }

    @Override
    public long writeRest(Path rest) throws IOException {
        long[] kept = {0};
        try (BufferedWriter out = Files.newBufferedWriter(rest)) {
            LineFiles.read(
                    file,
                    line -> {
                        if (!isCovered(line)) {
                            write(out, line);
                            kept[0]++;
                        }
                    });
        }
        return kept[0];
    }

    private boolean isCovered(String line) {
        try {
            return result.end(MAPPER.readTree(line))
                    .filter(end -> scope.covers(end.camera(), end.timeUs()))
                    .isPresent();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("its time is beyond the calendar", e);
        }
    }

    private static void write(BufferedWriter out, String line) {
        try {
            out.write(line + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
