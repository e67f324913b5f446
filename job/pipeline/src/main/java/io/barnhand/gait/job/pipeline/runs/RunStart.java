package io.barnhand.gait.job.pipeline.runs;

import io.barnhand.gait.job.pipeline.config.Effect;
import io.barnhand.gait.job.pipeline.sink.RunId;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * How a start relates to earlier ones of its run.
 *
 * @param continues whether the run may have begun
 * @param fixed effects of the settings that must be those of the earlier start
 * @param continuing how a run that has begun is continued, for a message; empty if it cannot be
 */
public record RunStart(boolean continues, Set<Effect> fixed, String continuing) {

    /** A job with an end, whose input would be measured a second time. */
    public static final RunStart BOUNDED = new RunStart(false, EnumSet.allOf(Effect.class), "");

    /** A job without an end, or one that was stopped with a savepoint. */
    public static final RunStart RESUMABLE =
            new RunStart(
                    false,
                    EnumSet.allOf(Effect.class),
                    "continue it with --set run.resume=true or --from-savepoint, or ");

    /** An archive: what is done stays, and gait is measured again from it. */
    public static final RunStart ARCHIVE =
            new RunStart(false, EnumSet.of(Effect.KEYPOINTS), "resume it with --resume, or ");

    /** The same start, of a run that may have begun. */
    public RunStart continued(boolean now) {
        return new RunStart(now, fixed, continuing);
    }

    /** What to do where the run has begun, and this start does not continue it. */
    String wayOn(String run) {
        return continuing + another(run);
    }

    static String another(String run) {
        return String.format(
                Locale.ROOT, "begin another run with --set run.id=%s", RunId.next(run));
    }
}
