package io.barnhand.gait.models.checkpoint;

import java.io.IOException;

/** A fault of a checkpoint's content; {@link Checkpoint} adds the name of the file. */
final class MalformedCheckpointException extends IOException {

    private static final long serialVersionUID = 1L;

    /** For a file that was cut or changed on its way. */
    static final String COPY_AGAIN = "copy it again, the file is truncated or damaged";

    private final String action;

    /**
     * A fault that the publisher's file does not have.
     *
     * @param problem a clause, such as {@code it is empty}
     */
    MalformedCheckpointException(String problem) {
        this(problem, "fetch it again from its publisher, or save it again with torch.save");
    }

    /**
     * @param problem a clause, such as {@code it is empty}
     * @param action what to do
     */
    MalformedCheckpointException(String problem, String action) {
        super(problem);
        this.action = action;
    }

    /** What to do. */
    String action() {
        return action;
    }
}
