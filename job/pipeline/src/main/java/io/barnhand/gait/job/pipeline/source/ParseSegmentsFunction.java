package io.barnhand.gait.job.pipeline.source;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.formats.json.SegmentLine;
import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.VideoSegment;
import java.time.Duration;
import java.util.Locale;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Turns messages into segments. Any other message goes to {@link #DEAD_LETTERS} with its topic,
 * partition and offset. A segment whose start is further from the time of its message than the
 * tolerance has a clock that is off, ahead or behind: it is flagged and not corrected, because the
 * error is unknown; a smaller difference is accepted. A segment or a message without a time is not
 * compared. Its only state is which topic the job reads, see {@link SameTopicCheck}.
 */
final class ParseSegmentsFunction extends ProcessFunction<SegmentMessage, VideoSegment>
        implements CheckpointedFunction {

    private static final long serialVersionUID = 1L;

    static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("malformed-segments", TypeInformation.of(DeadLetter.class));

    private final long toleranceMs;
    private final SameTopicCheck topic;
    private transient SourceCounters counters;

    /**
     * @param clockTolerance largest difference between a segment's start and the time of its
     *     message
     */
    ParseSegmentsFunction(Duration clockTolerance, SameTopicCheck topic) {
        this.topic = topic;
        toleranceMs = clockTolerance.toMillis();
    }

    @Override
    public void open(OpenContext context) {
        counters = new SourceCounters(getRuntimeContext());
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        try {
            topic.restore(context.getOperatorStateStore());
        } catch (ConfigurationException e) {
            // No restart makes it another topic.
            throw new SuppressRestartsException(e);
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
        // It does not change.
    }

    @Override
    public void processElement(
            SegmentMessage message, Context context, Collector<VideoSegment> out) {
        try {
            if (message.value() == null) {
                throw new IllegalArgumentException("it is empty");
            }
            VideoSegment segment = SegmentLine.read(message.value());
            VideoSegment checked = isOff(segment, message) ? segment.withClockOff() : segment;
            counters.arrived(checked, context.timerService().currentProcessingTime());
            out.collect(checked);
        } catch (IllegalArgumentException e) {
            context.output(
                    DEAD_LETTERS,
                    DeadLetter.of(
                            DeadLetterReason.MALFORMED,
                            message.place(),
                            String.format(
                                    Locale.ROOT,
                                    "The message %s is not a segment (%s); correct the program that publishes it, or update the job",
                                    message.place(),
                                    e.getMessage())));
        }
    }

    private boolean isOff(VideoSegment segment, SegmentMessage message) {
        return segment.clock().isDated()
                && message.timestampMs() >= 0
                && Math.abs(segment.startUs() / 1000 - message.timestampMs()) > toleranceMs;
    }
}
