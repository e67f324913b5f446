package io.barnhand.gait.job.pipeline.runs;

import io.barnhand.gait.job.configuration.Effect;
import io.barnhand.gait.job.configuration.JobConfiguration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a start relates to earlier ones of its run.
 *
 * @param continues whether the run may have begun
 * @param fixed effects of the settings that must be those of the earlier start
 * @param continuing how a run that has begun is continued, for a message; empty if it cannot be
 */
public record RunStart(boolean continues, Set<Effect> fixed, String continuing) {

    private static final int LONGEST_ID = 64;
    private static final Pattern NUMBERED = Pattern.compile("(.+)-([1-9][0-9]{0,5})");

    /** A job with an end, whose input would be measured a second time. */
    public static final RunStart BOUNDED = new RunStart(false, EnumSet.allOf(Effect.class), "");

    /** A job without an end, or one that was stopped with a savepoint. */
    public static final RunStart RESUMABLE =
            new RunStart(
                    false,
                    EnumSet.allOf(Effect.class),
                    "continue it from the savepoint that it was stopped with, --from-savepoint FOLDER, or ");

    /** An archive: what is done stays, and gait is measured again from it. */
    public static final RunStart ARCHIVE =
            new RunStart(false, EnumSet.of(Effect.KEYPOINTS), "resume it with --resume, or ");

    /**
     * The start of a job by its configuration; one without end continues its run if it has a name.
     */
    public static RunStart of(JobConfiguration configuration) {
        RunStart kind = configuration.run().batch(configuration.bounded()) ? BOUNDED : RESUMABLE;
        boolean sameCommand = !configuration.bounded() && configuration.run().id() != null;
        return kind.continued(configuration.run().resume() || sameCommand);
    }

    /** The same start, of a run that may have begun. */
    public RunStart continued(boolean now) {
        return new RunStart(now, fixed, continuing);
    }

    /** What to do where the run has begun, and this start does not continue it. */
    String wayOn(String run) {
        return continuing + another(run);
    }

    static String another(String run) {
        return String.format(Locale.ROOT, "begin another run with --set run.id=%s", next(run));
    }

    /** Another id for what is measured again: {@code monday-2} after {@code monday}. */
    public static String next(String run) {
        Matcher numbered = NUMBERED.matcher(run);
        String name = numbered.matches() ? numbered.group(1) : run;
        String number = "-" + (numbered.matches() ? Long.parseLong(numbered.group(2)) + 1 : 2);
        return name.substring(0, Math.min(name.length(), LONGEST_ID - number.length())) + number;
    }
}
