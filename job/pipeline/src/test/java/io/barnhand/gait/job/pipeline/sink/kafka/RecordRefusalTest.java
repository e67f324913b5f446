package io.barnhand.gait.job.pipeline.sink.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.pipeline.kafka.TopicLimits;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.CompressionType;
import org.junit.jupiter.api.Test;

class RecordRefusalTest {

    private static final long NOW_MS = 1_700_000_000_000L;
    private static final TopicLimits OPEN =
            new TopicLimits(
                    "delete", -1, -1, 2_000, 1 << 30, true, Long.MAX_VALUE, Long.MAX_VALUE, 1);

    @Test
    void aRecordThatIsTooLargeForTheTopicOrTheClientIsRefused() {
        assertThat(refusal(record(1_800, "k", NOW_MS), OPEN)).isEmpty();
        assertThat(refusal(record(2_000, "k", NOW_MS), OPEN).orElseThrow())
                .satisfies(r -> assertThat(r.reason().key()).isEqualTo("record_too_large"))
                .satisfies(
                        r ->
                                assertThat(r.problem())
                                        .contains("max.message.bytes of the topic is 2000"));
        assertThat(refusal(record(1_000_001, "k", NOW_MS), null).orElseThrow().problem())
                .contains("max.request.size of the client is 1000000");
    }

    @Test
    void aRecordThatFitsOnceItIsCompressedIsNot() {
        assertThat(
                        RecordRefusal.of(
                                record(20_000, "k", NOW_MS),
                                OPEN,
                                1_000_000,
                                CompressionType.GZIP,
                                NOW_MS))
                .isEmpty();
    }

    @Test
    void aCompactedTopicRefusesARecordWithoutAKey() {
        TopicLimits compacted =
                new TopicLimits("compact,delete", -1, -1, 2_000, 1 << 30, false, 0, 0, 1);

        assertThat(refusal(record(10, "k", NOW_MS), compacted)).isEmpty();
        assertThat(refusal(record(10, null, NOW_MS), compacted).orElseThrow().reason().key())
                .isEqualTo("no_key");
    }

    @Test
    void aStampOutsideTheLimitsIsRefusedWhereTheTopicKeepsIt() {
        TopicLimits hour =
                new TopicLimits("delete", -1, -1, 2_000, 1 << 30, true, 3_600_000, 1_000, 1);
        TopicLimits broker =
                new TopicLimits("delete", -1, -1, 2_000, 1 << 30, false, 3_600_000, 1_000, 1);

        assertThat(refusal(record(10, "k", NOW_MS - 3_600_000), hour)).isEmpty();
        assertThat(refusal(record(10, "k", null), hour)).isEmpty();
        assertThat(refusal(record(10, "k", NOW_MS - 3_600_001), hour).orElseThrow().problem())
                .contains("message.timestamp.before.max.ms of the topic is 3600000");
        assertThat(refusal(record(10, "k", NOW_MS + 1_001), hour).orElseThrow().problem())
                .contains("message.timestamp.after.max.ms of the topic is 1000");
        assertThat(refusal(record(10, "k", 0L), broker)).isEmpty();
    }

    private static Optional<RecordRefusal> refusal(
            ProducerRecord<byte[], byte[]> record, TopicLimits limits) {
        return RecordRefusal.of(record, limits, 1_000_000, CompressionType.NONE, NOW_MS);
    }

    private static ProducerRecord<byte[], byte[]> record(int bytes, String key, Long stampMs) {
        return new ProducerRecord<>(
                "gait",
                null,
                stampMs,
                key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                new byte[bytes]);
    }
}
