package io.barnhand.gait.job.cli.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barnhand.gait.job.analysis.results.HorselessRecordings;
import io.barnhand.gait.job.analysis.results.RunLines;
import io.barnhand.gait.job.analysis.results.RunNotice;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.configuration.SinkOptions;
import io.barnhand.gait.job.configuration.Target;
import io.barnhand.gait.job.formats.json.CoverageLine;
import io.barnhand.gait.job.pipeline.Destinations;
import io.barnhand.gait.job.pipeline.runs.RunClaims;
import io.barnhand.gait.job.pipeline.runs.RunState;
import io.barnhand.gait.models.Printable;
import io.barnhand.gait.operators.gait.measurement.GaitMetric;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What a finished run wrote, as a table on the terminal: read from the files a user would read. */
public final class RunSummary {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int MAX_ROWS = 40;
    private static final String ROW = "%-28s %-13s %9s %9s %9s %7s  %s%n";

    private final SinkOptions sinks;
    private final double score;
    private final Destinations destinations;
    private final String run;

    public RunSummary(JobConfiguration configuration, String run) {
        sinks = configuration.sinks();
        score = configuration.detector().score();
        destinations = Destinations.of(configuration);
        this.run = run;
    }

    public void print(PrintWriter out) {
        List<JsonNode> passes = new ArrayList<>();
        lines(sinks.gait(), record -> addPass(passes, record));
        passes.sort(
                Comparator.comparing((JsonNode r) -> r.path("track_id").asText())
                        .thenComparing(r -> r.path("window").path("start_ms").asLong()));
        if (sinks.gait().stream().anyMatch(Target.JsonLines.class::isInstance)) {
            printPasses(out, passes);
        }
        printWithdrawn(out);
        printHorseless(out);
        printDeadLetters(out);
        destinations.written(run).forEach(place -> out.println("Written: " + place));
        out.flush();
    }

    private void printPasses(PrintWriter out, List<JsonNode> passes) {
        if (passes.isEmpty()) {
            out.println("No pass of a horse was measured.");
            return;
        }
        out.printf(
                Locale.ROOT,
                ROW,
                "recording",
                "gait",
                "stride Hz",
                "BL/s",
                "strides",
                "quality",
                "flags");
        passes.stream()
                .limit(MAX_ROWS)
                .forEach(
                        pass ->
                                out.printf(
                                        Locale.ROOT,
                                        ROW,
                                        shortened(
                                                Printable.text(pass.path("recording").asText()),
                                                28),
                                        pass.path("gait").path("class").asText(),
                                        value(
                                                pass.path(GaitMetric.STRIDE_FREQ_HZ.key())
                                                        .path("value"),
                                                "%.3f"),
                                        value(pass.path("speed_bl_s").path("value"), "%.2f"),
                                        value(pass.path("window").path("n_strides"), "%.1f"),
                                        value(pass.path("quality").path("score"), "%.2f"),
                                        flags(pass)));
        if (passes.size() > MAX_ROWS) {
            out.printf(Locale.ROOT, "... and %d more%n", passes.size() - MAX_ROWS);
        }
        out.println("-: not measurable; the flags say why. Nothing here is a diagnosis.");
    }

    /** Someone may have withdrawn it while it ran. */
    private void printWithdrawn(PrintWriter out) {
        boolean withdrawn =
                RunClaims.find(destinations.registers(), run).values().stream()
                        .anyMatch(known -> known.state() == RunState.WITHDRAWN);
        if (withdrawn) {
            out.println(RunNotice.withdrawn(run));
        }
    }

    private void printHorseless(PrintWriter out) {
        HorselessRecordings horseless = new HorselessRecordings();
        RunLines.forEach(sinks.coverage(), run, line -> horseless.add(CoverageLine.read(line)));
        String indent = "";
        for (String line : horseless.lines(score)) {
            out.println(indent + line);
            indent = "  ";
        }
    }

    private void printDeadLetters(PrintWriter out) {
        Map<String, Integer> reasons = new TreeMap<>();
        List<String> examples = new ArrayList<>();
        lines(
                sinks.deadLetter(),
                letter -> {
                    reasons.merge(letter.path("reason").asText(), 1, Integer::sum);
                    if (examples.size() < 5) {
                        examples.add(Printable.text(letter.path("message").asText()));
                    }
                });
        if (!reasons.isEmpty()) {
            out.println(
                    "Not used: "
                            + reasons.entrySet().stream()
                                    .map(e -> e.getValue() + " " + e.getKey())
                                    .collect(Collectors.joining(", ")));
            examples.forEach(message -> out.println("  " + message));
        }
    }

    private static void addPass(List<JsonNode> passes, JsonNode record) {
        if (record.path("window").path("kind").asText().equals("pass")) {
            passes.add(record);
        }
    }

    private void lines(List<Target> targets, Consumer<JsonNode> reader) {
        RunLines.forEach(targets, run, line -> reader.accept(json(line)));
    }

    private static JsonNode json(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("The output of the run cannot be read", e);
        }
    }

    private static String value(JsonNode node, String format) {
        return node.isNumber() ? String.format(Locale.ROOT, format, node.asDouble()) : "-";
    }

    private static String flags(JsonNode pass) {
        List<String> flags = new ArrayList<>();
        pass.path("quality").path("flags").forEach(flag -> flags.add(flag.asText()));
        return Printable.text(String.join(" ", flags));
    }

    private static String shortened(String text, int length) {
        return text.length() <= length ? text : "…" + text.substring(text.length() - length + 1);
    }
}
