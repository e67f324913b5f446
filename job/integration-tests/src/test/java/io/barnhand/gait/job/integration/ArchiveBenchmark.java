package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barnhand.gait.job.testing.FlinkProcess;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * How fast an archive is processed, and what that costs: {@code barnhand archive} over a folder of
 * clips, in one process for every parallelism. It prints a row as soon as it is measured, and
 * asserts nothing about time. The figures are kept in the folder of results; a stopped run resumes
 * with the parallelism at which it was. Not part of the build; Linux only; on an idle machine:
 *
 * <pre>{@code
 * mvn verify -pl job/integration-tests -am -Dit.test=ArchiveBenchmark -Dtest=none \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false \
 *     -Darchive.clips=/clips -Darchive.out=/results
 * }</pre>
 *
 * <p>{@code -Darchive.parallelism=1,2,4} are the defaults. Horses are found with the weights that
 * are shipped; {@code "-Darchive.set=detector.model=yolox-nano pose.model=rtmpose-m-ap10k"}, keys
 * and values of a configuration with blanks between, takes others.
 */
class ArchiveBenchmark {

    private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String RUN = "benchmark";
    private static final String BEGUN = "Run " + RUN + ": ";
    private static final String KEYPOINTS_DONE = " recordings and spans, ";
    private static final Pattern SHARES =
            Pattern.compile(
                    "CPU time: ([0-9.]+) s a second of video: decoding (-?\\d+) %, detection and tracking (-?\\d+) %, poses (-?\\d+) %, rest (-?\\d+) %");

    private static Path clips;
    private static Path results;
    private static Path rows;

    @BeforeAll
    static void folders() throws IOException {
        String folder = System.getProperty("archive.clips");
        assumeTrue(folder != null, "-Darchive.clips=FOLDER names no clips");
        clips = Path.of(folder).toRealPath();
        results = Files.createDirectories(Path.of(System.getProperty("archive.out")));
        rows = results.resolve("rows.txt");
    }

