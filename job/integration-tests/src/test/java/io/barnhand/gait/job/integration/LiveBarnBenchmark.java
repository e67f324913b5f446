package io.barnhand.gait.job.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.formats.json.SegmentLine;
import io.barnhand.gait.job.pipeline.ConfiguredStages;
import io.barnhand.gait.job.pipeline.Destinations;
import io.barnhand.gait.job.pipeline.GaitJob;
import io.barnhand.gait.job.simulation.FootageRequest;
import io.barnhand.gait.job.simulation.RenderedFootage;
import io.barnhand.gait.job.testing.BarnTables;
import io.barnhand.gait.job.testing.KafkaBroker;
import io.barnhand.gait.job.testing.Observed;
import io.barnhand.gait.job.testing.Scrape;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.clip.ClipWriter;
import io.barnhand.gait.operators.video.container.VideoLimits;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import io.barnhand.gait.operators.video.decoding.VideoReader;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The delay from a pass to its row, and how fast a backlog is processed: rendered horses, the
 * weights that are shipped, a real broker, a real database. It prints, and asserts nothing about
 * time. Not part of the build; on an idle machine:
 *
 * <pre>{@code
 * mvn verify -pl job/integration-tests -am -Dit.test=LiveBarnBenchmark -Dtest=none \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
 * }</pre>
 */
class LiveBarnBenchmark {

    private static final String OURS = "flink_taskmanager_job_task_operator_barnhand_";
    private static final long SECOND_US = 1_000_000;
    private static final int SEGMENT_SECONDS = 4;
    private static final long SEGMENT_US = SEGMENT_SECONDS * SECOND_US;
    private static final int FPS = 30;

    /** A trotting horse comes into view and leaves it again within two segments. */
    private static final int SEGMENTS_PER_PASS = 2;

    /** In turn of the first and of the second of two slots, to which Flink spreads keys by hash. */
    private static final List<String> CAMERAS = cameras(4);

    @TempDir private static Path folder;
    private static KafkaBroker broker;
    private static EmbeddedPostgres server;
    private static Connection database;
    private static BarnTables tables;
    private static List<Path> footage;

    @BeforeAll
    static void start() throws Exception {
        folder = folder.toRealPath();
        footage = footage();
        broker = KafkaBroker.start(Files.createDirectory(folder.resolve("broker")), Map.of());
        server = EmbeddedPostgres.builder().setServerConfig("track_commit_timestamp", "on").start();
        database = server.getPostgresDatabase().getConnection();
        tables = BarnTables.in(database);
    }

