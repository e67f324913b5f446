package io.barnhand.gait.models;

/** A model file or network that cannot be used. */
public class ModelException extends BarnhandException {

    private static final long serialVersionUID = 1L;

    /**
     * @param problem what is wrong, and the value seen
     * @param action what to do
     */
    public ModelException(String problem, String action) {
        super(problem, action);
    }

    public ModelException(String problem, String action, Throwable cause) {
        super(problem, action, cause);
    }
}
