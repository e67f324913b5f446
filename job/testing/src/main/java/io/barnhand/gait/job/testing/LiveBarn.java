package io.barnhand.gait.job.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.awaitility.Awaitility;

/**
 * A live run in a process of its own, which may be killed and started again: keypoints into files,
 * passes into a database and a topic, coverage into both.
 */
public final class LiveBarn implements AutoCloseable {

    private final String run;
    private final Path folder;
    private final KafkaBroker broker;
    private final String url;
    private final BarnTables tables;
    private final List<String> settings;
    private FlinkProcess process;
    private int starts;
    private boolean onCluster;

    /**
     * @param run its id, the names of its group of readers and of its topic of passes, which is
     *     made
     * @param folder that exists, for all its files
     * @param topic of segments
     * @param url of a database with the tables
     */
    public LiveBarn(
            String run,
            Path folder,
            KafkaBroker broker,
            AnnouncedFootage footage,
            String topic,
            String url,
            Connection database) {
        this.run = run;
        this.folder = folder;
        this.broker = broker;
        this.url = url;
        tables = BarnTables.of(database);
        broker.createTopic(run, 1);
        settings =
                List.of(
                        "run.id=" + run,
                        "run.parallelism=1",
                        "run.checkpoints=" + folder.resolve("checkpoints"),
                        "source.kind=kafka",
                        "source.kafka.topic=" + topic,
                        "source.kafka.group=" + run,
                        "source.kafka.roots=[" + footage.folder() + "]",
                        "source.kafka.silence=10min",
                        "kafka.brokers=" + broker.address(),
                        "detector.model=yolox-nano-rendered",
                        "detector.floor=0.25",
                        "pose.model=rtmpose-t-rendered",
                        "gait.sliding=0s");
    }

    /** Sinks, each of a form that {@code sinks} has in a configuration. */
    public List<String> sinks() {
        String postgres = "{kind: postgres, url: '" + url + "'}";
        return List.of(
                "sinks.poses=[" + files("poses") + "]",
                String.format(
                        Locale.ROOT,
                        "sinks.gait=[%s, {kind: kafka, topic: %s, delivery: exactly-once}]",
                        postgres,
                        run),
                "sinks.strides=[" + postgres + ", " + files("strides") + "]",
                "sinks.coverage=[" + postgres + ", " + files("coverage") + "]",
                "sinks.dead-letter=[" + files("dead-letter") + "]");
    }

    /** The same in another order. */
    public List<String> reordered() {
        String postgres = "{kind: postgres, url: '" + url + "'}";
        return List.of(
                "sinks.poses=[" + files("poses") + "]",
                String.format(
                        Locale.ROOT,
                        "sinks.gait=[{kind: kafka, topic: %s, delivery: exactly-once}, %s]",
                        run,
                        postgres),
                "sinks.strides=[" + files("strides") + ", " + postgres + "]",
                "sinks.coverage=[" + files("coverage") + ", " + postgres + "]",
                "sinks.dead-letter=[" + files("dead-letter") + "]");
    }

    /** A sink of JSON lines below the folder of this run. */
    public String files(String name) {
        return "{kind: jsonl, path: '" + folder.resolve(name) + "'}";
    }

    /**
     * Starts the run, or starts it again.
     *
     * @param program with a main method
     */
    public void start(Class<?> program, List<String> sinks, String... more) throws IOException {
        onCluster = false;
        List<String> arguments = arguments("run", sinks, more);
        starts++;
        process =
                FlinkProcess.start(
                        run + "-" + starts,
                        folder,
                        Shell.java(program, arguments.toArray(String[]::new)));
    }

