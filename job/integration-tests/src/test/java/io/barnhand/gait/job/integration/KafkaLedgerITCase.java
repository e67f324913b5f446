package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.KafkaOptions;
import io.barnhand.gait.job.pipeline.kafka.KafkaConnection;
import io.barnhand.gait.job.pipeline.runs.RegisteredRun;
import io.barnhand.gait.job.pipeline.runs.RunClaim;
import io.barnhand.gait.job.pipeline.runs.RunClaims;
import io.barnhand.gait.job.pipeline.runs.RunRegister;
import io.barnhand.gait.job.pipeline.runs.RunStart;
import io.barnhand.gait.job.pipeline.runs.RunState;
import io.barnhand.gait.job.pipeline.sink.kafka.KafkaRegister;
import io.barnhand.gait.job.testing.KafkaBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs are claimed in a topic of a real broker. */
class KafkaLedgerITCase {

    private static final int STARTS = 50;

    @TempDir private static Path folder;
    private static KafkaBroker broker;

    @BeforeAll
    static void start() throws IOException {
        broker = KafkaBroker.start(folder);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void ofFiftyStartsAtOnceOneHasTheClaim() throws Exception {
        ExecutorService starts = Executors.newFixedThreadPool(STARTS);
        CyclicBarrier together = new CyclicBarrier(STARTS);
        List<Future<RegisteredRun>> answers = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            RunClaim claim = claim("barn", "token-" + i);
            answers.add(
                    starts.submit(
                            () -> {
                                together.await();
                                return register("fifty").claim(claim);
                            }));
        }

        List<RegisteredRun> found = new ArrayList<>();
        for (Future<RegisteredRun> answer : answers) {
            found.add(answer.get(2, TimeUnit.MINUTES));
        }
        starts.shutdown();

        assertThat(found).hasSize(STARTS).containsOnly(found.get(0));
        assertThat(found.get(0).claim().token()).startsWith("token-");
        assertThat(register("fifty").runs()).containsExactly(found.get(0));
        assertThat(broker.records("fifty", IsolationLevel.READ_UNCOMMITTED)).hasSize(STARTS);
    }

    @Test
    void aRunKeepsItsSequenceOverItsStatesAndStarts() throws Exception {
        KafkaRegister register = register("states");
        assertThat(register.runs()).as("without a topic").isEmpty();
        assertThat(register.find("a")).isEmpty();

        long first = register.claim(claim("a", "1")).sequence();
        register.claim(claim("b", "2"));
        register.record("a", RunState.ABORTED);
        register.startAgain(claim("a", "3"));
        register.record("a", RunState.COMPLETE);
        register.record("b", RunState.WITHDRAWN);
        register.record("b", RunState.COMPLETE);

        assertThat(register.find("a").orElseThrow())
                .isEqualTo(new RegisteredRun(claim("a", "3"), first, RunState.COMPLETE));
        assertThat(register.runs())
                .extracting(run -> run.claim().run() + " " + run.state().key())
                .containsExactly("a complete", "b withdrawn");
        register.release(claim("a", "1"));
        assertThat(register.find("a")).as("the token of an earlier start").isPresent();
        register.release(claim("a", "3"));
        assertThat(register.find("a")).isEmpty();
        assertThat(register.claim(claim("a", "4")).claim().token()).isEqualTo("4");
    }

