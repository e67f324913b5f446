package io.barnhand.gait.job.cli.fetch;

import io.barnhand.gait.models.ModelException;

/** A file that its address does not deliver, so that a user may have to get it by hand. */
final class NotServedException extends ModelException {

    private static final long serialVersionUID = 1L;

    NotServedException(String problem, String action) {
        super(problem, action);
    }

    NotServedException(String problem, String action, Throwable cause) {
        super(problem, action, cause);
    }
}
