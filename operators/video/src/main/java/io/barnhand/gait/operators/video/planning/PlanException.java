package io.barnhand.gait.operators.video.planning;

/**
 * A path from which nothing can be planned. The message says what, the value seen and what to do,
 * and is fit to be shown to a user without a stack trace.
 */
public final class PlanException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PlanException(String message) {
        super(message);
    }
}
