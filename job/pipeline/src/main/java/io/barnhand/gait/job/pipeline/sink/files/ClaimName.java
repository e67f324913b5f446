package io.barnhand.gait.job.pipeline.sink.files;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an object with which a start claims a run: {@code RUN=step=NUMBER=TOKEN}. Steps
 * follow each other in the order of their names, so that a listing that misses one sees the next.
 *
 * @param number 0 while it is being chosen
 */
record ClaimName(String run, Step step, long number, String token) {

    /** Each is written before the one before it is removed. */
    enum Step {
        CHOOSING,
        CLAIMING,
        HELD
    }

    /** By number; of those that chose at the same moment, by token. */
    static final Comparator<ClaimName> ORDER =
            Comparator.comparingLong(ClaimName::number).thenComparing(ClaimName::token);

    private static final Pattern FORM =
            Pattern.compile("([^=]+)=(choosing|claiming|held)=([0-9]{1,18})=([^=]+)");

    /** Empty for any other name. */
    static Optional<ClaimName> of(String name) {
        Matcher parts = FORM.matcher(name);
        return parts.matches()
                ? Optional.of(
                        new ClaimName(
                                parts.group(1),
                                Step.valueOf(parts.group(2).toUpperCase(Locale.ROOT)),
                                Long.parseLong(parts.group(3)),
                                parts.group(4)))
                : Optional.empty();
    }

    static String again(String run) {
        return run + "=again";
    }

    static String state(String run) {
        return run + "=state";
    }

    static String withdrawn(String run) {
        return run + "=withdrawn";
    }

    ClaimName at(Step next, long its) {
        return new ClaimName(run, next, its, token);
    }

    /** Whether the run of a ticket may be that of another start, which has not decided yet. */
    boolean isBefore(ClaimName ticket) {
        return step == Step.CHOOSING || step == Step.CLAIMING && ORDER.compare(this, ticket) < 0;
    }

    String text() {
        return String.format(
                Locale.ROOT,
                "%s=%s=%d=%s",
                run,
                step.name().toLowerCase(Locale.ROOT),
                number,
                token);
    }
}
