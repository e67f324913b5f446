package io.barnhand.gait.job.pipeline.sink.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.formats.results.RecordTraits;
import io.barnhand.gait.operators.video.DeadLetter;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class KafkaRecordsTest {

    private static final KafkaRecords<DeadLetter> RECORDS =
            new KafkaRecords<>(
                    "letters",
                    "monday",
                    new RecordTraits<>(
                            DeadLetter::camera, DeadLetter::recording, DeadLetter::timeUs),
                    DeadLetter::message);

    @Test
    void aRecordHasTheLineTheKeyTheRunAndTheEventTime() {
        ProducerRecord<byte[], byte[]> record = record("aisle", "tölt/1", 1_700_000_000_123_456L);

        assertThat(record.topic()).isEqualTo("letters");
        assertThat(text(record.key())).isEqualTo("aisle/tölt/1");
        assertThat(text(record.value())).isEqualTo("the line");
        assertThat(text(record.headers().lastHeader("run").value())).isEqualTo("monday");
        assertThat(record.timestamp()).isEqualTo(1_700_000_000_123L);
    }

    @Test
    void withoutATrackTheKeyIsTheCamera() {
        assertThat(text(record("aisle", null, 0L).key())).isEqualTo("aisle");
        assertThat(record(null, null, 0L).key()).isNull();
    }

    @Test
    void aTimestampThatABrokerWouldRefuseIsLeftToIt() {
        assertThat(record("a", null, 0L).timestamp()).isZero();
        assertThat(record("a", null, null).timestamp()).isNull();
        assertThat(record("a", null, -1L).timestamp()).isNull();
        assertThat(record("a", null, Long.MAX_VALUE).timestamp()).isNull();
    }

    private static ProducerRecord<byte[], byte[]> record(String camera, String track, Long time) {
        return RECORDS.serialize(
                new DeadLetter(camera, track, null, "decode", "broken", "the line", time),
                null,
                null);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
