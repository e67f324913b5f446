package io.barnhand.gait.job.cli.fetch;

import java.io.IOException;

/** A download that ended before its end; the message is a clause saying why. */
final class InterruptedDownloadException extends IOException {

    private static final long serialVersionUID = 1L;

    InterruptedDownloadException(String why) {
        super(why);
    }

    InterruptedDownloadException(IOException cause) {
        super(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
    }
}
