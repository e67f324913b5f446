package io.barnhand.gait.operators.stages.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.VideoSegment;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class LogContextTest {

    private static final VideoSegment SEGMENT =
            new VideoSegment(
                    "aisle",
                    "am",
                    7,
                    "am",
                    "file:/a.mp4",
                    0,
                    ClockStatus.KNOWN,
                    false,
                    null,
                    -1,
                    null);

    @AfterEach
    void nothingIsLeft() {
        MDC.clear();
    }

    @Test
    void tellsOfASegmentUntilItIsClosed() {
        MDC.put("job", "1");
        try (LogContext log = LogContext.of(SEGMENT)) {
            assertThat(MDC.getCopyOfContextMap())
                    .isEqualTo(
                            Map.of(
                                    "job",
                                    "1",
                                    "camera",
                                    "aisle",
                                    "recording",
                                    "am",
                                    "segment",
                                    "7"));
        }
        assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("job", "1"));
    }

    @Test
    void whatWasThereBeforeComesBack() {
        try (LogContext outer = LogContext.of(SEGMENT)) {
            DeadLetter letter = new DeadLetter("yard", null, "x", "parse", "malformed", "m", null);
            try (LogContext inner = LogContext.of(letter)) {
                assertThat(MDC.getCopyOfContextMap())
                        .isEqualTo(Map.of("camera", "yard", "segment", "7"));
            }
            assertThat(MDC.get("camera")).isEqualTo("aisle");
            assertThat(MDC.get("recording")).isEqualTo("am");
        }
    }
}
