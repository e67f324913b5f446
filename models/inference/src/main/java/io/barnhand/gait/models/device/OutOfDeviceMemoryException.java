package io.barnhand.gait.models.device;

import io.barnhand.gait.models.ModelException;

/** A call that needs more memory than its GPU has left; one of fewer crops may fit. */
public final class OutOfDeviceMemoryException extends ModelException {

    private static final long serialVersionUID = 1L;

    public OutOfDeviceMemoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
