package io.barnhand.gait.job.cli.fetch;

import io.barnhand.gait.models.ModelException;

/** A file that its address does not give, so that one may have to get it by hand. */
final class NotServed extends ModelException {

    private static final long serialVersionUID = 1L;

    NotServed(String message) {
        super(message);
    }

    NotServed(String message, Throwable cause) {
        super(message, cause);
    }
}
