package io.barnhand.gait.job.pipeline.sink.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barnhand.gait.job.formats.results.ResultKind;
import io.barnhand.gait.job.pipeline.sink.PurgeScope;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** JSON lines. */
record LineFile(Path file, ResultKind<?> result, PurgeScope scope) implements RecordFile {

    /** Numbers stay as they are written. */
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    @Override
    public long count() {
        long[] covered = {0};
        LineFiles.read(file, line -> covered[0] += rest(line).equals(Optional.of(line)) ? 0 : 1);
        return covered[0];
    }

    @Override
    public long writeRest(Path rest) throws IOException {
        long[] kept = {0};
        try (BufferedWriter out = Files.newBufferedWriter(rest)) {
            LineFiles.read(
                    file,
                    line ->
                            rest(line)
                                    .ifPresent(
                                            stays -> {
                                                write(out, stays);
                                                kept[0]++;
                                            }));
        }
        return kept[0];
    }

    /** What stays of a line: all, some, or nothing. */
    private Optional<String> rest(String line) {
        try {
            JsonNode json = MAPPER.readTree(line);
            return result.start(json)
                            .filter(start -> scope.covers(start.camera(), start.timeUs()))
                            .isPresent()
                    ? result.rest(json, scope.beforeUs()).map(JsonNode::toString)
                    : Optional.of(line);
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
