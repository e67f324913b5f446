package io.barnhand.gait.job.pipeline.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.operators.video.VideoSegment;
import java.time.Duration;
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

    private static OperatorSubtaskState state(String id, OperatorSubtaskState before)
            throws Exception {
        try (OneInputStreamOperatorTestHarness<SegmentMessage, VideoSegment> harness =
                new OneInputStreamOperatorTestHarness<>(
                        new ProcessOperator<>(
                                new ParseSegmentsFunction(
                                        Duration.ofMinutes(15),
                                        new SameTopicCheck("segments", () -> id))))) {
            harness.setup();
            if (before != null) {
                harness.initializeState(before);
            }
            harness.open();
            return harness.snapshot(1, 1);
        }
    }
}
