package io.barnhand.gait.job.pipeline.sink.kafka;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.configuration.KafkaOptions;
import io.barnhand.gait.job.configuration.SinkOptions.ResultTarget;
import io.barnhand.gait.job.configuration.Target;
import io.barnhand.gait.job.configuration.Target.Kafka.Delivery;
import io.barnhand.gait.job.formats.results.ResultKind;
import io.barnhand.gait.job.pipeline.checks.Finding;
import io.barnhand.gait.job.pipeline.kafka.KafkaConnection;
import io.barnhand.gait.job.pipeline.kafka.KafkaFinding;
import io.barnhand.gait.job.pipeline.kafka.KafkaTopics;
import io.barnhand.gait.job.pipeline.kafka.TopicLimits;
import io.barnhand.gait.job.pipeline.runs.RunRegister;
import io.barnhand.gait.job.pipeline.sink.Destination;
import io.barnhand.gait.job.pipeline.sink.Purge;
import io.barnhand.gait.job.pipeline.sink.PurgeScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Topics of Kafka, which exist already; records leave them by their own retention. */
public final class KafkaDestination extends Destination<Target.Kafka> {

    /** Checkpoints, which end transactions, may take a while; Kafka's own default. */
    private static final int MIN_TIMEOUT_MS = 60_000;

    private final KafkaOptions kafka;
    private final boolean bounded;
    private final boolean batch;
    private final List<String> places;
    private final String refused;
    private final String run;

    public KafkaDestination(JobConfiguration configuration) {
        super(KafkaFinding.SUBJECT, configuration.sinks().targets(Target.Kafka.class));
        kafka = configuration.kafka();
        bounded = configuration.bounded();
        batch = configuration.run().batch(bounded);
        run = configuration.run().id();
        places =
                Stream.concat(
                                configuration
                                        .sinks()
                                        .all()
                                        .flatMap(target -> target.folder().stream()),
                                Stream.ofNullable(configuration.run().checkpoints()))
                        .distinct()
                        .toList();
        refused = places.isEmpty() ? null : places.get(0);
    }

    private List<String> topics() {
        return targets().stream().map(target -> target.settings().topic()).distinct().toList();
    }

    /**
     * @throws ConfigurationException if Kafka's settings cannot be used
     */
    @Override
    protected <T> Sink<T> sink(
            ResultKind<T> result, ResultTarget<Target.Kafka> target, String run) {
        return KafkaTopicSink.into(
                KafkaConnection.of(kafka),
                new KafkaRecords<>(
                        target.settings().topic(), run, result.traits(), result.lines(run)),
                target.settings().delivery(),
                result.key() + ":" + target.index(),
                refused);
    }

    /** Checks that the brokers answer, have the topics, and allow the transactions. */
    @Override
    public void require() {
        if (targets().isEmpty()) {
            return;
        }
        boolean exactlyOnce =
                targets().stream()
                        .anyMatch(target -> target.settings().delivery() == Delivery.EXACTLY_ONCE);
        if (exactlyOnce && batch) {
            throw new ConfigurationException(
                    "sinks.*.delivery is exactly-once, but the job would run in batch mode, which commits only at its end",
                    "set run.mode to streaming, or delivery to at-least-once");
        }
        KafkaConnection connection = KafkaConnection.of(kafka);
        requireTopics(connection);
        if (exactlyOnce) {
            int timeoutMs = KafkaTopicSink.transactionTimeoutMs(connection);
            requireTimeout(timeoutMs, KafkaTopics.longestTransactionMs(connection));
            TransactionTrial.require(connection, KafkaTopicSink.transactions(run, ""), timeoutMs);
        }
        new KafkaRegister(connection, kafka.ledger()).requireClaimable();
    }