    @Test
    void aBoundedRunIsRefusedWhereItsIdIsThereAlready() throws Exception {
        List<RunRegister> topics = List.of(register("once"));
        RunClaims.start(topics, claim("a", "1"), RunStart.BOUNDED);

        assertThatThrownBy(() -> RunClaims.start(topics, claim("a", "2"), RunStart.BOUNDED))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "run.id is a, but this run exists already in topic once of "
                                + broker.address());
        assertThat(register("once").runs())
                .extracting(run -> run.claim().token())
                .containsExactly("1");
    }

    @Test
    void theTopicThatItMakesKeepsClaimsForEver() throws Exception {
        register("made").claim(claim("a", "1"));

        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "made");
        try (Admin admin = broker.admin()) {
            var settings = admin.describeConfigs(List.of(topic)).all().get().get(topic);
            assertThat(settings.get("retention.ms").value()).isEqualTo("-1");
            assertThat(settings.get("retention.bytes").value()).isEqualTo("-1");
            assertThat(settings.get("cleanup.policy").value()).isEqualTo("delete");
            assertThat(
                            admin.describeTopics(List.of("made"))
                                    .allTopicNames()
                                    .get()
                                    .get("made")
                                    .partitions())
                    .hasSize(1);
        }
    }

    @Test
    void aTopicThatLosesClaimsIsRefusedWithTheCommandThatChangesIt() throws Exception {
        try (Admin admin = broker.admin()) {
            admin.createTopics(
                            List.of(
                                    new NewTopic("compacted", 1, (short) 1)
                                            .configs(Map.of("cleanup.policy", "compact")),
                                    new NewTopic("short", 1, (short) 1)
                                            .configs(Map.of("retention.ms", "1000")),
                                    new NewTopic("three", 3, (short) 1)))
                    .all()
                    .get();
        }

        assertThatThrownBy(() -> register("compacted").claim(claim("a", "1")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("kafka.ledger is compacted")
                .hasMessageContaining("cleanup.policy is compact")
                .hasMessageContaining(
                        "kafka-configs.sh --bootstrap-server " + broker.address() + " --alter");
        assertThatThrownBy(() -> register("short").claim(claim("a", "1")))
                .hasMessageContaining("retention.ms 1000");
        assertThatThrownBy(() -> register("three").claim(claim("a", "1")))
                .hasMessageContaining("a topic of 3 partitions");
    }

    @Test
    void recordsOfOtherProgramsAreLeftOutAndThoseOfLaterVersionsAreNot() throws Exception {
        KafkaRegister register = register("foreign");
        RegisteredRun claimed = register.claim(claim("a", "1"));
        try (KafkaProducer<String, String> producer = producer()) {
            producer.send(new ProducerRecord<>("foreign", 0, "a", "no claim")).get();
            producer.send(new ProducerRecord<>("foreign", 0, null, null)).get();
            assertThat(register.find("a")).contains(claimed);
            assertThat(register.runs()).containsExactly(claimed);

            producer.send(new ProducerRecord<>("foreign", 0, "a", "{\"version\":2}")).get();
        }
        assertThatThrownBy(() -> register.find("a"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is of a later version");
        assertThat(register.find("b")).isEmpty();
    }

    /**
     * The time limit is for a scan of half a second; it shows one that takes a request a record.
     */
    @Test
    @Timeout(60)
    void aLedgerOfAHundredThousandRecordsIsRead() throws Exception {
        KafkaRegister register = register("long");
        RegisteredRun first = register.claim(claim("first", "1"));
        String line = broker.records("long", IsolationLevel.READ_UNCOMMITTED).get(0).value();
        try (KafkaProducer<String, String> producer = producer()) {
            for (int i = 0; i < 100_000; i++) {
                producer.send(
                        new ProducerRecord<>(
                                "long",
                                0,
                                "run" + i,
                                line.replace("\"first\"", "\"run" + i + "\"")));
            }
            producer.flush();
        }

        assertThat(register.claim(claim("first", "2"))).isEqualTo(first);
        assertThat(register.claim(claim("last", "3")).sequence()).isEqualTo(100_002);
        assertThat(register.runs()).hasSize(100_002);
    }

    private static KafkaProducer<String, String> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address()),
                new StringSerializer(),
                new StringSerializer());
    }

    private static KafkaRegister register(String ledger) {
        return new KafkaRegister(
                KafkaConnection.of(new KafkaOptions(broker.address(), null, ledger)), ledger);
    }

    private static RunClaim claim(String run, String token) {
        return new RunClaim(
                run, token, true, "f0", new JsonMapper().createObjectNode().put("run", run));
    }
}
