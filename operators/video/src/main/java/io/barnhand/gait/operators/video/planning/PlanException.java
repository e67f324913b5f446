package io.barnhand.gait.operators.video.planning;

import io.barnhand.gait.models.BarnhandException;

/**
 * A path from which nothing can be planned. The message says what, the value seen and what to do,
 * and is fit to be shown to a user without a stack trace.
 */
public final class PlanException extends BarnhandException {

    private static final long serialVersionUID = 1L;

    /**
     * @param problem what is wrong, and the value seen
     * @param action what to do
     */
    public PlanException(String problem, String action) {
        super(problem, action);
    }

    public PlanException(String message) {
        super(message);
    }
}
