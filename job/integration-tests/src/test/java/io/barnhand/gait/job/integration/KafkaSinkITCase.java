package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barnhand.gait.job.pipeline.Destinations;
import io.barnhand.gait.job.pipeline.GaitJob;
import io.barnhand.gait.job.pipeline.config.ConfigurationReader;
import io.barnhand.gait.job.pipeline.config.JobConfiguration;
import io.barnhand.gait.job.testing.BarnTables;
import io.barnhand.gait.job.testing.KafkaBroker;
import io.barnhand.gait.job.testing.MadeTracks;
import io.barnhand.gait.job.testing.Shell;
import io.barnhand.gait.operators.gait.settings.GaitSettings;
import io.barnhand.gait.operators.gait.settings.KeypointTraits;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job's topics on a real broker, which dies, as a database does, and the job fails. */
class KafkaSinkITCase {

    private static final Path COMPUTED = Path.of("../testing/src/main/resources/computed");
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String EXACTLY_ONCE = "{kind: kafka, topic: %s, delivery: exactly-once}";
    private static final int PATIENCE_MINUTES = 5;
    private static final List<String> RESULTS =
            List.of("gait", "strides", "coverage", "dead-letter");

    @TempDir private static Path brokerFolder;
    private static KafkaBroker broker;

    @TempDir private Path folder;