    @AfterAll
    static void stop() throws Exception {
        if (database != null) {
            database.close();
        }
        if (server != null) {
            server.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    private static List<Path> footage() throws Exception {
        Path clip = folder.resolve("clip.mp4");
        new RenderedFootage()
                .render(
                        new FootageRequest(
                                List.of(new FootageRequest.Horse("trot", true, 0, 0)),
                                "arena",
                                0,
                                1280,
                                720,
                                140,
                                SEGMENTS_PER_PASS * SEGMENT_SECONDS,
                                FPS,
                                false,
                                0,
                                0,
                                7),
                        clip,
                        folder.resolve("clip.json"),
                        share -> {});
        List<Path> cut = new ArrayList<>();
        try (VideoReader reader = VideoReader.open(clip, VideoLimits.DEFAULT)) {
            for (int i = 0; i < SEGMENTS_PER_PASS; i++) {
                Path segment = folder.resolve(String.format(Locale.ROOT, "segments/%d.mp4", i));
                try (ClipWriter writer = ClipWriter.open(segment, 1280, 720, FPS, "segment")) {
                    for (int k = 0; k < SEGMENT_SECONDS * FPS; k++) {
                        VideoFrame frame = reader.next();
                        writer.write(frame.image().pixels(), frame.timeUs());
                    }
                    writer.finish();
                }
                cut.add(segment);
            }
        }
        return cut;
    }

    @Test
    void delayFromTheEndOfAPassToItsRow() throws Exception {
        int cameras = 2;
        int passes = 3;
        tables.execute("DELETE FROM barnhand.gait");
        broker.createTopic("live", 2);
        int port = Scrape.freePort();
        Observed observed = new Observed();
        Scrape scrape;
        List<long[]> stages = new ArrayList<>();
        try (Running job = run(observed, "live", 2, port)) {
            // One more, in which the last tracks end.
            long[] startUs = film(cameras, SEGMENTS_PER_PASS * passes + 1);
            job.await(() -> observed.passes().size() >= cameras * passes);
            job.await(() -> commits().keySet().containsAll(keys(observed.passes())));
            scrape = Scrape.of(port);
            Map<String, Long> commits = commits();
            for (Observed.ObservedPass pass : observed.passes()) {
                int camera = CAMERAS.indexOf(pass.camera());
                stages.add(
                        observed.stages(pass, commits.get(key(pass)), SEGMENT_US, startUs[camera]));
            }
        }
        print(
                String.format(
                        Locale.ROOT,
                        "%d cameras, %d passes; parallelism 2",
                        cameras,
                        stages.size()),
                new String[] {
                    "the horse is gone long enough (tracking.buffer)",
                    "rest of the segment in which it is given up",
                    "announced, read, decoded, tracked, posed",
                    "gait record computed and emitted",
                    "row committed (batches of at most 1 s)",
                    "all: end of the pass to its row"
                },
                stages);
        print(scrape);
        assertThat(stages).hasSizeGreaterThanOrEqualTo(cameras * passes);
    }

    @Test
    void backlogByParallelism() throws Exception {
        int cameras = 4;
        int each = 4;
        for (int parallelism = 1; parallelism <= 2; parallelism++) {
            String topic = "backlog" + parallelism;
            broker.createTopic(topic, 2);
            try (KafkaProducer<byte[], byte[]> producer = producer()) {
                long startUs = System.currentTimeMillis() * 1000 - each * SEGMENT_US;
                for (int k = 0; k < each; k++) {
                    for (int camera = 0; camera < cameras; camera++) {
                        announce(producer, topic, camera, k, startUs);
                    }
                }
            }
            int port = Scrape.freePort();
            Observed observed = new Observed();
            Scrape scrape;
            double cpu;
            try (Running job = run(observed, topic, parallelism, port)) {
                job.await(() -> observed.decoded().size() == 1);
                double before = cpuSeconds();
                job.await(() -> observed.decoded().size() == cameras * each);
                cpu = cpuSeconds() - before;
                scrape = Scrape.of(port);
            }
            assertThat(scrape.sum(OURS + "decode_camera_segments", "")).isEqualTo(cameras * each);
            List<Long> ends = observed.decoded();
            double seconds = (ends.get(ends.size() - 1) - ends.get(0)) / 1000.0;
            double video = (double) (cameras * each - 1) * SEGMENT_SECONDS;
            System.out.printf(
                    Locale.ROOT,
                    "%nBacklog, parallelism %d: %.0f s of video from the first segment done to the last in %.1f s: %.2f video seconds per second; %.2f s of CPU time per video second; load %.1f%n",
                    parallelism,
                    video,
                    seconds,
                    video / seconds,
                    cpu / video,
                    load());
            print(scrape);
        }
    }

    /** Of this process, in which the job runs; the broker and the database have their own. */
    private static double cpuSeconds() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
                / 1e9;
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /**
     * Announces segments of all cameras when they end, as a recorder does.
     *
     * @return event time of each camera's first frame, µs
     */
    private static long[] film(int cameras, int segments) throws Exception {
        long startMs = System.currentTimeMillis();
        long[] startUs = new long[cameras];
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (int k = 0; k < segments; k++) {
                for (int camera = 0; camera < cameras; camera++) {
                    // Cameras do not end their segments at the same time.
                    long firstMs = startMs + camera * 1000L * SEGMENT_SECONDS / cameras;
                    long endMs = firstMs + (k + 1) * 1000L * SEGMENT_SECONDS;
                    for (long left; (left = endMs - System.currentTimeMillis()) > 0; ) {
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(left));
                    }
                    startUs[camera] = 1000 * firstMs;
                    announce(producer, "live", camera, k, startUs[camera]);
                }
            }
        }
        return startUs;
    }

    private static List<String> cameras(int count) {
        List<String> cameras = new ArrayList<>();
        for (int i = 0; cameras.size() < count; i++) {
            if (slot("camera" + i) == cameras.size() % 2) {
                cameras.add("camera" + i);
            }
        }
        return cameras;
    }

    private static int slot(String camera) {
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(
                unit(camera), KeyGroupRangeAssignment.DEFAULT_LOWER_BOUND_MAX_PARALLELISM, 2);
    }

    private static String unit(String camera) {
        return camera + "/live";
    }

    private static void announce(
            KafkaProducer<byte[], byte[]> producer,
            String topic,
            int camera,
            int sequence,
            long startUs)
            throws Exception {
        Path file = footage.get(sequence % footage.size());
        VideoSegment segment =
                new VideoSegment(
                        CAMERAS.get(camera),
                        "live",
                        sequence,
                        unit(CAMERAS.get(camera)),
                        file.toUri().toString(),
                        startUs + sequence * SEGMENT_US,
                        ClockStatus.KNOWN,
                        false,
                        SEGMENT_US,
                        Files.size(file),
                        null);
        producer.send(
                        new ProducerRecord<>(
                                topic,
                                segment.camera().getBytes(UTF_8),
                                SegmentLine.write(segment).getBytes(UTF_8)))
                .get();
    }

    private static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** When the row of each pass was committed, ms since the epoch. */
    private static Map<String, Long> commits() throws SQLException {
        Map<String, Long> commits = new HashMap<>();
        for (String row :
                tables.rows(
                        """
                        SELECT camera || ' ' || end_ms,
                               floor(1000 * extract(epoch FROM pg_xact_commit_timestamp(xmin)))::bigint
                        FROM barnhand.gait""")) {
            int blank = row.lastIndexOf(' ');
            commits.put(row.substring(0, blank), Long.parseLong(row.substring(blank + 1)));
        }
        return commits;
    }

