package io.barnhand.gait.job.cli;

import io.barnhand.gait.job.cli.cluster.ClusterException;
import io.barnhand.gait.job.pipeline.archive.ArchiveException;
import io.barnhand.gait.job.pipeline.config.ConfigurationException;
import io.barnhand.gait.models.ModelException;

/** Finds the failure that tells a user something behind those that Flink wraps around it. */
final class Failures {

    private Failures() {}

    /** The first cause made for users, else the innermost one. */
    static Throwable telling(Throwable failure) {
        Throwable innermost = failure;
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (isForUsers(t)) {
                return t;
            }
            innermost = t;
        }
        return innermost;
    }

    static String message(Throwable cause) {
        return isForUsers(cause)
                ? cause.getMessage()
                : "%s: %s".formatted(cause.getClass().getSimpleName(), cause.getMessage());
    }

    private static boolean isForUsers(Throwable cause) {
        return cause instanceof ConfigurationException
                || cause instanceof ArchiveException
                || cause instanceof ModelException
                || cause instanceof ClusterException;
    }
}