    @BeforeAll
    static void start() throws IOException {
        broker = KafkaBroker.start(brokerFolder);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void aTopicHasTheLinesThatFilesHave() throws Exception {
        Path poses = Files.createDirectories(folder.resolve("in"));
        for (String file : List.of("computed-trot.jsonl", "computed-walk.jsonl")) {
            Files.copy(COMPUTED.resolve(file), poses.resolve(file));
        }
        Files.writeString(poses.resolve("broken.jsonl"), "not a pose\n");
        List<String> results = List.of("poses", "gait", "strides", "coverage", "dead-letter");
        List<String> settings =
                new ArrayList<>(List.of("source.kind=poses", "source.path=" + poses, "run.id=a"));
        for (String result : results) {
            broker.createTopic("same-" + result, 3);
            settings.add(
                    "sinks.%s=[{kind: jsonl, path: %s}, {kind: kafka, topic: same-%s}]"
                            .formatted(result, folder.resolve(result), result));
        }

        Shell.Result result = barnhand("run", settings);

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("Written: run a of topic same-gait");
        for (String name : results) {
            assertThat(values("same-" + name, IsolationLevel.READ_UNCOMMITTED))
                    .as(name)
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(lines(name, "a"));
        }
    }

    @Test
    void aRecordIsNamedByCameraAndTrackAndStampedWithItsEventTime() throws Exception {
        List<String> settings = new ArrayList<>(List.of("run.id=b", "source.kind=poses"));
        settings.add("source.path=" + COMPUTED);
        for (String result : List.of("poses", "gait", "coverage", "dead-letter")) {
            settings.add("sinks." + result + "={kind: none}");
        }
        broker.createTopic("keyed", 3);
        settings.add("sinks.strides={kind: kafka, topic: keyed}");

        Shell.Result result = barnhand("run", settings);

        assertThat(result.exitCode()).as(result.err()).isZero();
        List<ConsumerRecord<String, String>> records =
                broker.records("keyed", IsolationLevel.READ_UNCOMMITTED);
        assertThat(records).isNotEmpty();
        for (ConsumerRecord<String, String> record : records) {
            JsonNode line = MAPPER.readTree(record.value());
            assertThat(record.key())
                    .isEqualTo(
                            line.path("camera_id").asText() + "/" + line.path("track_id").asText());
            assertThat(record.timestamp()).isEqualTo(line.path("on_us").asLong() / 1000);
            assertThat(
                            new String(
                                    record.headers().lastHeader("run").value(),
                                    StandardCharsets.UTF_8))
                    .isEqualTo("b");
        }
    }

    @Test
    void whatCannotWorkIsToldBeforeTheJobStarts() throws Exception {
        broker.createTopic("there", 1);
        List<String> poses =
                List.of("source.kind=poses", "source.path=" + COMPUTED, "run.id=refused");
        Path slow = Files.writeString(folder.resolve("slow"), "transaction.timeout.ms=3600000\n");
        Path fast = Files.writeString(folder.resolve("fast"), "transaction.timeout.ms=1000\n");

        assertThat(barnhand("run", with(poses, "sinks.gait={kind: kafka, topic: missing}")))
                .satisfies(r -> assertThat(r.exitCode()).isEqualTo(2))
                .satisfies(r -> assertThat(r.err()).contains("The topics missing are missing on"));
        String exactlyOnce = "sinks.gait=" + EXACTLY_ONCE.formatted("there");
        assertThat(barnhand("run", with(poses, exactlyOnce)))
                .satisfies(r -> assertThat(r.exitCode()).isEqualTo(2))
                .satisfies(r -> assertThat(r.err()).contains("set run.mode to streaming"));
        assertThat(
                        barnhand(
                                "validate",
                                with(poses, exactlyOnce, "run.mode=streaming", properties(slow))))
                .satisfies(r -> assertThat(r.exitCode()).isEqualTo(2))
                .satisfies(
                        r ->
                                assertThat(r.err())
                                        .contains("is 3600000, but the brokers allow 900000"));
        assertThat(
                        barnhand(
                                "validate",
                                with(poses, exactlyOnce, "run.mode=streaming", properties(fast))))
                .satisfies(r -> assertThat(r.exitCode()).isEqualTo(2))
                .satisfies(r -> assertThat(r.err()).contains("set it to at least 60000"));
    }

    @Test
    void aTopicThatWouldDeleteOldFootageIsTold() throws Exception {
        try (Admin admin = broker.admin()) {
            admin.createTopics(
                            List.of(
                                    topic("week", Map.of("retention.ms", "604800000")),
                                    topic("always", Map.of("retention.ms", "-1")),
                                    topic(
                                            "anew",
                                            Map.of(
                                                    "retention.ms",
                                                    "604800000",
                                                    "message.timestamp.type",
                                                    "LogAppendTime"))))
                    .all()
                    .get();
            await(
                    () ->
                            admin.listTopics()
                                    .names()
                                    .get()
                                    .containsAll(List.of("week", "always", "anew")));
        }
        List<String> topics =
                List.of(
                        "sinks.gait=[{kind: kafka, topic: week}, {kind: kafka, topic: always},"
                                + " {kind: kafka, topic: anew}]");
        List<String> live = with(topics, "source.kind=kafka", "source.kafka.roots=[/footage]");

        assertThat(Destinations.of(configuration("live", live)).notices()).isEmpty();
        assertThat(Destinations.of(configuration("old", topics)).notices())
                .singleElement()
                .asString()
                .contains("The topic week deletes records of footage")
                .contains("retention.ms=-1");
    }

    private static NewTopic topic(String name, Map<String, String> settings) {
        return new NewTopic(name, 1, (short) 1).configs(settings);
    }

    @Test
    void aJobThatFailsTwiceWritesEveryRecordOnce() throws Exception {
        Map<String, List<String>> truth = truth("twice");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Connection database = postgres.getPostgresDatabase().getConnection()) {
            BarnTables.in(database);
            String table =
                    "{kind: postgres, url: '%s'}"
                            .formatted(postgres.getJdbcUrl("postgres", "postgres"));
            List<String> settings = new ArrayList<>();
            for (String result : RESULTS) {
                broker.createTopic("twice-" + result, 2);
                broker.createTopic("often-" + result, 1);
                settings.add(
                        "sinks.%s=[%s, {kind: kafka, topic: often-%s}, %s]"
                                .formatted(
                                        result,
                                        EXACTLY_ONCE.formatted("twice-" + result),
                                        result,
                                        table));
            }

            start(
                            MadeTracks.failing(2, KafkaSinkITCase::hasStridesNotCommitted),
                            configuration("twice", settings),
                            null)
                    .getJobExecutionResult()
                    .get(PATIENCE_MINUTES, TimeUnit.MINUTES);

            assertThat(MadeTracks.failuresLeft()).isZero();
            assertThat(MadeTracks.restored().availablePermits()).isEqualTo(2);
            for (String result : RESULTS) {
                List<String> lines = truth.get(result);
                assertThat(values("twice-" + result, IsolationLevel.READ_COMMITTED))
                        .as(result)
                        .isNotEmpty()
                        .containsExactlyInAnyOrderElementsOf(lines);
                assertThat(new HashSet<>(values("often-" + result, IsolationLevel.READ_COMMITTED)))
                        .as(result)
                        .containsExactlyInAnyOrderElementsOf(new HashSet<>(lines));
                assertThat(rows(database, result)).as(result).isEqualTo(stored(database, lines));
            }
            // Otherwise nothing was written twice, and the test would show nothing.
            assertThat(values("twice-strides", IsolationLevel.READ_UNCOMMITTED).size())
                    .isGreaterThan(truth.get("strides").size());
        }
    }

