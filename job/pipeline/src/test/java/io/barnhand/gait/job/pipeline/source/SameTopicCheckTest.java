package io.barnhand.gait.job.pipeline.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.operators.video.VideoSegment;
import java.time.Duration;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class SameTopicCheckTest {

    @Test
    void aTopicOfTheSameNameThatIsAnotherIsRefused() throws Exception {
        OperatorSubtaskState state = state("first", null);

        assertThatThrownBy(() -> state("second", state))
                .hasCauseInstanceOf(ConfigurationException.class)
                .rootCause()
                .hasMessageContaining("source.kafka.topic is segments")
                .hasMessageContaining("id first, now second")
                .hasMessageContaining("kafka.brokers");
    }

    @Test
    void theSameTopicAndStateWithoutOneAreAccepted() throws Exception {
        OperatorSubtaskState unknown = state("", null);
        OperatorSubtaskState first = state("first", unknown);
        OperatorSubtaskState silent = state("", state("first", first));

        assertThatThrownBy(() -> state("second", silent))
                .as("brokers that do not answer once do not make it forget")
                .hasCauseInstanceOf(ConfigurationException.class);
        assertThat(state("first", silent)).isNotNull();
    }

    @Test
    void aTopicOfAnotherNameIsRefusedByThatName() throws Exception {
        OperatorSubtaskState state = state("moved", "first", null);

        for (String id : List.of("second", "")) {
            assertThatThrownBy(() -> state("elsewhere", id, state))
                    .rootCause()
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("source.kafka.topic is elsewhere")
                    .hasMessageContaining(
                            "a job that reads moved; set source.kafka.topic to moved");
        }
    }

    private static OperatorSubtaskState state(String id, OperatorSubtaskState before)
            throws Exception {
        return state("segments", id, before);
    }

    private static OperatorSubtaskState state(String topic, String id, OperatorSubtaskState before)
            throws Exception {
        try (OneInputStreamOperatorTestHarness<SegmentMessage, VideoSegment> harness =
                new OneInputStreamOperatorTestHarness<>(
                        new ProcessOperator<>(
                                new ParseSegmentsFunction(
                                        Duration.ofMinutes(15),
                                        new SameTopicCheck(topic, () -> id))))) {
            harness.setup();
            if (before != null) {
                harness.initializeState(before);
            }
            harness.open();
            return harness.snapshot(1, 1);
        }
    }
}