    private void requireTopics(KafkaConnection connection) {
        if (topics().contains(kafka.ledger())) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "kafka.ledger is %s, but a sink writes into that topic",
                            kafka.ledger()),
                    "give the name of another topic, which may be absent");
        }
        Map<String, TopicDescription> described = KafkaTopics.requireWritable(connection, topics());
        KafkaTopics.limits(connection, topics())
                .ifPresent(limits -> TopicProblems.require(connection, described, limits, bounded));
        requireSize(connection);
    }

    /** The client refuses a record by itself, before a broker sees it. */
    private static void requireSize(KafkaConnection connection) {
        String given = connection.settings().get(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
        if (given != null
                && given.strip().matches("\\d{1,9}")
                && Integer.parseInt(given.strip()) < TopicProblems.LARGEST_RECORD_BYTES) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "max.request.size is %s, less than the %d bytes that a record of a run may have",
                            given,
                            TopicProblems.LARGEST_RECORD_BYTES),
                    "set it higher in the file that kafka.properties names, or remove it there");
        }
    }

    /** The ledger of the cluster. */
    @Override
    public List<RunRegister> registers() {
        return targets().isEmpty()
                ? List.of()
                : List.of(new KafkaRegister(KafkaConnection.of(kafka), kafka.ledger()));
    }

    /** Records cannot be removed from a topic: those of an earlier attempt are there twice. */
    @Override
    public void beginAgain(String run) {}

    /**
     * A topic with Kafka's defaults deletes a week after the event time, so that of older footage
     * nothing stays.
     */
    @Override
    public List<String> notices() {
        if (targets().isEmpty()) {
            return List.of();
        }
        return KafkaTopics.limits(KafkaConnection.of(kafka), topics())
                .map(this::notices)
                .orElseGet(
                        () ->
                                List.of(
                                        String.format(
                                                Locale.ROOT,
                                                "The brokers do not show the settings of the topics %s, so that it is not known which records they refuse; grant DescribeConfigs on them",
                                                String.join(", ", topics()))));
    }

    private List<String> notices(Map<String, TopicLimits> limits) {
        return topics().stream()
                .filter(topic -> bounded && limits.get(topic).deletesByStamp())
                .map(KafkaDestination::deletes)
                .toList();
    }

    @Override
    public List<Finding> findings() {
        return targets().isEmpty()
                ? List.of()
                : List.of(KafkaFinding.of(kafka.brokers(), topics(), this::require));
    }

    /** Of what topics refused, too: also of a run before, which had other sinks. */
    @Override
    public List<Purge> purges(PurgeScope scope) {
        List<Purge> purges = new ArrayList<>();
        for (String topic : topics()) {
            purges.add(
                    new Purge.Elsewhere(
                            "topic "
                                    + topic
                                    + ": Kafka removes by age; see retention.ms of the topic"));
        }
        if (refused == null && !topics().isEmpty()) {
            purges.add(
                    new Purge.Elsewhere(
                            "what topics refused: in _refused on the TaskManagers, below execution.checkpointing.dir or java.io.tmpdir; remove there"));
        }
        RefusedRecords.folders(places).stream()
                .map(folder -> new RefusedPurge(folder, scope))
                .forEach(purges::add);
        return purges;
    }

    @Override
    public Stream<String> written(String run) {
        return topics().stream().map(topic -> "run " + run + " of topic " + topic);
    }

    private static String deletes(String topic) {
        return String.format(
                Locale.ROOT,
                "The topic %s deletes records of footage that is older than its retention.ms, soon after they are written; set retention.ms=-1 or message.timestamp.type=LogAppendTime on it to keep them",
                topic);
    }

    private static void requireTimeout(int timeoutMs, OptionalInt longestMs) {
        if (timeoutMs < MIN_TIMEOUT_MS) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "transaction.timeout.ms is %d, but transactions last from one checkpoint to the next",
                            timeoutMs),
                    String.format(
                            Locale.ROOT,
                            "set it to at least %d in the file that kafka.properties names",
                            MIN_TIMEOUT_MS));
        }
        if (longestMs.isPresent() && timeoutMs > longestMs.getAsInt()) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "transaction.timeout.ms is %d, but the brokers allow %d at most",
                            timeoutMs,
                            longestMs.getAsInt()),
                    "set it to at most that in the file that kafka.properties names, or raise transaction.max.timeout.ms on the brokers");
        }
    }
}