    @Test
    void aBrokerThatDiesLosesNothingAndDoublesNothing() throws Exception {
        Map<String, List<String>> truth = truth("dies");
        // A client notices within seconds what else takes it two minutes.
        Path quick =
                Files.writeString(
                        folder.resolve("quick"),
                        "delivery.timeout.ms=4000\nrequest.timeout.ms=2000\nmax.block.ms=4000\n");
        List<String> settings = new ArrayList<>(List.of(properties(quick)));
        for (String result : RESULTS) {
            broker.createTopic("dies-" + result, 2);
            settings.add("sinks.%s=%s".formatted(result, EXACTLY_ONCE.formatted("dies-" + result)));
        }
        // The third track is open when the broker dies.
        JobClient job =
                start(
                        MadeTracks.gated(5 * MadeTracks.EVENTS / 2),
                        configuration("dies", settings),
                        null);
        await(() -> !values("dies-gait", IsolationLevel.READ_COMMITTED).isEmpty());

        broker.kill();
        MadeTracks.openGate();
        assertThat(MadeTracks.restored().tryAcquire(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
        broker.restart();
        job.getJobExecutionResult().get(PATIENCE_MINUTES, TimeUnit.MINUTES);

        for (String result : RESULTS) {
            assertThat(values("dies-" + result, IsolationLevel.READ_COMMITTED))
                    .as(result)
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(truth.get(result));
        }
    }

    @Test
    void aDatabaseThatDiesLosesNothingAndDoublesNothing() throws Exception {
        Map<String, List<String>> truth = truth("database");
        EmbeddedPostgres.Builder server =
                EmbeddedPostgres.builder()
                        .setDataDirectory(folder.resolve("database"))
                        .setCleanDataDirectory(false);
        List<String> settings = new ArrayList<>();
        JobClient job;
        try (EmbeddedPostgres postgres = server.start();
                Connection database = postgres.getPostgresDatabase().getConnection()) {
            BarnTables tables = BarnTables.in(database);
            server.setPort(postgres.getPort());
            for (String result : RESULTS) {
                settings.add(
                        "sinks.%s={kind: postgres, url: '%s'}"
                                .formatted(result, postgres.getJdbcUrl("postgres", "postgres")));
            }
            job =
                    start(
                            MadeTracks.gated(5 * MadeTracks.EVENTS / 2),
                            configuration("database", settings),
                            null);
            await(() -> !tables.rows("SELECT line FROM barnhand.gait").isEmpty());
        }
        MadeTracks.openGate();
        assertThat(MadeTracks.restored().tryAcquire(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
        try (EmbeddedPostgres postgres = server.start();
                Connection database = postgres.getPostgresDatabase().getConnection()) {
            job.getJobExecutionResult().get(PATIENCE_MINUTES, TimeUnit.MINUTES);

            for (String result : RESULTS) {
                assertThat(rows(database, result))
                        .as(result)
                        .isNotEmpty()
                        .isEqualTo(stored(database, truth.get(result)));
            }
        }
    }

    @Test
    void aStopLeavesAnOpenPassOpenAndADrainClosesIt() throws Exception {
        broker.createTopic("stop-gait", 1);
        JobConfiguration configuration =
                configuration(
                        "stop",
                        List.of(
                                "sinks.gait=" + EXACTLY_ONCE.formatted("stop-gait"),
                                "sinks.strides={kind: none}",
                                "sinks.coverage={kind: none}",
                                "sinks.dead-letter={kind: none}"));
        JobClient job = start(MadeTracks.gated(5 * MadeTracks.EVENTS / 2), configuration, null);
        assertThat(MadeTracks.beforeTheGate().await(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
        assertThat(MadeTracks.checkpoints().tryAcquire(PATIENCE_MINUTES, TimeUnit.MINUTES))
                .isTrue();

        String savepoint = stop(job, false);
        List<String> stopped = passes("stop-gait");
        JobClient again = start(MadeTracks.gated(0), configuration, savepoint);
        assertThat(MadeTracks.checkpoints().tryAcquire(PATIENCE_MINUTES, TimeUnit.MINUTES))
                .isTrue();
        assertThat(MadeTracks.restored().availablePermits()).isEqualTo(1);
        stop(again, true);

        assertThat(stopped).containsExactlyInAnyOrder("recording-0", "recording-1");
        assertThat(passes("stop-gait"))
                .containsExactlyInAnyOrder("recording-0", "recording-1", "recording-2");
    }

    /** What a job without failures writes into files, line by line, by result. */
    private Map<String, List<String>> truth(String run) throws Exception {
        List<String> settings = new ArrayList<>(List.of("run.mode=batch"));
        for (String result : RESULTS) {
            settings.add(
                    "sinks.%s={kind: jsonl, path: %s}".formatted(result, folder.resolve(result)));
        }
        start(MadeTracks.archive(), configuration(run, settings), null)
                .getJobExecutionResult()
                .get(PATIENCE_MINUTES, TimeUnit.MINUTES);
        return Map.of(
                "gait", lines("gait", run),
                "strides", lines("strides", run),
                "coverage", lines("coverage", run),
                "dead-letter", lines("dead-letter", run));
    }

    private static JobConfiguration configuration(String run, List<String> settings) {
        return ConfigurationReader.read(
                null,
                Stream.concat(
                                Stream.of(
                                        "run.id=" + run,
                                        "run.mode=streaming",
                                        "run.parallelism=2",
                                        "kafka.brokers=" + broker.address(),
                                        "sinks.poses={kind: none}"),
                                settings.stream())
                        .toList());
    }

    private static JobClient start(
            MadeTracks tracks, JobConfiguration configuration, String savepoint) throws Exception {
        Destinations.of(configuration).require();
        GaitJob job =
                new GaitJob(
                        tracks,
                        GaitSettings.of(0.3, KeypointTraits.AP10K_UNGULATE),
                        Destinations.of(configuration).sinks(configuration.run().id()),
                        configuration.run());
        Configuration settings = job.flinkSettings();
        if (settings.contains(CheckpointingOptions.CHECKPOINTING_INTERVAL)) {
            settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(300));
        }
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1000);
        settings.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(300));
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
        settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
        if (savepoint != null) {
            settings.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        }
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(settings);
        job.build(env);
        return env.executeAsync(configuration.run().id());
    }

    private String stop(JobClient job, boolean drain) throws Exception {
        String savepoint =
                job.stopWithSavepoint(
                                drain,
                                folder.resolve("savepoints").toUri().toString(),
                                SavepointFormatType.CANONICAL)
                        .get(PATIENCE_MINUTES, TimeUnit.MINUTES);
        job.getJobExecutionResult().get(PATIENCE_MINUTES, TimeUnit.MINUTES);
        return savepoint;
    }

    private static Shell.Result barnhand(String command, List<String> settings) {
        List<String> arguments = new ArrayList<>(List.of(command));
        Stream.concat(Stream.of("kafka.brokers=" + broker.address()), settings.stream())
                .forEach(setting -> arguments.addAll(List.of("--set", setting)));
        return Shell.barnhand(arguments.toArray(String[]::new));
    }

    private static List<String> with(List<String> settings, String... more) {
        return Stream.concat(settings.stream(), Arrays.stream(more)).toList();
    }

    private static String properties(Path file) {
        return "kafka.properties=" + file;
    }

    private static List<String> values(String topic, IsolationLevel isolation) {
        return broker.records(topic, isolation).stream().map(ConsumerRecord::value).toList();
    }

    /** The recordings of the passes that can be read. */
    private static List<String> passes(String topic) throws IOException {
        List<String> recordings = new ArrayList<>();
        for (String value : values(topic, IsolationLevel.READ_COMMITTED)) {
            JsonNode line = MAPPER.readTree(value);
            if (line.path("window").path("kind").asText().equals("pass")) {
                recordings.add(line.path("recording").asText());
            }
        }
        return recordings;
    }

    private List<String> lines(String result, String run) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.resolve(result).resolve("run=" + run))) {
            for (Path file : files.toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }

    private static List<String> rows(Connection database, String result) throws SQLException {
        String table = result.equals("strides") ? "stride" : result.replace('-', '_');
        List<String> rows = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT line::text FROM barnhand." + table)) {
            while (row.next()) {
                rows.add(row.getString(1));
            }
        }
        rows.sort(null);
        return rows;
    }

    /** As the database writes JSON. */
    private static List<String> stored(Connection database, List<String> lines)
            throws SQLException {
        List<String> stored = new ArrayList<>();
        try (PreparedStatement statement = database.prepareStatement("SELECT ?::jsonb::text")) {
            for (String line : lines) {
                statement.setString(1, line);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    stored.add(row.getString(1));
                }
            }
        }
        stored.sort(null);
        return stored;
    }

    private static boolean hasStridesNotCommitted(String recording) {
        return values("twice-strides", IsolationLevel.READ_UNCOMMITTED).stream()
                .anyMatch(line -> line.contains('"' + recording + '"'));
    }

    private static void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("waited in vain").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }
}
