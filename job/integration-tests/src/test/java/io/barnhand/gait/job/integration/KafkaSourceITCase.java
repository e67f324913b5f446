package io.barnhand.gait.job.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.formats.json.SegmentLine;
import io.barnhand.gait.job.pipeline.ConfiguredStages;
import io.barnhand.gait.job.pipeline.GaitJob;
import io.barnhand.gait.job.testing.AnnouncedFootage;
import io.barnhand.gait.job.testing.Collected;
import io.barnhand.gait.job.testing.Dashboard;
import io.barnhand.gait.job.testing.KafkaBroker;
import io.barnhand.gait.job.testing.Scrape;
import io.barnhand.gait.job.testing.Shell;
import io.barnhand.gait.models.FileDigest;
import io.barnhand.gait.models.testing.Extended;
import io.barnhand.gait.operators.video.VideoSegment;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segments that are announced on a real broker: rendered footage, the weights that are shipped. */
class KafkaSourceITCase {

    private static final long SECOND_US = 1_000_000;
    private static final Path ALERTS = Path.of("../../flink-deploy/prometheus/alerts.yml");
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir private static Path folder;
    private static KafkaBroker broker;
    private static List<VideoSegment> segments;
    private static Collected fromFiles;

    @BeforeAll
    static void renderAndRunFromFiles() throws Exception {
        folder = folder.toRealPath();
        AnnouncedFootage footage = AnnouncedFootage.render(folder);
        segments = footage.segments();
        fromFiles = new Collected();
        run(fromFiles, configuration("source.path=" + footage.whole(), "run.parallelism=1"));
        assertThat(fromFiles.lines("poses")).hasSizeGreaterThan(30);
        assertThat(fromFiles.lines("gait")).isNotEmpty();
        // The messages are of the year 2020.
        broker =
                KafkaBroker.start(
                        Files.createDirectory(folder.resolve("broker")),
                        Map.of("log.retention.ms", "-1"));
    }

    @AfterAll
    static void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void resumesFromASavepointAndGivesTheRecordsOfTheUncutFile() throws Exception {
        broker.createTopic("again", 3);
        Collected collected = new Collected();
        String savepoint;
        publish("again", segments.get(0), segments.get(1));
        try (Live live = new Live(collected, "again", null)) {
            live.await("two segments", () -> collected.decoded() == 2);
            savepoint = live.stop();
        }
        assertThat(collected.lines("poses"))
                .isNotEmpty()
                .hasSizeLessThan(fromFiles.lines("poses").size());

        publish("again", segments.get(2), segments.get(2));
        try (Live live = new Live(collected, "again", savepoint)) {
            live.await("the third segment", () -> collected.decoded() == 3);
            live.stop();
        }

        assertThat(collected.lines("dead-letter")).isEmpty();
        assertThat(collected.decoded()).isEqualTo(3);
        for (String sink : List.of("poses", "gait", "strides")) {
            assertThat(collected.lines(sink)).as(sink).isEqualTo(fromFiles.lines(sink));
        }
    }

    @Test
    void aSavepointOfAnotherTopicIsRefusedAndOneWithMorePartitionsIsRead() throws Exception {
        broker.createTopic("moved", 1);
        broker.createTopic("elsewhere", 1);
        Collected collected = new Collected();
        String savepoint;
        publish("moved", segments.get(0));
        try (Live live = new Live(collected, "moved", null)) {
            live.await("a segment", () -> collected.decoded() == 1);
            savepoint = live.stop();
        }

        assertRefused(
                "elsewhere",
                savepoint,
                "source.kafka.topic is elsewhere, but the savepoint or checkpoint is of a job that"
                        + " reads moved; set source.kafka.topic to moved");
        try (Admin admin = broker.admin()) {
            admin.createPartitions(Map.of("moved", NewPartitions.increaseTo(3))).all().get();
        }
        publish("moved", segments.get(1));
        try (Live live = new Live(collected, "moved", savepoint)) {
            live.await("the next segment", () -> collected.decoded() == 2);
            savepoint = live.stop();
        }
        try (Admin admin = broker.admin()) {
            admin.deleteTopics(List.of("moved")).all().get();
            Awaitility.await().until(() -> !admin.listTopics().names().get().contains("moved"));
        }
        broker.createTopic("moved", 3);
        assertRefused("moved", savepoint, "is of another topic of that name");
    }

