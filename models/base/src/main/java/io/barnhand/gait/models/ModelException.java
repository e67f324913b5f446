package io.barnhand.gait.models;

/**
 * A model file or network that cannot be used. The message says what, the value seen and what to
 * do, and is fit to be shown to a user without a stack trace.
 */
public class ModelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
