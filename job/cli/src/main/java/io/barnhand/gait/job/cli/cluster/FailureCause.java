package io.barnhand.gait.job.cli.cluster;

import io.barnhand.gait.job.pipeline.archive.ArchiveException;
import io.barnhand.gait.job.pipeline.config.ConfigurationException;
import io.barnhand.gait.models.ModelException;
import java.util.List;
import java.util.stream.Stream;

/** What made a job fail, in the stack trace that a cluster keeps of it. */
final class FailureCause {

    private static final String CAUSED_BY = "Caused by: ";

    /** Their messages are made for users, and the name says nothing more. */
    private static final List<String> FOR_USERS =
            List.of(
                    ArchiveException.class.getName(),
                    ConfigurationException.class.getName(),
                    ModelException.class.getName());

    private FailureCause() {}

    /** The first cause made for users, else the innermost one. */
    static String in(String stackTrace) {
        List<String> causes =
                Stream.concat(
                                stackTrace.lines().limit(1),
                                stackTrace
                                        .lines()
                                        .map(String::strip)
                                        .filter(line -> line.startsWith(CAUSED_BY))
                                        .map(line -> line.substring(CAUSED_BY.length())))
                        .toList();
        return causes.stream()
                .flatMap(FailureCause::message)
                .findFirst()
                .orElseGet(() -> causes.isEmpty() ? "unknown" : causes.get(causes.size() - 1));
    }

    private static Stream<String> message(String cause) {
        return FOR_USERS.stream()
                .filter(name -> cause.startsWith(name + ": "))
                .map(name -> cause.substring(name.length() + 2));
    }
}
