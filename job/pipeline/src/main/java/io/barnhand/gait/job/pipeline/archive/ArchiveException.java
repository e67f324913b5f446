package io.barnhand.gait.job.pipeline.archive;

import io.barnhand.gait.models.BarnhandException;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * What keeps an archive from being worked on, however often it is tried: its job fails without
 * being restarted. The message says what, where and what to do.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class ArchiveException extends BarnhandException {

    private static final long serialVersionUID = 1L;

    /**
     * @param problem what is wrong, and the value seen
     * @param action what to do
     */
    ArchiveException(String problem, String action) {
        super(problem, action);
    }

    ArchiveException(String message) {
        super(message);
    }
}
