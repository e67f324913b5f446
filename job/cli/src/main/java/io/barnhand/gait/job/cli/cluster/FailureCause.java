package io.barnhand.gait.job.cli.cluster;

import io.barnhand.gait.models.BarnhandException;
import io.barnhand.gait.models.Printable;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What made a job fail, in the stack trace that a cluster keeps of it. */
final class FailureCause {

    private static final String CAUSED_BY = "Caused by: ";

    /** A class of this project, and its message. */
    private static final Pattern OWN = Pattern.compile("(io\\.barnhand\\.gait\\.[\\w.$]+): (.*)");

    private FailureCause() {}

    /** The message of the first {@link BarnhandException}, else the innermost cause. */
    static String in(String stackTrace) {
        List<String> causes =
                Stream.concat(
                                stackTrace.lines().limit(1),
                                stackTrace
                                        .lines()
                                        .map(String::strip)
                                        .filter(line -> line.startsWith(CAUSED_BY))
                                        .map(line -> line.substring(CAUSED_BY.length())))
                        .map(Printable::text)
                        .toList();
        return causes.stream()
                .flatMap(FailureCause::message)
                .findFirst()
                .orElseGet(() -> causes.isEmpty() ? "unknown" : causes.get(causes.size() - 1));
    }

    private static Stream<String> message(String cause) {
        Matcher own = OWN.matcher(cause);
        return own.matches() && isForUsers(own.group(1)) ? Stream.of(own.group(2)) : Stream.empty();
    }

    /** By its name: what fails on a cluster is not an object of this process. */
    private static boolean isForUsers(String name) {
        try {
            Class<?> found = Class.forName(name, false, FailureCause.class.getClassLoader());
            return BarnhandException.class.isAssignableFrom(found);
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