    @Test
    void speedByParallelism() throws Exception {
        for (String parallelism : System.getProperty("archive.parallelism", "1,2,4").split(",")) {
            String name = "parallelism " + parallelism;
            List<String> before = Files.exists(rows) ? Files.readAllLines(rows) : List.of();
            List<String> row = before.stream().filter(line -> line.startsWith(name)).toList();
            if (row.isEmpty()) {
                row = measure(name, parallelism);
                Files.write(rows, row, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
            row.forEach(System.out::println);
        }
    }

    private static List<String> measure(String name, String parallelism) throws Exception {
        Path out = results.resolve(name.replace(' ', '-'));
        delete(out);
        Files.createDirectories(out);
        double loadBefore = load();
        long began = System.nanoTime();
        FlinkProcess process = FlinkProcess.start(name, results, command(out, parallelism));
        List<Sample> samples = new ArrayList<>();
        Double keypointsBegan = null;
        Double keypointsDone = null;
        try {
            while (process.isAlive()) {
                TimeUnit.MILLISECONDS.sleep(200);
                double second = (System.nanoTime() - began) / 1e9;
                String log = process.log();
                if (keypointsBegan == null && log.contains(BEGUN)) {
                    keypointsBegan = second;
                }
                if (keypointsDone == null && log.contains(KEYPOINTS_DONE)) {
                    keypointsDone = second;
                }
                Sample.of(process.pid(), files(out)).ifPresent(samples::add);
            }
        } finally {
            process.kill();
        }
        double ended = (System.nanoTime() - began) / 1e9;
        assertThat(keypointsDone).as(process.logTail()).isNotNull();
        Matcher shares = SHARES.matcher(process.log());
        assertThat(shares.find()).as(process.logTail()).isTrue();
        double video = decodedSeconds(out);
        Sample last = samples.get(samples.size() - 1);
        return List.of(
                String.format(
                        Locale.ROOT,
                        "%s: %d files, %.0f s of video; start %.1f s, keypoints %.1f s, gait %.1f s; load before %.1f",
                        name,
                        last.files(),
                        video,
                        keypointsBegan,
                        keypointsDone - keypointsBegan,
                        ended - keypointsDone,
                        loadBefore),
                String.format(
                        Locale.ROOT,
                        "%s: %.2f video hours an hour for keypoints, %.2f for all; gait from keypoints %.0f times real time, start of its job included",
                        name,
                        video / (keypointsDone - keypointsBegan),
                        video / ended,
                        video / (ended - keypointsDone)),
                String.format(Locale.ROOT, "%s: %s", name, stages(shares)),
                String.format(
                        Locale.ROOT,
                        "%s: CPU time %.2f s a second of video in all; peak RSS %.2f GB; RSS over the first quarter of the files %.2f GB, over the last %.2f GB",
                        name,
                        last.cpuSeconds() / video,
                        last.peakBytes() / 1e9,
                        meanBytes(samples, 0, last.files() / 4),
                        meanBytes(samples, last.files() - last.files() / 4, last.files())));
    }

    private static List<String> command(Path out, String parallelism) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                HOME.resolve("flink-deploy/barnhand").toString(),
                                "archive",
                                "--conf",
                                HOME.resolve("conf/archive.yaml").toString()));
        Stream.of(
                        Stream.of(
                                "run.id=" + RUN,
                                "run.parallelism=" + parallelism,
                                "source.path=" + clips,
                                "detector.model=yolox-nano-rendered",
                                "detector.floor=0.25",
                                "pose.model=rtmpose-t-rendered",
                                "sinks.poses={kind: parquet, path: " + out.resolve("poses") + "}"),
                        Stream.of("gait", "strides", "coverage", "dead-letter")
                                .map(
                                        sink ->
                                                String.format(
                                                        Locale.ROOT,
                                                        "sinks.%s={kind: jsonl, path: %s}",
                                                        sink,
                                                        out.resolve(sink))),
                        Stream.of(System.getProperty("archive.set", "").split(" "))
                                .filter(setting -> !setting.isEmpty()))
                .flatMap(settings -> settings)
                .forEach(setting -> command.addAll(List.of("--set", setting)));
        return command;
    }

    /** In % and in seconds of CPU time a second of video. */
    private static String stages(Matcher shares) {
        double all = Double.parseDouble(shares.group(1));
        String[] stages = {"decode", "detect and track", "pose", "write and rest"};
        StringBuilder text =
                new StringBuilder(
                        String.format(
                                Locale.ROOT,
                                "CPU time %.2f s a second of video for keypoints",
                                all));
        for (int i = 0; i < stages.length; i++) {
            int percent = Integer.parseInt(shares.group(i + 2));
            text.append(
                    String.format(
                            Locale.ROOT,
                            "; %s %d %%, %.3f s",
                            stages[i],
                            percent,
                            all * percent / 100));
        }
        return text.toString();
    }

    /** GB, over the samples that were taken while so many files were done. */
    private static double meanBytes(List<Sample> samples, long from, long to) {
        return samples.stream()
                        .filter(sample -> sample.files() >= from && sample.files() <= to)
                        .filter(sample -> sample.files() > 0)
                        .mapToLong(Sample::bytes)
                        .average()
                        .orElse(Double.NaN)
                / 1e9;
    }

    private static double decodedSeconds(Path out) throws IOException {
        long us = 0;
        try (Stream<Path> files = Files.walk(out.resolve("coverage"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                for (String line : Files.readAllLines(file)) {
                    JsonNode span = MAPPER.readTree(line);
                    if (span.path("kind").asText().equals("decoded")) {
                        us += span.path("end_us").asLong() - span.path("start_us").asLong();
                    }
                }
            }
        }
        return us / 1e6;
    }

    /** How many recordings and spans the ledger has. */
    private static long files(Path out) throws IOException {
        Path units = out.resolve("poses/_ledger=" + RUN + "/units");
        if (!Files.isDirectory(units)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(units)) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /**
     * A sample of the process.
     *
     * @param files done
     * @param bytes resident
     * @param peakBytes most that were resident
     * @param cpuSeconds CPU time, s
     */
    private record Sample(long files, long bytes, long peakBytes, double cpuSeconds) {

        /** Empty where the process has ended. */
        static Optional<Sample> of(long pid, long files) {
            Optional<Duration> cpu =
                    ProcessHandle.of(pid).flatMap(process -> process.info().totalCpuDuration());
            try {
                List<String> status = Files.readAllLines(Path.of("/proc/" + pid + "/status"));
                long peak = bytes(status, "VmHWM:");
                return cpu.filter(any -> peak > 0)
                        .map(
                                time ->
                                        new Sample(
                                                files,
                                                bytes(status, "VmRSS:"),
                                                peak,
                                                time.toMillis() / 1e3));
            } catch (IOException e) {
                return Optional.empty();
            }
        }

        private static long bytes(List<String> status, String name) {
            return status.stream()
                    .filter(line -> line.startsWith(name))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        }
    }
}
