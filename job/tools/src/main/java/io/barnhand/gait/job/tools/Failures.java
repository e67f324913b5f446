package io.barnhand.gait.job.tools;

import io.barnhand.gait.job.config.ConfigurationException;
import io.barnhand.gait.models.ModelException;

/** Finds the failure that tells a user something behind those that Flink wraps around it. */
final class Failures {

    private Failures() {}

    /** The first cause made for users, else the innermost one. */
    static Throwable telling(Throwable failure) {
        Throwable innermost = failure;
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof ConfigurationException || t instanceof ModelException) {
                return t;
            }
            innermost = t;
        }
        return innermost;
    }

    static String message(Throwable cause) {
        boolean forUsers =
                cause instanceof ConfigurationException || cause instanceof ModelException;
        return forUsers
                ? cause.getMessage()
                : "%s: %s".formatted(cause.getClass().getSimpleName(), cause.getMessage());
    }
}
