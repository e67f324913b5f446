package io.barnhand.gait.models.device;

import io.barnhand.gait.models.ModelException;

/** A call that needs more memory than its GPU has left; a call with fewer crops may fit. */
public final class OutOfDeviceMemoryException extends ModelException {

    private static final long serialVersionUID = 1L;

    /**
     * @param problem what is wrong, and the value seen
     */
    public OutOfDeviceMemoryException(String problem, Throwable cause) {
        super(problem, "lower pose.batch, or use a GPU with more memory", cause);
    }
}
