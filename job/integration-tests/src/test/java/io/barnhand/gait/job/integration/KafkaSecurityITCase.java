package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.pipeline.GaitJob;
import io.barnhand.gait.job.testing.KafkaBroker;
import io.barnhand.gait.job.testing.Shell;
import io.barnhand.gait.operators.video.clip.ClipWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that wants TLS and a login: the publisher, the source and a sink in transactions. */
class KafkaSecurityITCase {

    private static final String PASSWORD = "correct-horse";
    private static final String STORE_PASSWORD = "battery-staple";

    @TempDir private static Path folder;
    private static Path store;
    private static KafkaBroker broker;

    @BeforeAll
    static void start() throws Exception {
        folder = folder.toRealPath();
        store = keyStore();
        broker =
                KafkaBroker.start(
                        Files.createDirectory(folder.resolve("broker")),
                        Map.of(
                                "ssl.keystore.location",
                                store.toString(),
                                "ssl.keystore.password",
                                STORE_PASSWORD,
                                // Who is not logged in may do all; so may "gait" where no rule is.
                                "authorizer.class.name",
                                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                                "super.users",
                                "User:ANONYMOUS",
                                "allow.everyone.if.no.acl.found",
                                "true",
                                "listener.name.secure.sasl.enabled.mechanisms",
                                "PLAIN",
                                "listener.name.secure.plain.sasl.jaas.config",
                                login("user_gait=\"" + PASSWORD + "\"")));
        broker.createTopic("segments", 1);
        broker.createTopic("coverage", 1);
    }

    @AfterAll
    static void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void footageIsAnnouncedReadAndItsRecordsWrittenOverTls() throws Exception {
        Path clips = Files.createDirectory(folder.resolve("clips"));
        clip(clips.resolve("aisle/20261122T101500Z.mp4"));
        String secured = "kafka.properties=" + clientSettings("right", PASSWORD, true);
        String brokers = "kafka.brokers=" + broker.secureAddress();

        Shell.Result published =
                Shell.barnhand(
                        "publish",
                        "--watch",
                        clips.toString(),
                        "--topic",
                        "segments",
                        "--once",
                        "--set",
                        brokers,
                        "--set",
                        secured);

        assertThat(published.exitCode()).as(published.err()).isZero();
        GaitJob job =
                GaitJob.of(
                        ConfigurationReader.read(
                                null,
                                List.of(
                                        brokers,
                                        secured,
                                        "run.id=secure",
                                        "run.parallelism=1",
                                        "source.kind=kafka",
                                        "source.kafka.topic=segments",
                                        "source.kafka.group=secure",
                                        "source.kafka.roots=[" + clips + "]",
                                        "source.kafka.silence=10min",
                                        "detector.model=yolox-nano-rendered",
                                        "pose.model=rtmpose-t-rendered",
                                        "sinks.poses={kind: none}",
                                        "sinks.gait={kind: none}",
                                        "sinks.strides={kind: none}",
                                        "sinks.dead-letter={kind: none}",
                                        "sinks.coverage={kind: kafka, topic: coverage,"
                                                + " delivery: exactly-once}")),
                        "secure");
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(job.flinkSettings());
        job.build(env);
        JobClient running = env.executeAsync("secure");
        try {
            awaitDecoded(running);
        } finally {
            running.cancel().get(1, TimeUnit.MINUTES);
        }
    }