    private static void assertRefused(String topic, String savepoint, String message) {
        assertThatThrownBy(
                        () -> {
                            try (Live live = new Live(new Collected(), topic, savepoint)) {
                                live.await("that it ends", () -> false);
                            }
                        })
                .rootCause()
                .hasMessageContaining(message);
    }

    @Test
    void unusableInputIsADeadLetterAndTheJobContinues() throws Exception {
        broker.createTopic("bad", 1);
        VideoSegment good = segments.get(0);
        String line = SegmentLine.write(of(good, "x", 0));
        Path outside = Files.copy(Path.of(URI.create(good.uri())), folder.resolve("o.avi"));
        Path link = folder.resolve("segments/link.avi");
        Files.createSymbolicLink(link, outside);
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (String message :
                    new String[] {
                        "no segment",
                        null,
                        line.replace("\"version\":1", "\"version\":3"),
                        line.replace(good.uri(), outside.toUri().toString()),
                        line.replace(good.uri(), link.toUri().toString()),
                        line.replace(good.uri(), "http://127.0.0.1:1/segments/000.avi"),
                        line.replace("000.avi", "%2e%2e/o.avi"),
                        line.replace("000.avi", "none.avi"),
                        line.replace("\"duration_us\":null", "\"duration_us\":60000001"),
                        line.replace("\"sha256\":null", "\"sha256\":\"" + "0".repeat(64) + "\""),
                        line.replaceFirst("\"bytes\":\\d+", "\"bytes\":7")
                    }) {
                // One recording for each, so that no segment is a duplicate of another.
                int number = number();
                byte[] value =
                        message == null
                                ? null
                                : message.replace("\"walk\"", "\"walk" + number + "\"")
                                        .getBytes(UTF_8);
                producer.send(new ProducerRecord<>("bad", null, good.startUs() / 1000, null, value))
                        .get();
            }
        }
        publish("bad", segments.toArray(VideoSegment[]::new));
        Collected collected = new Collected();

        try (Live live = new Live(collected, "bad", null, "source.limits.duration=1min")) {
            live.await("the good segments", () -> collected.decoded() == 3);
            live.await("all letters", () -> collected.lines("dead-letter").size() == 11);
            live.stop();
        }

