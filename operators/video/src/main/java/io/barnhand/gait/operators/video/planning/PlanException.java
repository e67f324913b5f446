package io.barnhand.gait.operators.video.planning;

import io.barnhand.gait.models.BarnhandException;

/** A path, camera pattern or sidecar from which nothing can be planned. */
public final class PlanException extends BarnhandException {

    private static final long serialVersionUID = 1L;

    /**
     * @param problem what is wrong, and the value seen
     * @param action what to do
     */
    public PlanException(String problem, String action) {
        super(problem, action);
    }

    /**
     * @param problem what is wrong, and the value seen
     * @param action what to do
     */
    public PlanException(String problem, String action, Throwable cause) {
        super(problem, action, cause);
    }
}
