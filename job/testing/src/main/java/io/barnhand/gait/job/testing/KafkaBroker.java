package io.barnhand.gait.job.testing;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/**
 * A Kafka broker in a separate process, which can be killed and started again on its data and its
 * port. It creates no topics by itself, and keeps records with old timestamps. Where its settings
 * name a key store, a second port requires TLS and a login.
 */
public final class KafkaBroker implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int ATTEMPTS = 3;

    private final Path folder;
    private final Thread atExit = new Thread(this::kill);
    private int port;
    private int securePort;
    private Process process;

    private KafkaBroker(Path folder) {
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * A new broker that answers.
     *
     * @param folder for its data, empty
     * @param settings over those of {@code server.properties}
     */
    public static KafkaBroker start(Path folder, Map<String, String> settings) throws IOException {
        KafkaBroker broker = new KafkaBroker(folder);
        for (int attempt = 1; ; attempt++) {
            broker.format(attempt, settings);
            try {
                broker.restart();
                return broker;
            } catch (IllegalStateException e) {
                // Another process may take the free port before the broker does.
                if (attempt == ATTEMPTS) {
                    broker.close();
                    throw e;
                }
            }
        }
    }

    public static KafkaBroker start(Path folder) throws IOException {
        return start(folder, Map.of());
    }

    /** {@code host:port}, the same after a restart. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** {@code host:port} of TLS and SASL. */
    public String secureAddress() {
        return "127.0.0.1:" + securePort;
    }

    /** Kills it at once. */
    public void kill() {
        if (process != null) {
            process.destroyForcibly();
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Starts it on its data and its port, and returns when it answers. */
    public void restart() throws IOException {
        Path log = folder.resolve("broker.log");
        process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx384m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "kafka.Kafka",
                                serverProperties().toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        try (Admin admin = admin()) {
            Awaitility.await("the broker to answer")
                    .atMost(PATIENCE)
                    .failFast(() -> !process.isAlive())
                    .until(() -> answers(admin));
        } catch (ConditionTimeoutException | TerminalFailureException e) {
            kill();
            throw new IllegalStateException(
                    "The broker does not answer:\n" + Files.readString(log), e);
        }
    }

    /** Returns when the broker knows the topic, which is a little later than the controller. */
    public void createTopic(String topic, int partitions) {
        try (Admin admin = admin()) {
            admin.createTopics(Set.of(new NewTopic(topic, partitions, (short) 1))).all().get();
            Awaitility.await("the topic " + topic)
                    .atMost(PATIENCE)
                    .until(() -> admin.listTopics().names().get().contains(topic));
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("The topic " + topic + " could not be created", e);
        }
    }

    /** All that a consumer of this isolation can read now, in the order of each partition. */
    public List<ConsumerRecord<String, String>> records(String topic, IsolationLevel isolation) {
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers",
                        address(),
                        "isolation.level",
                        isolation.toString(),
                        "enable.auto.commit",
                        "false",
                        "auto.offset.reset",
                        "earliest");
        if (isolation == IsolationLevel.READ_COMMITTED) {
            awaitDecidedTransactions();
        }
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Instant deadline = Instant.now().plus(PATIENCE);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                if (Instant.now().isAfter(deadline)) {
                    throw new IllegalStateException(
                            String.format(
                                    Locale.ROOT,
                                    "Not all of %s could be read, %d records so far",
                                    topic,
                                    records.size()));
                }
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    /**
     * A commit is confirmed before its records can be read: the marks in their partitions come
     * later.
     */
    private void awaitDecidedTransactions() {
        ListTransactionsOptions decided =
                new ListTransactionsOptions()
                        .filterStates(
                                Set.of(
                                        TransactionState.PREPARE_COMMIT,
                                        TransactionState.PREPARE_ABORT));
        try (Admin admin = admin()) {
            Awaitility.await("the marks of transactions")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> admin.listTransactions(decided).all().get().isEmpty());
        }
    }

    /** A client of this broker. */
    public Admin admin() {
        return Admin.create(
                Map.of("bootstrap.servers", address(), "reconnect.backoff.max.ms", "200"));
    }

    @Override
    public void close() {
        kill();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // It is running already.
        }
    }

    private boolean answers(Admin admin) {
        try {
            return !admin.describeCluster().nodes().get(1, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the broker was starting", e);
        }
    }

    private void format(int attempt, Map<String, String> settings) throws IOException {
        Path data = folder.resolve("data-" + attempt);
        boolean secure = settings.containsKey("ssl.keystore.location");
        try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket second = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket third = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = first.getLocalPort();
            securePort = third.getLocalPort();
            String open = String.format(Locale.ROOT, "PLAINTEXT://127.0.0.1:%d", port);
            String clients = secure ? open + ",SECURE://" + secureAddress() : open;
            StringBuilder properties =
                    new StringBuilder(
                            String.format(
                                    Locale.ROOT,
                                    """
                            process.roles=broker,controller
                            node.id=1
                            controller.quorum.voters=1@127.0.0.1:%2$d
                            listeners=%1$s,CONTROLLER://127.0.0.1:%2$d
                            advertised.listeners=%1$s
                            controller.listener.names=CONTROLLER
                            listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURE:SASL_SSL
                            log.dirs=%3$s
                            broker.session.timeout.ms=4000
                            broker.heartbeat.interval.ms=1000
                            offsets.topic.replication.factor=1
                            offsets.topic.num.partitions=1
                            transaction.state.log.replication.factor=1
                            transaction.state.log.min.isr=1
                            transaction.state.log.num.partitions=1
                            share.coordinator.state.topic.replication.factor=1
                            share.coordinator.state.topic.min.isr=1
                            group.initial.rebalance.delay.ms=0
                            log.retention.ms=-1
                            auto.create.topics.enable=false
                            """,
                                    clients,
                                    second.getLocalPort(),
                                    data));
            settings.forEach((key, value) -> properties.append(key + "=" + value + "\n"));
            Files.writeString(serverProperties(), properties);
        }
        Path log = folder.resolve("format.log");
        try (PrintStream out = new PrintStream(log.toFile(), StandardCharsets.UTF_8)) {
            int exitCode =
                    StorageTool.execute(
                            new String[] {
                                "format",
                                "-t",
                                Uuid.randomUuid().toString(),
                                "-c",
                                serverProperties().toString()
                            },
                            out);
            if (exitCode != 0) {
                throw new UncheckedIOException(
                        new IOException("Formatting failed: " + Files.readString(log)));
            }
        }
    }

    private Path serverProperties() {
        return folder.resolve("server.properties");
    }
}
