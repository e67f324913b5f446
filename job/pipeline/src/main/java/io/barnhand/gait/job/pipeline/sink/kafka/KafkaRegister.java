package io.barnhand.gait.job.pipeline.sink.kafka;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.pipeline.kafka.KafkaConnection;
import io.barnhand.gait.job.pipeline.kafka.KafkaRight;
import io.barnhand.gait.job.pipeline.kafka.KafkaTopics;
import io.barnhand.gait.job.pipeline.runs.RegisteredRun;
import io.barnhand.gait.job.pipeline.runs.RunClaim;
import io.barnhand.gait.job.pipeline.runs.RunRegister;
import io.barnhand.gait.job.pipeline.runs.RunState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The runs that write into topics of a cluster of brokers, as records of one topic with one
 * partition: a claim is appended, then read with what lies before it. The offset of a run's claim
 * is its sequence. Every request waits a bounded time.
 */
public final class KafkaRegister implements RunRegister {

    private final KafkaConnection connection;
    private final String ledger;
    private final LedgerTopic topic;

    /**
     * @param ledger name of the topic
     */
    public KafkaRegister(KafkaConnection connection, String ledger) {
        this.connection = connection;
        this.ledger = ledger;
        topic = new LedgerTopic(connection, ledger);
    }

    @Override
    public String place() {
        return String.format(Locale.ROOT, "topic %s of %s", ledger, connection.brokers());
    }

    /**
     * Checks that a run could be claimed, and changes nothing.
     *
     * @throws ConfigurationException if it could not
     */
    void requireClaimable() {
        topic.requireUsable();
    }

    @Override
    public RegisteredRun claim(RunClaim claim) throws IOException {
        topic.create();
        append(LedgerLine.of(LedgerLine.Kind.CLAIM, claim));
        return find(claim.run())
                .orElseThrow(
                        () ->
                                new IOException(
                                        String.format(
                                                Locale.ROOT,
                                                "the claim of run %s is not in the %s, though the brokers acknowledged it; set retention.ms=-1 and cleanup.policy=delete on the topic",
                                                claim.run(),
                                                place())));
    }

    @Override
    public Optional<RegisteredRun> find(String run) throws IOException {
        LedgerRuns runs = new LedgerRuns();
        if (described().isPresent()) {
            new LedgerReader(connection, ledger).read(run::equals, runs::add);
        }
        return runs.find(run);
    }

    @Override
    public void startAgain(RunClaim claim) throws IOException {
        append(LedgerLine.of(LedgerLine.Kind.START, claim));
    }

    @Override
    public void release(RunClaim claim) throws IOException {
        append(LedgerLine.of(LedgerLine.Kind.RELEASE, claim));
    }

    @Override
    public void record(String run, RunState state) throws IOException {
        append(LedgerLine.of(run, state));
    }

    @Override
    public List<RegisteredRun> runs() throws IOException {
        LedgerRuns runs = new LedgerRuns();
        if (described().isPresent()) {
            new LedgerReader(connection, ledger).read(run -> true, runs::add);
        }
        return runs.all();
    }

    private Optional<TopicDescription> described() {
        return Optional.ofNullable(KafkaTopics.find(connection, List.of(ledger)).get(ledger));
    }

    /** Returns when all replicas in sync have it. */
    private void append(LedgerLine line) throws IOException {
        Map<String, Object> own =
                Map.of(
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        KafkaConnection.ANSWER_MS,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        KafkaConnection.ANSWER_MS / 2,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        KafkaConnection.ANSWER_MS);
        Producer<byte[], byte[]> producer =
                connection.client(
                        own,
                        properties ->
                                new KafkaProducer<>(
                                        properties,
                                        new ByteArraySerializer(),
                                        new ByteArraySerializer()));
        try {
            producer.send(
                            new ProducerRecord<>(
                                    ledger,
                                    0,
                                    line.run().getBytes(StandardCharsets.UTF_8),
                                    line.write()))
                    .get(2L * KafkaConnection.ANSWER_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw refused(line, e.getCause());
        } catch (KafkaException | TimeoutException e) {
            throw refused(line, e);
        } catch (InterruptedException e) {
            throw KafkaTopics.interrupted(connection);
        } finally {
            producer.close(Duration.ZERO);
        }
    }

    private ConfigurationException refused(LedgerLine line, Throwable cause) throws IOException {
        if (cause instanceof AuthorizationException) {
            return KafkaRight.ofTopic("Write", ledger).missing(connection);
        }
        throw new IOException(
                String.format(
                        Locale.ROOT,
                        "the %s did not take the %s of run %s (%s: %s); check that the brokers run and that enough replicas of it are in sync",
                        place(),
                        line.kind().name().toLowerCase(Locale.ROOT),
                        line.run(),
                        cause.getClass().getSimpleName(),
                        cause.getMessage()),
                cause);
    }
}
