package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.cli.run.EmbeddedRun;
import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.formats.json.SegmentLine;
import io.barnhand.gait.job.pipeline.ConfiguredStages;
import io.barnhand.gait.job.pipeline.Destinations;
import io.barnhand.gait.job.pipeline.GaitJob;
import io.barnhand.gait.job.pipeline.kafka.KafkaConnection;
import io.barnhand.gait.job.pipeline.sink.GaitSinks;
import io.barnhand.gait.job.pipeline.source.KafkaSegments;
import io.barnhand.gait.job.pipeline.source.VideoTracks;
import io.barnhand.gait.job.testing.AnnouncedFootage;
import io.barnhand.gait.job.testing.BarnTables;
import io.barnhand.gait.job.testing.Collected;
import io.barnhand.gait.job.testing.KafkaBroker;
import io.barnhand.gait.job.testing.PictureTraces;
import io.barnhand.gait.models.cache.Lease;
import io.barnhand.gait.models.cache.ModelCache;
import io.barnhand.gait.models.cache.ModelKey;
import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.models.image.CropTransform;
import io.barnhand.gait.models.pose.Keypoints;
import io.barnhand.gait.models.pose.PoseCrop;
import io.barnhand.gait.models.pose.PoseEstimator;
import io.barnhand.gait.models.pose.PoseModel;
import io.barnhand.gait.operators.stages.detection.HorseDetectionFunction;
import io.barnhand.gait.operators.stages.detection.VideoDecoderSource;
import io.barnhand.gait.operators.stages.pose.PlacedPoseModel;
import io.barnhand.gait.operators.stages.pose.PoseModelSource;
import io.barnhand.gait.operators.stages.pose.RtmPoseFunction;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.RemoteFiles;
import io.barnhand.gait.operators.video.container.VideoLimits;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import io.barnhand.gait.operators.video.decoding.VideoReader;
import io.barnhand.gait.operators.video.isolation.DecoderLimits;
import io.barnhand.gait.operators.video.opening.AnnouncedVideos;
import io.barnhand.gait.operators.video.opening.SegmentRoots;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilderFactory;
import org.apache.logging.log4j.core.config.builder.impl.BuiltConfiguration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing of a picture is kept: rendered footage in segments that are fetched from a store, the
 * weights that are shipped, every kind of sink, everything logged, and a savepoint in the middle of
 * a pass. Everything that the job left behind is compared with the decoded frames, the crops of the
 * network and the fetched files; a picture that none of these would show, such as a smaller one,
 * does not fit into the bytes of a pose.
 */
class RetentionITCase {

    private static final List<String> RESULTS =
            List.of("poses", "gait", "strides", "coverage", "dead-letter");
    private static final String RUN = "kept";
    private static final String STORE = "store://barn";

    /** All of its segments are announced. */
    private static final String DONE = "done";

    /** Its last segment is not announced: there is an open pass in the savepoint. */
    private static final String OPEN = "open";

    /** A crop has 196,608 bytes, and as a poor JPEG of half its side still 2,000. */
    private static final int MAX_PER_POSE = 1000;

    /** A gait line has 8,000. */
    private static final int MAX_PER_ROW = 10_000;

    private static final Collection<byte[]> CROPS = new ConcurrentLinkedQueue<>();
    private static final Collection<Path> FETCHED = new ConcurrentLinkedQueue<>();

    @TempDir private static Path folder;
    private static PictureTraces traces;
    private static long posesDone;
    private static long posesOpen;
    private static Path savepointDone;
    private static Path savepointOpen;

    @BeforeAll
    static void runAllSinks() throws Exception {
        folder = folder.toRealPath();
        AnnouncedFootage footage =
                AnnouncedFootage.render(Files.createDirectory(folder.resolve("given")));
        Files.createDirectory(folder.resolve("logs"));
        logEverythingInto(folder.resolve("logs/job.log"));
        try (KafkaBroker broker =
                        KafkaBroker.start(
                                Files.createDirectory(folder.resolve("broker")),
                                Map.of("log.retention.ms", "-1"));
                EmbeddedPostgres database = EmbeddedPostgres.start()) {
            BarnTables tables = BarnTables.in(database.getPostgresDatabase().getConnection());
            broker.createTopic("segments", 1);
            RESULTS.forEach(result -> broker.createTopic(topicOf(result), 1));
            run(broker, configuration(broker, database), footage.segments());
            List<String> rows = new ArrayList<>();
            for (String table : List.of("gait", "stride", "coverage", "dead_letter")) {
                rows.addAll(tables.rows("SELECT * FROM barnhand." + table));
            }
            Files.write(Files.createDirectory(folder.resolve("rows")).resolve("all"), rows);
        }
        traces = new PictureTraces();
        CROPS.forEach(
                pixels ->
                        traces.addPicture(
                                new BgrImage(
                                        CropTransform.CROP_SIZE, CropTransform.CROP_SIZE, pixels)));
        for (VideoSegment segment : footage.segments()) {
            Path file = Path.of(URI.create(segment.uri()));
            traces.addVideo(file);
            try (VideoReader reader = VideoReader.open(file, VideoLimits.DEFAULT)) {
                for (VideoFrame frame; (frame = reader.next()) != null; ) {
                    traces.addPicture(frame.image());
                }
            }
        }
    }

