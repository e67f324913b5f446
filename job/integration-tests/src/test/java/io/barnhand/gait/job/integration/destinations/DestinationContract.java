package io.barnhand.gait.job.integration.destinations;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.formats.json.DeadLetterLine;
import io.barnhand.gait.job.formats.json.PoseLine;
import io.barnhand.gait.job.formats.results.ResultKind;
import io.barnhand.gait.job.pipeline.Destinations;
import io.barnhand.gait.job.pipeline.FlinkSettings;
import io.barnhand.gait.job.pipeline.sink.GaitSinks;
import io.barnhand.gait.job.pipeline.sink.PlacedSink;
import io.barnhand.gait.job.testing.Collected;
import io.barnhand.gait.job.testing.SyntheticTrackSource;
import io.barnhand.gait.job.testing.TestJob;
import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.video.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract of every destination: each record arrives with its fields, a job that fails loses
 * none and writes none twice, text from outside stops nothing, and nothing stays open. A store says
 * how it is configured, how its records are read back, and which of its resources are open.
 */
abstract class DestinationContract {

    static final int PATIENCE_MINUTES = 5;

    /** The run of all jobs here, as of {@link Collected}. */
    static final String RUN = "r";

    /** NUL, halves of surrogate pairs, characters that JSON escapes, and an ordinary letter. */
    private static final String HOSTILE =
            "a\u0000\u0000b\ud800c\udc00\\u0000\\\"\r\n\t\u2028ö\ud83d\udc34";

    @TempDir Path folder;

    /** The kinds of results that a store accepts. */
    List<ResultKind<?>> results() {
        return ResultKind.ALL;
    }

    /** A target, as in a configuration; it is ready for records. */
    abstract String target(ResultKind<?> result) throws Exception;

    /** The records that a reader finds, as lines. */
    abstract List<String> stored(ResultKind<?> result) throws Exception;