    @Test
    void aWrongLoginOrAnUnknownCertificateIsReportedWithoutASecret() throws IOException {
        Shell.Result login = validate(clientSettings("login", "wrong-horse", true));
        Shell.Result certificate = validate(clientSettings("certificate", PASSWORD, false));

        for (Shell.Result refused : List.of(login, certificate)) {
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err())
                    .contains("The Kafka brokers " + broker.secureAddress())
                    .contains("the file that kafka.properties names")
                    .doesNotContain("horse")
                    .doesNotContain(STORE_PASSWORD);
        }
        assertThat(login.err()).contains("Authentication failed");
        assertThat(certificate.err()).contains("SSL handshake failed");
    }

    @Test
    void aRightThatIsDeniedIsNamedWithTheCommandThatGrantsIt() throws Exception {
        for (String topic : List.of("read-only", "blind", "ledger", "open")) {
            broker.createTopic(topic, 1);
        }
        try (Admin admin = broker.admin()) {
            rule(admin, ResourceType.TOPIC, "read-only", AclOperation.READ);
            rule(admin, ResourceType.TOPIC, "blind", AclOperation.CREATE);
            rule(admin, ResourceType.TOPIC, "absent", AclOperation.READ);
            rule(admin, ResourceType.TOPIC, "ledger", AclOperation.READ);
            rule(admin, ResourceType.GROUP, "denied", AclOperation.DELETE);
            rule(admin, ResourceType.CLUSTER, "kafka-cluster", AclOperation.CREATE);
            rule(
                    admin,
                    ResourceType.TRANSACTIONAL_ID,
                    "barnhand:denied:check",
                    AclOperation.DESCRIBE);
            assertDenied(clientSettings("denied", PASSWORD, true));
        } finally {
            try (Admin admin = broker.admin()) {
                admin.deleteAcls(List.of(AclBindingFilter.ANY)).all().get();
                Awaitility.await()
                        .until(
                                () ->
                                        admin.describeAcls(AclBindingFilter.ANY)
                                                .values()
                                                .get()
                                                .isEmpty());
            }
        }
    }

    private static void assertDenied(Path secured) {
        String brokers = broker.secureAddress();
        denied(sink("read-only", "barnhand-runs", secured), "right Write on the topic read-only");
        denied(sink("blind", "barnhand-runs", secured), "right Describe on the topic blind");
        denied(sink("open", "ledger", secured), "right Write on the topic ledger");
        denied(sink("open", "absent", secured), "The topic absent, in which runs are claimed");
        denied(
                sink("open", "barnhand-runs", secured),
                "right Write on transactional ids that begin with barnhand:denied:");
        denied(source("blind", "open", secured), "right Describe on the topic blind");
        denied(source("segments", "denied", secured), "right Read on the consumer group denied");
        assertThat(sink("read-only", "barnhand-runs", secured).err())
                .contains(
                        "kafka-acls.sh --bootstrap-server "
                                + brokers
                                + " --add --allow-principal User:NAME --operation Write --topic read-only");
        assertThat(sink("open", "absent", secured).err())
                .contains("kafka-topics.sh --bootstrap-server " + brokers + " --create");
    }

    private static void rule(Admin admin, ResourceType type, String name, AclOperation operation)
            throws Exception {
        AclBinding rule =
                new AclBinding(
                        new ResourcePattern(type, name, PatternType.LITERAL),
                        new AccessControlEntry(
                                operation == AclOperation.CREATE || operation == AclOperation.DELETE
                                        ? "User:another"
                                        : "User:gait",
                                "*",
                                operation,
                                AclPermissionType.ALLOW));
        admin.createAcls(List.of(rule)).all().get();
        Awaitility.await()
                .until(() -> !admin.describeAcls(rule.toFilter()).values().get().isEmpty());
    }

    private static void denied(Shell.Result result, String what) {
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(what).doesNotContain("horse");
    }

    private static Shell.Result sink(String topic, String ledger, Path secured) {
        return Shell.barnhand(
                "validate",
                "--set",
                "kafka.brokers=" + broker.secureAddress(),
                "--set",
                "kafka.properties=" + secured,
                "--set",
                "kafka.ledger=" + ledger,
                "--set",
                "source.kind=poses",
                "--set",
                "source.path=../testing/src/main/resources/computed",
                "--set",
                "run.mode=streaming",
                "--set",
                "run.id=denied",
                "--set",
                String.format(
                        Locale.ROOT,
                        "sinks.gait={kind: kafka, topic: %s, delivery: %s}",
                        topic,
                        ledger.equals("barnhand-runs") ? "exactly-once" : "at-least-once"));
    }

    private static Shell.Result source(String topic, String group, Path secured) {
        return Shell.barnhand(
                "validate",
                "--set",
                "kafka.brokers=" + broker.secureAddress(),
                "--set",
                "kafka.properties=" + secured,
                "--set",
                "source.kind=kafka",
                "--set",
                "source.kafka.topic=" + topic,
                "--set",
                "source.kafka.group=" + group,
                "--set",
                "source.kafka.roots=[" + folder + "]");
    }

    private static Shell.Result validate(Path settings) {
        return Shell.barnhand(
                "validate",
                "--set",
                "kafka.brokers=" + broker.secureAddress(),
                "--set",
                "kafka.properties=" + settings,
                "--set",
                "source.kind=kafka",
                "--set",
                "source.kafka.topic=segments",
                "--set",
                "source.kafka.roots=[" + folder + "]");
    }

    private static void awaitDecoded(JobClient running) {
        Awaitility.await("what was decoded")
                .atMost(Duration.ofMinutes(3))
                .failFast(
                        "The job has ended",
                        () -> {
                            CompletableFuture<?> end = running.getJobExecutionResult();
                            end.getNow(null);
                            return end.isDone();
                        })
                .until(
                        () ->
                                broker.records("coverage", IsolationLevel.READ_COMMITTED).stream()
                                        .anyMatch(
                                                r ->
                                                        r.key().equals("aisle")
                                                                && r.value()
                                                                        .contains("\"decoded\"")));
    }

    private static Path clientSettings(String name, String password, boolean trusting)
            throws IOException {
        String settings =
                String.format(
                        Locale.ROOT,
                        """
                security.protocol=SASL_SSL
                sasl.mechanism=PLAIN
                sasl.jaas.config=%s
                """,
                        login("username=\"gait\" password=\"" + password + "\""));
        if (trusting) {
            settings +=
                    String.format(
                            Locale.ROOT,
                            """
                    ssl.truststore.location=%s
                    ssl.truststore.password=%s
                    """,
                            store,
                            STORE_PASSWORD);
        }
        return Files.writeString(folder.resolve(name + ".properties"), settings);
    }

    private static String login(String options) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required " + options + ";";
    }

    /**
     * A self-signed certificate for the loopback address; clients that trust the store trust it.
     */
    private static Path keyStore() throws Exception {
        Path file = folder.resolve("keys.p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keyalg",
                                "RSA",
                                "-alias",
                                "broker",
                                "-dname",
                                "CN=127.0.0.1",
                                "-ext",
                                "SAN=IP:127.0.0.1",
                                "-ext",
                                "BC=ca:true",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                file.toString(),
                                "-storepass",
                                STORE_PASSWORD)
                        .redirectErrorStream(true)
                        .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        return file;
    }

    private static void clip(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (ClipWriter writer = ClipWriter.open(file, 64, 48, 10, "grey")) {
            byte[] grey = new byte[3 * 64 * 48];
            for (int i = 0; i < 10; i++) {
                Arrays.fill(grey, (byte) (100 + i));
                writer.write(grey, 100_000L * i);
            }
            writer.finish();
        }
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
    }
}
