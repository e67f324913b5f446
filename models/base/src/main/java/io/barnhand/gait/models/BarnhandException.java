package io.barnhand.gait.models;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A failure that its reader can act on, shown without a stack trace. Its message has two parts: the
 * problem with the value seen, and the action that mends it. Values may come from anywhere: the
 * message is {@link Printable}.
 */
public abstract class BarnhandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String action;

    /**
     * @param problem what is wrong, and the value seen: {@code run.id is "a/b"}
     * @param action what to do: {@code give letters, digits, - and _ only}
     */
    protected BarnhandException(String problem, String action) {
        super(message(problem, action));
        this.problem = Printable.line(problem);
        this.action = Printable.line(action);
    }

    /**
     * @param problem what is wrong, and the value seen
     * @param action what to do
     */
    protected BarnhandException(String problem, String action, Throwable cause) {
        super(message(problem, action), cause);
        this.problem = Printable.line(problem);
        this.action = Printable.line(action);
    }

    /**
     * Several failures at once, a line each.
     *
     * @param messages each with its problem and its action
     */
    protected BarnhandException(List<String> messages) {
        super(
                messages.stream()
                        .map(Printable::line)
                        .collect(Collectors.joining(System.lineSeparator())));
        problem = getMessage();
        action = "";
    }

    /**
     * The same failure as its cause.
     *
     * @param message of the cause, with its problem and its action
     */
    protected BarnhandException(String message, Throwable cause) {
        super(Printable.line(message), cause);
        problem = getMessage();
        action = "";
    }

    /** What is wrong, and the value seen. */
    public String problem() {
        return problem;
    }

    /** What to do. */
    public String action() {
        return action;
    }

    /** A problem and its action in one line, as every message of the program has them. */
    public static String message(String problem, String action) {
        return Printable.line(problem + "; " + action);
    }
}