    /** A line as a reader finds it; bytes that are no UTF-8 are replaced. */
    String asStored(String line) throws Exception {
        return new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** Whether a record is there exactly once, also after a failure. */
    boolean once() {
        return true;
    }

    /** Further settings. */
    List<String> settings() throws Exception {
        return List.of();
    }

    /** Open resources of the store in this process, such as connections, threads or files. */
    abstract List<String> open() throws Exception;

    @AfterEach
    void nothingStaysOpen() throws Exception {
        await("nothing is open", () -> open().isEmpty());
    }

    @Test
    void everyRecordArrivesWithItsFields() throws Exception {
        run(SyntheticTrackSource.gated(Integer.MAX_VALUE));

        assertComplete();
    }

    @Test
    void aJobThatFailsTwiceLosesNothingAndDoublesNothing() throws Exception {
        run(SyntheticTrackSource.failing(2, recording -> true));

        assertThat(SyntheticTrackSource.failuresLeft()).isZero();
        assertThat(SyntheticTrackSource.restored().availablePermits()).isEqualTo(2);
        assertComplete();
    }

    @Test
    void textFromOutsideStopsNothing() throws Exception {
        List<DeadLetter> letters = hostileLetters();
        List<HorsePose> poses = hostilePoses();
        Configuration settings =
                TestJob.settings(FlinkSettings.of(RuntimeExecutionMode.STREAMING, 1));
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(settings);
        GaitSinks sinks = Destinations.of(configuration()).sinks(RUN);
        write(env, ResultKind.DEAD_LETTERS, letters, DeadLetter.class, sinks.deadLetters());
        write(env, ResultKind.POSES, poses, HorsePose.class, sinks.poses());

        env.execute();

        if (results().contains(ResultKind.DEAD_LETTERS)) {
            assertThat(stored(ResultKind.DEAD_LETTERS))
                    .containsExactlyInAnyOrderElementsOf(
                            asStored(letters.stream().map(DeadLetterLine::write).toList()));
        }
        if (results().contains(ResultKind.POSES)) {
            assertThat(stored(ResultKind.POSES))
                    .containsExactlyInAnyOrderElementsOf(
                            asStored(poses.stream().map(PoseLine::write).toList()));
        }
    }

    private <T> void write(
            StreamExecutionEnvironment env,
            ResultKind<T> result,
            List<T> records,
            Class<T> type,
            List<PlacedSink<T>> sinks) {
        for (PlacedSink<T> sink : sinks) {
            env.fromData(records, TypeInformation.of(type))
                    .uid(result.key())
                    .sinkTo(sink.sink())
                    .uid(result.key() + "-sink");
        }
    }

    private static List<DeadLetter> hostileLetters() {
        return List.of(
                new DeadLetter(HOSTILE, HOSTILE, HOSTILE, "parse", HOSTILE, HOSTILE, 1L),
                new DeadLetter(null, null, "x", "parse", "x", "long ".repeat(100_000), null),
                new DeadLetter("", "", "", "", "", "", 0L));
    }

    private static List<HorsePose> hostilePoses() {
        float[] absent = new float[3 * HorsePose.KEYPOINTS];
        Arrays.fill(absent, Float.NaN);
        return List.of(
                pose(HOSTILE, HOSTILE, absent, 0.5f),
                pose("../..", "x", absent, 0),
                pose("long", "long ".repeat(40), absent, 1));
    }

    private static HorsePose pose(String camera, String text, float[] keypoints, float score) {
        Box box = new Box(-1e6, 0, 1e6, Double.MIN_VALUE);
        return new HorsePose(
                camera, text, text, text, 1, 1, 1, box, score, keypoints, text, List.of(text));
    }

    /** Runs a job to its end. */
    private void run(SyntheticTrackSource tracks) throws Exception {
        JobConfiguration configuration = configuration();
        Destinations destinations = Destinations.of(configuration);
        destinations.require();
        TestJob.start(tracks, destinations.sinks(RUN), configuration.run())
                .getJobExecutionResult()
                .get(PATIENCE_MINUTES, TimeUnit.MINUTES);
    }

    /** That of a live job. */
    final JobConfiguration configuration() throws Exception {
        List<String> settings = new ArrayList<>(settings());
        settings.addAll(List.of("run.id=" + RUN, "run.mode=streaming", "run.parallelism=2"));
        for (ResultKind<?> result : ResultKind.ALL) {
            String target = results().contains(result) ? target(result) : "{kind: none}";
            settings.add(String.format(Locale.ROOT, "sinks.%s=%s", result.key(), target));
        }
        return ConfigurationReader.read(null, settings);
    }

    /** The records are those of a job without failures and with other sinks. */
    final void assertComplete() throws Exception {
        Collected collected = new Collected();
        JobConfiguration batch =
                ConfigurationReader.read(
                        null, List.of("run.id=" + RUN, "run.mode=batch", "run.parallelism=2"));
        TestJob.start(SyntheticTrackSource.archive(), collected.sinks(), batch.run())
                .getJobExecutionResult()
                .get(PATIENCE_MINUTES, TimeUnit.MINUTES);
        for (ResultKind<?> result : results()) {
            List<String> expected = asStored(collected.lines(result.key()));
            List<String> found = stored(result);
            assertThat(once() ? found : new HashSet<>(found))
                    .as(result.key())
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private List<String> asStored(List<String> lines) throws Exception {
        List<String> stored = new ArrayList<>();
        for (String line : lines) {
            stored.add(asStored(line));
        }
        return stored;
    }

    static void await(String what, Callable<Boolean> condition) {
        Awaitility.await("until " + what)
                .atMost(Duration.ofMinutes(PATIENCE_MINUTES))
                .until(condition);
    }

    /** Files of this process that are open below a folder. */
    static List<String> openFiles(Path below) throws Exception {
        Path process = Path.of("/proc/self/fd");
        if (!Files.isDirectory(process)) {
            return List.of();
        }
        List<String> open = new ArrayList<>();
        try (Stream<Path> descriptors = Files.list(process)) {
            for (Path descriptor : descriptors.toList()) {
                try {
                    Path file = Files.readSymbolicLink(descriptor);
                    if (file.startsWith(below.toRealPath())) {
                        open.add(file.toString());
                    }
                } catch (NoSuchFileException e) {
                    // Closed meanwhile.
                }
            }
        }
        return open;
    }

    /** Threads of this process whose names begin so. */
    static List<String> openThreads(String... names) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> Arrays.stream(names).anyMatch(name::startsWith))
                .toList();
    }
}
