package io.barnhand.gait.job.pipeline.sink;

import io.barnhand.gait.models.Printable;
import io.barnhand.gait.operators.stages.InheritedClassLoaders;
import io.barnhand.gait.operators.stages.monitoring.BoundedLabels;
import io.barnhand.gait.operators.stages.monitoring.CounterGroup;
import io.barnhand.gait.operators.stages.monitoring.LogContext;
import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.DeadLetterReason;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts dead letters by reason, in the group of {@link CounterGroup#SINK}, and logs each; hands
 * them on as they are. Stateless.
 */
public final class CountDeadLettersFunction extends RichMapFunction<DeadLetter, DeadLetter> {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(CountDeadLettersFunction.class);

    /** More than {@link DeadLetterReason} has: letters of an archive may be of another version. */
    private static final int MAX_REASONS = 64;

    private transient BoundedLabels<Counter> reasons;

    @Override
    public void open(OpenContext context) {
        InheritedClassLoaders.forgetWithJob(getRuntimeContext());
        MetricGroup sink = CounterGroup.SINK.in(getRuntimeContext());
        reasons =
                new BoundedLabels<>(
                        MAX_REASONS,
                        reason -> sink.addGroup("reason", reason).counter("deadLetters"));
    }

    @Override
    public DeadLetter map(DeadLetter letter) {
        reasons.of(letter.reason()).inc();
        try (LogContext log = LogContext.of(letter)) {
            LOG.info(
                    "{} at {} ({}): {}",
                    Printable.text(String.valueOf(letter.source())),
                    letter.stage(),
                    letter.reason(),
                    Printable.text(String.valueOf(letter.message())));
        }
        return letter;
    }
}
