package io.barnhand.gait.job.pipeline.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.VideoSegment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParseSegmentsFunctionTest {

    private static final long START_MS = 1_795_341_600_000L;

    private OneInputStreamOperatorTestHarness<SegmentMessage, VideoSegment> harness;

    @BeforeEach
    void open() throws Exception {
        harness =
                new OneInputStreamOperatorTestHarness<>(
                        new ProcessOperator<>(
                                new ParseSegmentsFunction(
                                        Duration.ofMinutes(15),
                                        new SameTopicCheck("segments", () -> ""))));
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @ParameterizedTest
    @CsvSource({
        "0, KNOWN",
        "600, KNOWN",
        "900, KNOWN",
        "901, OFF",
        "3600, OFF",
        "-900, KNOWN",
        "-901, OFF",
        "-3600, OFF"
    })
    void aStartIsHeldAgainstTheTimeOfTheMessage(long secondsLater, ClockStatus clock)
            throws Exception {
        read(message(START_MS + 1000 * secondsLater, segment(START_MS + "000")));

        assertThat(segments()).extracting(VideoSegment::clock).containsExactly(clock);
        assertThat(segments().get(0).startUs()).isEqualTo(1000 * START_MS);
        assertThat(letters()).isEmpty();
    }

    @Test
    void withoutATimeThereIsNothingToCompare() throws Exception {
        read(message(START_MS, segment("null")));
        read(message(ConsumerRecord.NO_TIMESTAMP, segment(START_MS + "000")));

        assertThat(segments())
                .extracting(VideoSegment::clock)
                .containsExactly(ClockStatus.UNKNOWN, ClockStatus.KNOWN);
    }

    @Test
    void aMessageThatIsNotASegmentIsADeadLetterWithItsPosition() throws Exception {
        read(message(START_MS, "nonsense".getBytes(StandardCharsets.UTF_8)));
        read(message(START_MS, null));
        read(message(START_MS, new byte[1 << 20]));
        read(message(START_MS, segment("null")));

        assertThat(segments()).hasSize(1);
        assertThat(letters())
                .hasSize(3)
                .allSatisfy(
                        letter -> {
                            assertThat(letter.source()).isEqualTo("live-3@42");
                            assertThat(letter.stage()).isEqualTo("parse");
                            assertThat(letter.reason()).isEqualTo("malformed");
                            assertThat(letter.camera()).isNull();
                            assertThat(letter.timeUs()).isNull();
                        });
        assertThat(letters())
                .extracting(DeadLetter::message)
                .satisfiesExactly(
                        text -> assertThat(text).contains("live-3@42 is not a segment (not JSON"),
                        text -> assertThat(text).contains("it is empty"),
                        text -> assertThat(text).contains("more than 8192 bytes"));
    }

    private void read(SegmentMessage message) throws Exception {
        harness.processElement(new StreamRecord<>(message));
    }

    private List<VideoSegment> segments() {
        return new ArrayList<>(harness.extractOutputValues());
    }

    private List<DeadLetter> letters() {
        return Optional.ofNullable(harness.getSideOutput(ParseSegmentsFunction.DEAD_LETTERS))
                .stream()
                .flatMap(queue -> queue.stream())
                .map(StreamRecord::getValue)
                .toList();
    }

    private static byte[] segment(String startUs) {
        return String.format(
                        Locale.ROOT,
                        """
        {"version":1,"camera":"a","recording":"r","sequence":0,"uri":"s3://b/1.mp4","start_us":%s}
        """,
                        startUs)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static SegmentMessage message(long timestampMs, byte[] value) {
        return SegmentMessage.of(
                new ConsumerRecord<>(
                        "live",
                        3,
                        42,
                        timestampMs,
                        TimestampType.CREATE_TIME,
                        1,
                        1,
                        "a".getBytes(StandardCharsets.UTF_8),
                        value,
                        new RecordHeaders(),
                        Optional.empty()));
    }
}
