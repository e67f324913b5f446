package io.barnhand.gait.job.pipeline.source;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What was wrong with an access to a store, in a few words: its client says the same in many. */
public final class StoreFailure {

    /** As Amazon's client names an answer; a server that is no store gives its status as code. */
    private static final Pattern STATUS =
            Pattern.compile("Status Code: ([0-9]{3}); Error Code: (?:\\1 )?([^;]*);");

    private static final int LONGEST = 300;

    private StoreFailure() {}

    /** The reason of a failure, on one line. */
    public static String reason(Throwable failure) {
        String said = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        Matcher status = STATUS.matcher(said);
        if (status.find()) {
            return String.format(Locale.ROOT, "it answers %s %s", status.group(1), status.group(2));
        }
        if (said.contains("Failed to parse XML")) {
            return "its answer is not one of a store";
        }
        String line = said.replaceAll("\\s+", " ").strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
