package io.barnhand.gait.job.cli.cluster;

/** A cluster that does not do what it is asked; the message says what, why and what to do. */
public final class ClusterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ClusterException(String message) {
        super(message);
    }

    ClusterException(String message, Throwable cause) {
        super(message, cause);
    }
}