    @AfterAll
    static void logAsBefore() {
        Configurator.reconfigure();
    }

    @Test
    void everySourceOfPicturesWasSeen() throws IOException {
        assertThat(posesDone).isGreaterThan(30);
        assertThat(posesOpen).isGreaterThan(20);
        assertThat(CROPS).hasSizeGreaterThan(50);
        assertThat(FETCHED).hasSizeGreaterThan(3);
        assertThat(traces.size()).isGreaterThan(10_000);
        assertThat(Files.readString(folder.resolve("logs/job.log"))).contains(" DEBUG ");
        assertThat(Files.readString(folder.resolve("rows/all")))
                .contains("\"stride_freq_hz\"", "\"next_on_us\"");
    }

    @Test
    void aCropWouldBeKnownInAnyForm(@TempDir Path copies) throws IOException {
        byte[] crop = CROPS.iterator().next();
        Path raw = Files.write(copies.resolve("raw"), crop);
        Path text = Files.writeString(copies.resolve("text"), "crop " + Arrays.toString(crop));
        Path base64 = Files.write(copies.resolve("base64"), Base64.getEncoder().encode(crop));

        for (Path copy : List.of(raw, text, base64)) {
            assertThat(traces.in(copy)).as(copy.toString()).isPresent();
        }
    }