    private static String key(Observed.ObservedPass pass) {
        return pass.camera() + " " + pass.endMs();
    }

    private static List<String> keys(List<Observed.ObservedPass> passes) {
        return passes.stream().map(LiveBarnBenchmark::key).toList();
    }

    private static Running run(Observed observed, String topic, int parallelism, int port)
            throws Exception {
        JobConfiguration configuration =
                ConfigurationReader.read(
                        null,
                        List.of(
                                "source.kind=kafka",
                                "source.kafka.topic=" + topic,
                                "source.kafka.group=" + topic,
                                "source.kafka.roots=[" + folder.resolve("segments") + "]",
                                "source.kafka.silence=10min",
                                "kafka.brokers=" + broker.address(),
                                "run.parallelism=" + parallelism,
                                "detector.model=yolox-nano-rendered",
                                "detector.floor=0.25",
                                "pose.model=rtmpose-t-rendered",
                                "gait.sliding=0s",
                                "sinks={poses: {kind: none}, gait: {kind: postgres, url: '"
                                        + server.getJdbcUrl("postgres", "postgres")
                                        + "'}, strides: {kind: none}, coverage: {kind: none}, dead-letter: {kind: none}}"));
        ConfiguredStages stages = new ConfiguredStages(configuration);
        GaitJob job =
                new GaitJob(
                        observed.watching(stages.source()),
                        stages.gaitSettings(),
                        observed.beside(Destinations.of(configuration).sinks(topic)),
                        configuration.run());
        Configuration settings = job.flinkSettings();
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        Scrape.settings(port).forEach(settings::setString);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(settings);
        job.build(env);
        return new Running(env.executeAsync(topic));
    }

    /** A job that is cancelled at the end. */
    private record Running(JobClient client) implements AutoCloseable {

        void await(Callable<Boolean> condition) {
            Awaitility.await("its end")
                    .atMost(Duration.ofMinutes(15))
                    .pollInterval(Duration.ofMillis(200))
                    .until(
                            () -> {
                                // Throws the failure of a job that has failed.
                                client.getJobExecutionResult().getNow(null);
                                return condition.call();
                            });
        }

        @Override
        public void close() throws Exception {
            client.cancel().get(1, TimeUnit.MINUTES);
            // The sinks write until the job has ended; the database is closed next.
            client.getJobExecutionResult()
                    .handle((result, cancelled) -> result)
                    .get(1, TimeUnit.MINUTES);
        }
    }

    private static void print(String title, String[] names, List<long[]> rows) {
        System.out.printf(
                Locale.ROOT,
                "%n%s; load %.1f%n%-50s %10s %10s%n",
                title,
                load(),
                "ms",
                "median",
                "largest");
        for (int i = 0; i < names.length; i++) {
            int stage = i;
            long[] sorted = rows.stream().mapToLong(row -> row[stage]).sorted().toArray();
            System.out.printf(
                    Locale.ROOT,
                    "%-50s %10d %10d%n",
                    names[i],
                    sorted[sorted.length / 2],
                    sorted[sorted.length - 1]);
        }
    }

    /** The job's own counters. */
    private static void print(Scrape scrape) {
        double all = 0;
        for (String part : List.of("decode_waitMs", "track_busyMs", "track_downstreamMs")) {
            all += scrape.sum(OURS + part, "");
        }
        System.out.printf(
                Locale.ROOT,
                "time of the slots: waiting for frames %.0f %%, detection and tracking %.0f %%, poses %.0f %%; decoding threads beside them %.0f %%%n",
                100 * scrape.sum(OURS + "decode_waitMs", "") / all,
                100 * scrape.sum(OURS + "track_busyMs", "") / all,
                100 * scrape.sum(OURS + "track_downstreamMs", "") / all,
                100 * scrape.sum(OURS + "decode_busyMs", "") / all);
        System.out.printf(
                Locale.ROOT,
                "frames %.0f, detector calls %.0f, crops %.0f%n",
                scrape.sum(OURS + "decode_camera_frames", ""),
                scrape.sum(OURS + "track_camera_detections", ""),
                scrape.sum(OURS + "track_camera_crops", ""));
        scrape.lines().stream()
                .filter(line -> line.startsWith(OURS))
                .filter(line -> line.contains("quantile=\"0.5\"") || line.contains("\"0.95\""))
                .filter(line -> line.contains("agMs{") || line.contains("latencyMs{"))
                .filter(line -> !line.endsWith("NaN"))
                .map(LiveBarnBenchmark::shortened)
                .forEach(System.out::println);
    }

    private static String shortened(String line) {
        String label = line.replaceAll(".*(subtask_index=\"\\d+\").*", "$1");
        String quantile = line.replaceAll(".*(quantile=\"[0-9.]+\").*", "$1");
        return String.format(
                Locale.ROOT,
                "%s %s %s %s ms",
                line.substring(OURS.length(), line.indexOf('{')),
                label,
                quantile,
                line.substring(line.lastIndexOf(' ') + 1));
    }
}