        assertThat(collected.records("dead-letter"))
                .extracting(letter -> letter.path("reason").asText())
                .containsExactlyInAnyOrder(
                        "malformed",
                        "malformed",
                        "malformed",
                        "foreign_root",
                        "foreign_root",
                        "foreign_root",
                        "foreign_root",
                        "missing",
                        "too_long",
                        "digest_mismatch",
                        "size_mismatch");
        assertThat(collected.records("dead-letter"))
                .filteredOn(letter -> letter.path("stage").asText().equals("parse"))
                .extracting(letter -> letter.path("source").asText())
                .containsExactlyInAnyOrder("bad-0@0", "bad-0@1", "bad-0@2");
        assertThat(collected.lines("poses")).isEqualTo(fromFiles.lines("poses"));
        assertThat(collected.lines("gait")).isEqualTo(fromFiles.lines("gait"));
    }

    /**
     * Six ordinary cameras; one that falls silent; one that delivers ten minutes late with a right
     * clock; one whose clock is an hour ahead; one that announces everything twice; one whose
     * segments come in another order, and one where that is so at its beginning.
     */
    @Test
    @Extended
    void twelveCamerasOfABarn() throws Exception {
        broker.createTopic("barn", 3);
        VideoSegment a = segments.get(0);
        VideoSegment b = segments.get(1);
        VideoSegment c = segments.get(2);
        long aheadUs = HOUR.toMillis() * 1000;
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (int camera = 1; camera <= 6; camera++) {
                announce(producer, "barn", "camera" + camera, 0, 10 * SECOND_US, a, b, c);
            }
            announce(producer, "barn", "silent", 0, 0, a, b);
            announce(producer, "barn", "late", 0, 600 * SECOND_US, a, b, c);
            announce(producer, "barn", "ahead", aheadUs, -aheadUs, a, b, c);
            announce(producer, "barn", "twice", 0, 0, a, a, b, b, c, c);
            announce(producer, "barn", "swapped", 0, 0, a, c, b);
            announce(producer, "barn", "late-beginner", 0, 0, b, a, c);
        }
        Collected collected = new Collected();

        try (Live live = new Live(collected, "barn", null, "source.kafka.silence=15s")) {
            live.await("all segments", () -> collected.decoded() == 34);
            live.await("the silence", () -> !collected.records("gait", "silent").isEmpty());
            live.stop();
        }

        List<String> complete = new ArrayList<>(List.of("late", "twice", "swapped"));
        for (int camera = 1; camera <= 6; camera++) {
            complete.add("camera" + camera);
        }
        for (String camera : complete) {
            for (String sink : List.of("poses", "gait", "strides")) {
                assertThat(linesAsOfFiles(collected, sink, camera))
                        .as(sink + " of " + camera)
                        .isEqualTo(fromFiles.lines(sink));
            }
        }
        List<JsonNode> ahead = collected.records("poses", "ahead");
        assertThat(ahead).hasSameSizeAs(fromFiles.lines("poses"));
        assertThat(ahead).allSatisfy(pose -> assertThat(flags(pose)).contains("clock_off"));
        assertThat(times(ahead))
                .isEqualTo(
                        times(fromFiles.records("poses")).stream()
                                .map(time -> time + aheadUs)
                                .toList());
        assertThat(collected.records("gait", "ahead"))
                .isNotEmpty()
                .allSatisfy(pass -> assertThat(flags(pass.path("quality"))).contains("clock_off"));
        assertThat(collected.records("poses"))
                .filteredOn(pose -> flags(pose).contains("clock_off"))
                .hasSameSizeAs(ahead);
        assertThat(times(collected.records("poses", "silent")))
                .isEqualTo(
                        times(fromFiles.records("poses")).stream()
                                .filter(time -> time < c.startUs())
                                .toList());
        // Its first segment to arrive is where it begins: the one before came too late.
        assertThat(times(collected.records("poses", "late-beginner")))
                .isNotEmpty()
                .allSatisfy(time -> assertThat(time).isGreaterThanOrEqualTo(b.startUs()));
        assertThat(collected.records("dead-letter"))
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.path("camera").asText()).isEqualTo("late-beginner");
                            assertThat(letter.path("reason").asText()).isEqualTo("late");
                            assertThat(letter.path("source").asText()).isEqualTo(a.uri());
                        });
    }

    @Test
    void everyCounterThatDashboardsAndAlertsNameCanBeScraped() throws Exception {
        broker.createTopic("scraped", 1);
        publish("scraped", segments.get(0), segments.get(1), segments.get(1));
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            producer.send(new ProducerRecord<>("scraped", "no segment".getBytes(UTF_8))).get();
        }
        int port = Scrape.freePort();
        Collected collected = new Collected();
        Scrape scrape;
        try (Live live = new Live(collected, "scraped", null, Scrape.settings(port))) {
            live.await("two segments", () -> collected.decoded() == 2);
            live.await("the letter", () -> collected.lines("dead-letter").size() == 1);
            scrape = Scrape.of(port);
        }

        Set<String> named = new HashSet<>();
        for (Dashboard dashboard : Dashboard.all()) {
            for (Dashboard.Query query : dashboard.queries("expr")) {
                Set<String> metrics = metrics(query.target().path("expr").asText());
                assertThat(metrics).as(query.toString()).isNotEmpty();
                named.addAll(metrics);
            }
        }
        named.addAll(metrics(Files.readString(ALERTS)));
        assertThat(named).hasSizeGreaterThan(40);
        named.removeAll(scrape.names());
        // There once a topic has refused one, as KafkaRefusedRecordsITCase asserts.
        named.remove(
                "flink_taskmanager_job_task_operator_user_barnhand_sink_reason_refusedRecords");
        assertThat(named).as("named and not there").isEmpty();
        String ours = "flink_taskmanager_job_task_operator_barnhand_";
        String camera = "camera=\"arena\"";
        assertThat(scrape.sum(ours + "source_camera_references", camera)).isEqualTo(3);
        assertThat(scrape.sum(ours + "source_camera_lastEventTimeMs", camera))
                .isEqualTo(segments.get(1).startUs() / 1000.0);
        assertThat(scrape.sum(ours + "source_lagMs_count", "")).isEqualTo(3);
        assertThat(scrape.sum(ours + "decode_camera_segments", camera)).isEqualTo(2);
        assertThat(scrape.sum(ours + "decode_camera_frames", camera)).isEqualTo(30);
        assertThat(scrape.sum(ours + "sink_reason_deadLetters", "reason=\"malformed\""))
                .isEqualTo(1);
        assertThat(scrape.sum(ours + "pose_detectionOnly", "")).isZero();
    }

    private static Set<String> metrics(String expressions) {
        Set<String> names = new HashSet<>();
        Matcher name = Pattern.compile("flink_\\w+").matcher(expressions);
        while (name.find()) {
            names.add(name.group());
        }
        return names;
    }

    @Test
    void theTopicIsCheckedBeforeTheJobStarts() {
        broker.createTopic("there", 1);

        Shell.Result found = validate("there");
        Shell.Result none = validate("nowhere");

        assertThat(found.exitCode()).as(found.err()).isZero();
        assertThat(found.out()).contains("Segments: topic there", "The configuration is valid.");
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("The topics nowhere are missing on " + broker.address());
    }

    private static Shell.Result validate(String topic) {
        List<String> arguments = new ArrayList<>(List.of("validate"));
        for (String setting : settings(topic)) {
            arguments.add("--set");
            arguments.add(setting);
        }
        return Shell.barnhand(arguments.toArray(String[]::new));
    }

    /** A job that reads a topic until it is stopped. */
    private static final class Live implements AutoCloseable {

        private final Collected collected;
        private final JobClient client;
        private final CompletableFuture<?> result;

        Live(Collected collected, String topic, String savepoint, String... more) throws Exception {
            this(collected, topic, savepoint, Map.of(), more);
        }

        /**
         * @param flink settings of Flink
         * @param more settings of the job
         */
        Live(
                Collected collected,
                String topic,
                String savepoint,
                Map<String, String> flink,
                String... more)
                throws Exception {
            this.collected = collected;
            List<String> settings = settings(topic);
            settings.addAll(List.of(more));
            StreamExecutionEnvironment env =
                    environment(
                            collected,
                            configuration(settings.toArray(String[]::new)),
                            savepoint,
                            flink);
            client = env.executeAsync(topic);
            result = client.getJobExecutionResult();
        }

        void await(String what, BooleanSupplier condition) throws Exception {
            try {
                collected.await(what, condition, () -> !result.isDone());
            } catch (AssertionError e) {
                if (result.isCompletedExceptionally()) {
                    result.get();
                }
                throw e;
            }
        }

        /** Stops with a savepoint, before which everything that was read has been written. */
        String stop() throws Exception {
            String savepoint =
                    client.stopWithSavepoint(
                                    false,
                                    folder.resolve("savepoints").toUri().toString(),
                                    SavepointFormatType.CANONICAL)
                            .get(5, TimeUnit.MINUTES);
            result.get(1, TimeUnit.MINUTES);
            return savepoint;
        }

        @Override
        public void close() throws Exception {
            if (!result.isDone()) {
                client.cancel().get(1, TimeUnit.MINUTES);
            }
        }
    }

    private static void run(Collected into, JobConfiguration configuration) throws Exception {
        environment(into, configuration, null, Map.of()).execute("files");
    }

    private static StreamExecutionEnvironment environment(
            Collected into,
            JobConfiguration configuration,
            String savepoint,
            Map<String, String> flink) {
        ConfiguredStages stages = new ConfiguredStages(configuration);
        GaitJob job =
                new GaitJob(
                        stages.source(), stages.gaitSettings(), into.sinks(), configuration.run());
        Configuration settings = job.flinkSettings();
        flink.forEach(settings::setString);
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
        settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        if (savepoint != null) {
            settings.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        }
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(settings);
        job.build(env);
        return env;
    }

    private static List<String> settings(String topic) {
        return new ArrayList<>(
                List.of(
                        "source.kind=kafka",
                        "source.kafka.topic=" + topic,
                        "source.kafka.group=" + topic,
                        "source.kafka.roots=[" + folder.resolve("segments") + "]",
                        "source.kafka.silence=10min",
                        "kafka.brokers=" + broker.address(),
                        "run.parallelism=2",
                        "detector.model=yolox-nano-rendered",
                        "detector.floor=0.25",
                        "pose.model=rtmpose-t-rendered",
                        "gait.sliding=0s"));
    }

    private static JobConfiguration configuration(String... settings) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "detector.model=yolox-nano-rendered",
                                "detector.floor=0.25",
                                "pose.model=rtmpose-t-rendered",
                                "gait.sliding=0s"));
        all.addAll(List.of(settings));
        return ConfigurationReader.read(null, all);
    }

    private static int recordings;

    private static int number() {
        return recordings++;
    }

    private static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static void publish(String topic, VideoSegment... published) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            announce(producer, topic, published[0].camera(), 0, 0, published);
        }
    }

    /**
     * @param shiftUs added to the start of each segment
     * @param laterUs from the start that is announced to the time of the message
     */
    private static void announce(
            KafkaProducer<byte[], byte[]> producer,
            String topic,
            String camera,
            long shiftUs,
            long laterUs,
            VideoSegment... published)
            throws Exception {
        for (VideoSegment segment : published) {
            VideoSegment announced = of(segment, camera, shiftUs);
            producer.send(
                            new ProducerRecord<>(
                                    topic,
                                    null,
                                    (announced.startUs() + laterUs) / 1000,
                                    camera.getBytes(UTF_8),
                                    SegmentLine.write(announced).getBytes(UTF_8)))
                    .get();
        }
    }

    private static VideoSegment of(VideoSegment segment, String camera, long shiftUs)
            throws Exception {
        boolean verified = !camera.equals("x");
        return new VideoSegment(
                camera,
                segment.recording(),
                segment.sequence(),
                segment.unit(),
                segment.uri(),
                segment.startUs() + shiftUs,
                segment.clock(),
                segment.last(),
                segment.durationUs(),
                segment.bytes(),
                verified ? FileDigest.sha256(Path.of(URI.create(segment.uri()))) : null);
    }

    private static List<String> linesAsOfFiles(Collected collected, String sink, String camera) {
        return collected.lines(sink).stream()
                .filter(line -> line.contains("\"" + camera + "\""))
                .map(line -> line.replace("\"" + camera + "\"", "\"arena\""))
                .sorted()
                .toList();
    }

    private static List<Long> times(List<JsonNode> poses) {
        return poses.stream().map(pose -> pose.path("time_us").asLong()).sorted().toList();
    }

    private static List<String> flags(JsonNode record) {
        List<String> flags = new ArrayList<>();
        record.path("flags").forEach(flag -> flags.add(flag.asText()));
        return flags;
    }
}
