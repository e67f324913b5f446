package io.barnhand.gait.job.source;

import io.barnhand.gait.job.json.PoseLine;
import io.barnhand.gait.operators.DeadLetter;
import io.barnhand.gait.operators.TrackEvent;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Turns the lines of a keypoint archive into events of tracks. A line that is not a pose goes to
 * {@link #DEAD_LETTERS} with its file and number; blank lines are skipped. Stateless.
 */
final class ParsePoses extends ProcessFunction<PoseFileLine, TrackEvent> {

    private static final long serialVersionUID = 1L;

    static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("unparsed-poses", TypeInformation.of(DeadLetter.class));

    @Override
    public void processElement(PoseFileLine line, Context context, Collector<TrackEvent> out) {
        if (line.text() != null && line.text().isBlank()) {
            return;
        }
        try {
            if (line.text() == null) {
                throw new IllegalArgumentException(
                        "longer than " + PoseFileFormat.MAX_LINE + " characters");
            }
            out.collect(TrackEvent.of(PoseLine.read(line.text())));
        } catch (IllegalArgumentException e) {
            context.output(
                    DEAD_LETTERS,
                    new DeadLetter(
                            null,
                            null,
                            line.file() + ":" + line.number(),
                            "parse",
                            "not_a_pose",
                            "Line %d of %s is not a pose: %s"
                                    .formatted(line.number(), line.file(), e.getMessage()),
                            null));
        }
    }
}
