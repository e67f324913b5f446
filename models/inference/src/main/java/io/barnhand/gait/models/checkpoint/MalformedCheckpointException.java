package io.barnhand.gait.models.checkpoint;

import java.io.IOException;

/** What is wrong with a checkpoint, told as the end of a sentence that begins with its name. */
final class MalformedCheckpointException extends IOException {

    private static final long serialVersionUID = 1L;

    MalformedCheckpointException(String message) {
        super(message);
    }
}