    private List<String> arguments(String command, List<String> sinks, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command));
        Stream.of(settings, sinks, List.of(more))
                .flatMap(List::stream)
                .forEach(setting -> arguments.addAll(List.of("--set", setting)));
        return arguments;
    }

    /** Starts the run, or starts it again, on a cluster. */
    public Shell.Result submit(FlinkCluster cluster, List<String> sinks) {
        onCluster = true;
        List<String> arguments = arguments("submit", sinks);
        arguments.addAll(List.of("--jobmanager", cluster.rest().address()));
        return Shell.barnhand(arguments.toArray(String[]::new));
    }

    /** Stops it there with a savepoint. */
    public Shell.Result stop(FlinkCluster cluster, String... options) {
        List<String> arguments =
                new ArrayList<>(
                        List.of("stop", run, "--to", folder.resolve("savepoints").toString()));
        arguments.addAll(List.of("--jobmanager", cluster.rest().address()));
        arguments.addAll(List.of(options));
        return Shell.barnhand(arguments.toArray(String[]::new));
    }

    /** The poses of the Parquet files that are finished, sorted. */
    public List<String> parquet() throws IOException {
        return ArchiveFiles.poses(folder.resolve("parquet").resolve("run=" + run));
    }

    public FlinkProcess process() {
        return process;
    }

    /** Returns when a condition holds; fails when the process has ended before. */
    public void await(String what, BooleanSupplier condition) {
        Awaitility.await(what)
                .atMost(java.time.Duration.ofMinutes(8))
                .until(
                        () -> {
                            boolean runs = onCluster || process.isAlive();
                            boolean holds = condition.getAsBoolean();
                            if (!holds && !runs) {
                                throw new AssertionError(
                                        what + " did not come: " + process.logTail());
                            }
                            return holds;
                        });
    }

    /** Segments whose decoding a checkpoint has sealed. */
    public long decoded() {
        return lines("coverage").stream().filter(line -> line.contains("\"decoded\"")).count();
    }

    /** Whether there are lines of poses that no checkpoint has sealed. */
    public boolean hasMoreThanItsCheckpoint() {
        return below("poses").stream()
                .anyMatch(
                        file ->
                                file.getFileName().toString().startsWith(".")
                                        && file.toFile().length() > 0);
    }

    /** The lines of the finished files of a sink, sorted, without the name of the run. */
    public List<String> lines(String sink) {
        List<String> lines = new ArrayList<>();
        try {
            for (Path file : below(sink)) {
                if (file.getFileName().toString().startsWith("part-")) {
                    for (String line : Files.readAllLines(file)) {
                        lines.add(Shell.withoutRun(line).toString());
                    }
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        lines.sort(null);
        return lines;
    }

    private List<Path> below(String sink) {
        Path results = folder.resolve(sink).resolve("run=" + run);
        if (!Files.isDirectory(results)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(results)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            // A file got its name in between.
            return List.of();
        }
    }

    /** All that the run has left, by place: sorted lines without the name of the run. */
    public TreeMap<String, List<String>> results() throws Exception {
        TreeMap<String, List<String>> results = new TreeMap<>();
        for (String sink : List.of("poses", "strides", "coverage", "dead-letter")) {
            results.put("files of " + sink, lines(sink));
        }
        List<String> topic = new ArrayList<>();
        for (ConsumerRecord<String, String> record :
                broker.records(run, IsolationLevel.READ_COMMITTED)) {
            topic.add(Shell.withoutRun(record.value()).toString());
        }
        topic.sort(null);
        results.put("topic of gait", topic);
        for (String table : List.of("gait", "stride", "coverage", "dead_letter")) {
            results.put(
                    "table " + table,
                    tables.rows("SELECT line - 'run' FROM barnhand." + table + " ORDER BY 1"));
        }
        results.put(
                "view pass",
                tables.rows(
                        "SELECT camera, recording, track, started_at FROM barnhand.pass ORDER BY 1, 2, 3, 4"));
        results.put(
                "view coverage_by_hour",
                tables.rows("SELECT v::text FROM barnhand.coverage_by_hour v ORDER BY 1"));
        return results;
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            process.stop();
        }
    }
}
