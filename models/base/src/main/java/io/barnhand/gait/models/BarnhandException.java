package io.barnhand.gait.models;

/**
 * A failure that its reader can act on, shown without a stack trace. Its message has two parts: the
 * problem with the value seen, and the action that mends it.
 */
public abstract class BarnhandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param problem what is wrong, and the value seen: {@code run.id is "a/b"}
     * @param action what to do: {@code give letters, digits, - and _ only}
     */
    protected BarnhandException(String problem, String action) {
        super(message(problem, action));
    }

    /**
     * @param problem what is wrong, and the value seen
     * @param action what to do
     */
    protected BarnhandException(String problem, String action, Throwable cause) {
        super(message(problem, action), cause);
    }

    protected BarnhandException(String message) {
        super(message);
    }

    protected BarnhandException(String message, Throwable cause) {
        super(message, cause);
    }

    /** A problem and its action in one line, as every message of the program has them. */
    public static String message(String problem, String action) {
        return problem + "; " + action;
    }
}