    @Test
    void noPartOfAPictureIsInOutputsStateOrLogs() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String kept : List.of("out", "savepoints", "checkpoints", "logs", "rows")) {
            files.addAll(files(folder.resolve(kept)));
        }
        for (String result : RESULTS) {
            files.addAll(topic(result));
        }

        assertThat(files).hasSizeGreaterThan(15);
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            traces.in(file).ifPresent(found::add);
        }
        assertThat(found).isEmpty();
    }

    @Test
    void noFileOfASegmentOutlivesIt() {
        Path tmp = folder.resolve("tmp");
        // Flink removes its own files some time after the job has ended.
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(files(tmp)).isEmpty());
    }

    @Test
    void aPoseTakesTooFewBytesForAPicture() throws IOException {
        long poses = posesDone + posesOpen;
        long state = bytes(files(savepointOpen)) - bytes(files(savepointDone));
        long lines = bytes(files(folder.resolve("out/jsonl/poses")));
        long columns = bytes(files(folder.resolve("out/parquet/poses")));
        long messages = bytes(topic("poses"));

        assertThat(state).isPositive().isLessThan(MAX_PER_POSE * posesOpen);
        assertThat(lines).isPositive().isLessThan(MAX_PER_POSE * poses);
        assertThat(columns).isPositive().isLessThan(MAX_PER_POSE * poses);
        assertThat(messages).isPositive().isLessThan(MAX_PER_POSE * poses);
    }

    @Test
    void aRowOrALogLineHasTooFewBytesForAPicture() throws IOException {
        List<String> rows = Files.readAllLines(folder.resolve("rows/all"));
        List<String> logged =
                Files.readAllLines(folder.resolve("logs/job.log")).stream()
                        .filter(line -> line.contains(" io.barnhand."))
                        .toList();

        assertThat(logged).isNotEmpty();
        assertThat(longerThan(MAX_PER_ROW, rows)).isEmpty();
        assertThat(longerThan(MAX_PER_POSE, logged)).isEmpty();
    }

    private static List<String> longerThan(int most, List<String> lines) {
        return lines.stream()
                .filter(line -> line.length() > most)
                .map(line -> line.substring(0, 100) + "…")
                .toList();
    }

    private static void run(
            KafkaBroker broker, JobConfiguration configuration, List<VideoSegment> segments)
            throws Exception {
        ConfiguredStages stages = new ConfiguredStages(configuration);
        Collected collected = new Collected();
        GaitJob job =
                new GaitJob(
                        new VideoTracks(
                                new KafkaSegments(
                                        KafkaConnection.of(configuration.kafka()),
                                        configuration.source().kafka()),
                                new HorseDetectionFunction(
                                        stages.detectionSettings(),
                                        stages.detector(),
                                        new AnnouncedVideos(
                                                new SegmentRoots(List.of(STORE)),
                                                new Store(),
                                                1 << 30),
                                        VideoDecoderSource.guarded(
                                                new DecoderLimits(
                                                        configuration.decode().timeout(),
                                                        configuration.decode().memory()))),
                                new RtmPoseFunction(new SeenCrops(stages.poseModel()))),
                        stages.gaitSettings(),
                        both(Destinations.of(configuration).sinks(RUN), collected.sinks()),
                        configuration.run());
        Configuration settings = job.flinkSettings();
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        settings.set(CoreOptions.TMP_DIRS, folder.resolve("tmp").toString());
        settings.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                Files.createDirectory(folder.resolve("checkpoints")).toUri().toString());
        StreamExecutionEnvironment env = EmbeddedRun.environment(settings);
        job.build(env);
        announce(broker, DONE, segments);
        JobClient client = env.executeAsync(RUN);
        awaitDecoded(segments.size(), collected, client);
        String savepoints = folder.resolve("savepoints").toUri().toString();
        savepointDone =
                path(client.triggerSavepoint(savepoints, SavepointFormatType.CANONICAL).get());
        List<VideoSegment> begun = segments.subList(0, segments.size() - 1);
        announce(broker, OPEN, begun);
        awaitDecoded(segments.size() + begun.size(), collected, client);
        savepointOpen =
                path(
                        client.stopWithSavepoint(false, savepoints, SavepointFormatType.CANONICAL)
                                .get());
        client.getJobExecutionResult().get();
        posesDone = collected.records("poses", DONE).size();
        posesOpen = collected.records("poses", OPEN).size();
    }

    private static void awaitDecoded(int segments, Collected collected, JobClient client)
            throws Exception {
        CompletableFuture<?> result = client.getJobExecutionResult();
        try {
            collected.await(
                    segments + " segments",
                    () -> collected.decoded() == segments,
                    () -> !result.isDone());
        } catch (AssertionError e) {
            if (result.isCompletedExceptionally()) {
                result.get();
            }
            throw e;
        }
    }

    private static Path path(String savepoint) {
        return Path.of(URI.create(savepoint));
    }

    private static JobConfiguration configuration(KafkaBroker broker, EmbeddedPostgres database) {
        List<String> settings =
                new ArrayList<>(
                        List.of(
                                "source.kind=kafka",
                                "source.kafka.topic=segments",
                                "source.kafka.roots=[" + STORE + "]",
                                "source.kafka.silence=10min",
                                "kafka.brokers=" + broker.address(),
                                "run.parallelism=1",
                                "detector.model=yolox-nano-rendered",
                                "detector.floor=0.25",
                                "pose.model=rtmpose-t-rendered"));
        for (String result : RESULTS) {
            Path out = folder.resolve("out");
            String third =
                    result.equals("poses")
                            ? "kind: parquet, path: " + out.resolve("parquet/poses")
                            : String.format(
                                    Locale.ROOT,
                                    "kind: postgres, url: '%s'",
                                    database.getJdbcUrl("postgres", "postgres"));
            settings.add(
                    String.format(
                            Locale.ROOT,
                            "sinks.%s=[{kind: jsonl, path: %s}, {kind: kafka, topic: %s}, {%s}]",
                            result,
                            out.resolve("jsonl/" + result),
                            topicOf(result),
                            third));
        }
        return ConfigurationReader.read(null, settings);
    }

    private static GaitSinks both(GaitSinks a, GaitSinks b) {
        return new GaitSinks(
                joined(a.poses(), b.poses()),
                joined(a.gait(), b.gait()),
                joined(a.strides(), b.strides()),
                joined(a.coverage(), b.coverage()),
                joined(a.deadLetters(), b.deadLetters()));
    }

    private static <T> List<T> joined(List<T> a, List<T> b) {
        return Stream.concat(a.stream(), b.stream()).toList();
    }

    private static void announce(KafkaBroker broker, String camera, List<VideoSegment> segments)
            throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.address()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (VideoSegment segment : segments) {
                VideoSegment stored =
                        new VideoSegment(
                                camera,
                                segment.recording(),
                                segment.sequence(),
                                segment.unit(),
                                STORE + path(segment.uri()),
                                segment.startUs(),
                                segment.clock(),
                                segment.last(),
                                segment.durationUs(),
                                segment.bytes(),
                                null);
                producer.send(
                                new ProducerRecord<>(
                                        "segments",
                                        null,
                                        segment.startUs() / 1000,
                                        null,
                                        SegmentLine.write(stored).getBytes(StandardCharsets.UTF_8)))
                        .get();
            }
        }
    }

    private static void logEverythingInto(Path file) {
        ConfigurationBuilder<BuiltConfiguration> log =
                ConfigurationBuilderFactory.newConfigurationBuilder();
        log.add(
                log.newAppender("file", "File")
                        .addAttribute("fileName", file.toString())
                        .add(
                                log.newLayout("PatternLayout")
                                        .addAttribute("pattern", "%d %p %c %m%n%ex")));
        // The broker of the test runs in this process, and is not the job.
        log.add(log.newLogger("org.apache.kafka", Level.INFO));
        log.add(log.newLogger("kafka", Level.WARN));
        log.add(log.newRootLogger(Level.DEBUG).add(log.newAppenderRef("file")));
        Configurator.reconfigure(log.build());
    }

    /** All files below a folder, without those that are deleted meanwhile. */
    private static List<Path> files(Path folder) {
        List<Path> files = new ArrayList<>();
        File[] within = folder.toFile().listFiles();
        for (File file : within == null ? new File[0] : within) {
            if (file.isDirectory()) {
                files.addAll(files(file.toPath()));
            } else {
                files.add(file.toPath());
            }
        }
        return files;
    }

    /** The files of a topic that the broker keeps. */
    private static List<Path> topic(String result) {
        return files(folder.resolve("broker")).stream()
                .filter(file -> file.getParent().endsWith(topicOf(result) + "-0"))
                .filter(file -> file.toString().endsWith(".log"))
                .toList();
    }

    private static String topicOf(String result) {
        return "kept-" + result;
    }

    private static long bytes(List<Path> files) throws IOException {
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    /** A store on this disk. */
    private static final class Store implements RemoteFiles {

        private static final long serialVersionUID = 1L;

        @Override
        public long size(URI file) throws IOException {
            return Files.size(Path.of(file.getPath()));
        }

        @Override
        public InputStream open(URI file) throws IOException {
            files(folder.resolve("tmp")).stream()
                    .filter(f -> f.getFileName().toString().startsWith("barnhand-segment-"))
                    .forEach(FETCHED::add);
            return Files.newInputStream(Path.of(file.getPath()));
        }

        @Override
        public SeekableByteChannel openSeekable(URI file) {
            throw new UnsupportedOperationException("Announced videos are fetched completely");
        }

        @Override
        public List<RemoteEntry> list(URI folder) {
            throw new UnsupportedOperationException("Announced videos are not listed");
        }
    }

    /** A pose model that keeps its input. */
    private record SeenCrops(PoseModelSource source) implements PoseModelSource {

        @Override
        public Optional<PlacedPoseModel> acquire(Set<Integer> offeredGpus) {
            return source.acquire(offeredGpus).map(SeenCrops::watched);
        }

        private static PlacedPoseModel watched(PlacedPoseModel placed) {
            ModelKey<PoseModel> key =
                    new ModelKey<>(PoseModel.class, Path.of("watched"), 0, 0, "", "cpu");
            return new PlacedPoseModel(
                    ModelCache.shared().acquire(key, () -> new Watched(placed.lease())),
                    placed.place());
        }

        private record Watched(Lease<? extends PoseModel> lease) implements PoseModel {

            @Override
            public PoseEstimator newEstimator() {
                PoseEstimator estimator = lease.model().newEstimator();
                return new PoseEstimator() {
                    @Override
                    public List<Keypoints> estimate(List<PoseCrop> crops) {
                        crops.forEach(crop -> CROPS.add(crop.pixels().clone()));
                        return estimator.estimate(crops);
                    }

                    @Override
                    public void close() {
                        estimator.close();
                    }
                };
            }

            @Override
            public String id() {
                return lease.model().id();
            }

            @Override
            public void close() {
                lease.close();
            }
        }
    }
}
