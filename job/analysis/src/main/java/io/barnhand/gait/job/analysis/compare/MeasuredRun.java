package io.barnhand.gait.job.analysis.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.job.analysis.results.RecordingId;
import io.barnhand.gait.job.analysis.results.StoredRun;
import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.formats.json.CoverageLine;
import io.barnhand.gait.job.formats.json.GaitLine;
import io.barnhand.gait.job.pipeline.DescribedRun;
import io.barnhand.gait.job.pipeline.sink.files.LineFiles;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.GaitWindow;
import io.barnhand.gait.operators.gait.measurement.Metric;
import io.barnhand.gait.operators.gait.pooling.CameraHour;
import io.barnhand.gait.operators.gait.pooling.CameraHours;
import io.barnhand.gait.operators.records.CoverageSpan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What a run measured, as far as two runs can be compared by it.
 *
 * @param id of the run
 * @param withdrawn whether it counts no longer
 * @param program that made it, null where that was not kept
 * @param described how it was made, empty where that was not kept
 * @param passes in the order of the files
 * @param starts event time of the first frame of each recording that coverage knows, ms
 * @param hours of coverage, by camera and hour
 */
record MeasuredRun(
        String id,
        boolean withdrawn,
        String program,
        Optional<DescribedRun> described,
        List<MeasuredPass> passes,
        Map<RecordingId, Long> starts,
        List<CameraHour> hours) {

    /** A pass takes about 10 kB. */
    private static final int MAX_PASSES = 20_000;

    private static final int MAX_SPANS = 1_000_000;

    /**
     * Reads gait and coverage; sliding windows are passed over.
     *
     * @throws ConfigurationException if a line is broken, or if there are too many
     */
    static MeasuredRun read(StoredRun run) throws IOException {
        List<MeasuredPass> passes = new ArrayList<>();
        LineFiles.forEachIn(
                run.of(StoredRun.GAIT),
                line -> {
                    ObjectNode json = GaitLine.parse(line);
                    GaitRecord record = GaitLine.read(json);
                    if (record.window().kind().equals(GaitWindow.PASS)) {
                        requireRoom(run, passes.size(), MAX_PASSES, "passes");
                        passes.add(pass(record, json));
                    }
                });
        List<CoverageSpan> spans = new ArrayList<>();
        Map<RecordingId, Long> starts = new HashMap<>();
        LineFiles.forEachIn(
                run.of(StoredRun.COVERAGE),
                line -> {
                    CoverageSpan span = CoverageLine.read(line);
                    requireRoom(run, spans.size(), MAX_SPANS, "coverage spans");
                    spans.add(span);
                    starts.merge(
                            new RecordingId(span.camera(), span.recording()),
                            Math.floorDiv(span.startUs(), 1000),
                            Math::min);
                });
        Optional<DescribedRun> described = run.described();
        return new MeasuredRun(
                run.id(),
                run.isWithdrawn(),
                described.flatMap(DescribedRun::program).orElse(null),
                described,
                passes,
                starts,
                CameraHours.of(spans));
    }

    /** Hours of one kind over all cameras; 0 where nothing is known. */
    double hours(Function<CameraHour, Double> seconds) {
        return hours.stream()
                        .map(seconds)
                        .filter(s -> s != null)
                        .mapToDouble(Double::doubleValue)
                        .sum()
                / 3600;
    }

    /** All that anything is known of. */
    TreeSet<RecordingId> recordings() {
        TreeSet<RecordingId> all = new TreeSet<>(starts.keySet());
        passes.forEach(pass -> all.add(pass.recording()));
        return all;
    }

    private static MeasuredPass pass(GaitRecord record, ObjectNode json) {
        Map<String, Metric> metrics = new HashMap<>();
        collect("", json, metrics);
        return new MeasuredPass(
                new RecordingId(record.track().cameraId(), record.track().recording()),
                record.track().trackId(),
                record.window().startMs(),
                record.window().endMs(),
                record.window().direction(),
                record.gait().name(),
                record.provenance().poseModel(),
                record.provenance().kpSemantics(),
                metrics);
    }

    /** Every metric of the line, whatever the version of its schema. */
    private static void collect(String prefix, JsonNode json, Map<String, Metric> metrics) {
        json.fields()
                .forEachRemaining(
                        field -> {
                            JsonNode value = field.getValue();
                            String name = prefix + field.getKey();
                            if (value.path("value").isNumber() && value.has("ci95")) {
                                metrics.put(name.intern(), metric(value));
                            } else if (value.isObject()) {
                                collect(name + ".", value, metrics);
                            }
                        });
    }

    private static Metric metric(JsonNode json) {
        JsonNode interval = json.path("ci95");
        boolean known = interval.path(0).isNumber() && interval.path(1).isNumber();
        return new Metric(
                json.path("value").asDouble(),
                null,
                known ? interval.path(0).asDouble() : null,
                known ? interval.path(1).asDouble() : null,
                json.path("n").isInt() ? json.path("n").asInt() : null,
                List.of());
    }

    private static void requireRoom(StoredRun run, int known, int max, String what) {
        if (known >= max) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "Run %s of %s holds more than %,d %s",
                            run.id(),
                            run.folder(),
                            max,
                            what),
                    "compare runs of a shorter time");
        }
    }
}
