package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.operators.stages.monitoring.LogContext;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.VideoSegment;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.junit.jupiter.api.Test;

/** Log lines as the logging that is shipped writes them. */
class LogLinesTest {

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

    @Test
    void nameTheSegmentAndNothingWhereThereIsNone() throws Exception {
        String within;
        try (LogContext log = LogContext.of(SEGMENT)) {
            within = line("a batch failed");
        }

        assertThat(within).endsWith(" WARN  RtmPoseFunction: [aisle am 7] a batch failed\n");
        assertThat(line("a batch failed")).endsWith(" WARN  RtmPoseFunction: a batch failed\n");
    }

    @Test
    void aMessageCannotLookLikeTwo() throws Exception {
        assertThat(line("x.mp4\n12:00:00 WARN  Forged: y"))
                .endsWith(" WARN  RtmPoseFunction: x.mp4?12:00:00 WARN  Forged: y\n");
    }

    private static String line(String message) throws Exception {
        Properties logging = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("../../conf/log4j2.properties"))) {
            logging.load(file);
        }
        return PatternLayout.newBuilder()
                .withPattern(logging.getProperty("appender.console.layout.pattern"))
                .build()
                .toSerializable(
                        Log4jLogEvent.newBuilder()
                                .setLoggerName(
                                        "io.barnhand.gait.operators.stages.pose.RtmPoseFunction")
                                .setLevel(Level.WARN)
                                .setMessage(new SimpleMessage(message))
                                .setContextData(
                                        new SortedArrayStringMap(
                                                ThreadContext.getImmutableContext()))
                                .build());
    }
}
