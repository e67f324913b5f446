package io.barnhand.gait.job.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barnhand.gait.job.formats.json.CoverageLine;
import io.barnhand.gait.job.formats.json.DeadLetterLine;
import io.barnhand.gait.job.formats.json.GaitLine;
import io.barnhand.gait.job.formats.json.PoseLine;
import io.barnhand.gait.job.formats.json.StrideLine;
import io.barnhand.gait.job.formats.results.LineWriter;
import io.barnhand.gait.job.pipeline.sink.GaitSinks;
import io.barnhand.gait.job.pipeline.sink.PlacedSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** The lines that a job in this process wrote, in the order of their arrival. */
public final class Collected {

    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Map<String, Collected> ALL = new ConcurrentHashMap<>();

    private final String id = UUID.randomUUID().toString();
    private final Map<String, List<String>> lines = new HashMap<>();

    public Collected() {
        ALL.put(id, this);
    }

    /** Sinks that write into this object. */
    public GaitSinks sinks() {
        return new GaitSinks(
                sinks("poses", PoseLine::write),
                sinks("gait", record -> GaitLine.write(record, "r")),
                sinks("strides", stride -> StrideLine.write(stride, "r")),
                sinks("coverage", CoverageLine::write),
                sinks("dead-letter", DeadLetterLine::write));
    }

    private <T> List<PlacedSink<T>> sinks(String sink, LineWriter<T> writer) {
        return List.of(new PlacedSink<>("collected", new CollectingSink<>(id, sink, writer)));
    }

    /** The lines of a sink, sorted. */
    public synchronized List<String> lines(String sink) {
        return lines.getOrDefault(sink, List.of()).stream().sorted().toList();
    }

    /** The records of a sink. */
    public List<JsonNode> records(String sink) {
        List<JsonNode> records = new ArrayList<>();
        for (String line : lines(sink)) {
            try {
                records.add(MAPPER.readTree(line));
            } catch (JsonProcessingException e) {
                throw new AssertionError(e);
            }
        }
        return records;
    }

    /** Those records of a sink that are of a camera. */
    public List<JsonNode> records(String sink, String camera) {
        return records(sink).stream()
                .filter(
                        record ->
                                camera.equals(
                                        record.path("camera")
                                                .asText(record.path("camera_id").asText())))
                .toList();
    }

    /** Spans that report a decoded segment: one a segment, emitted when it is done. */
    public long decoded() {
        return records("coverage").stream()
                .filter(span -> span.path("kind").asText().equals("decoded"))
                .count();
    }

    /** Returns when the condition holds; fails when the job has ended before. */
    public void await(String what, BooleanSupplier condition, BooleanSupplier running) {
        try {
            Awaitility.await(what)
                    .atMost(PATIENCE)
                    .until(
                            () -> {
                                boolean runs = running.getAsBoolean();
                                boolean holds = condition.getAsBoolean();
                                if (!holds && !runs) {
                                    throw missing(what, null);
                                }
                                return holds;
                            });
        } catch (ConditionTimeoutException e) {
            throw missing(what, e);
        }
    }

    private AssertionError missing(String what, Throwable cause) {
        return new AssertionError(
                String.format(
                        Locale.ROOT,
                        "%s did not come; coverage: %s; dead letters: %s",
                        what,
                        lines("coverage"),
                        lines("dead-letter")),
                cause);
    }

    private synchronized void add(String sink, String line) {
        lines.computeIfAbsent(sink, name -> new ArrayList<>()).add(line);
    }

    private record CollectingSink<T>(String id, String sink, LineWriter<T> writer)
            implements Sink<T> {

        @Override
        public SinkWriter<T> createWriter(WriterInitContext context) {
            Collected into = ALL.get(id);
            return new SinkWriter<>() {
                @Override
                public void write(T value, Context context) {
                    into.add(sink, writer.write(value));
                }

                @Override
                public void flush(boolean endOfInput) {}

                @Override
                public void close() {}
            };
        }
    }
}
