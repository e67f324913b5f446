package io.barnhand.gait.job.cli.cluster;

import io.barnhand.gait.models.BarnhandException;

/** A cluster that does not do what it is asked to. */
public final class ClusterException extends BarnhandException {

    private static final long serialVersionUID = 1L;

    /**
     * @param problem what is wrong, and the value seen
     * @param action what to do
     */
    ClusterException(String problem, String action) {
        super(problem, action);
    }

    ClusterException(String problem, String action, Throwable cause) {
        super(problem, action, cause);
    }
}
