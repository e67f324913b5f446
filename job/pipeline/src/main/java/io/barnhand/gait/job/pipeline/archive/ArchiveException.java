package io.barnhand.gait.job.pipeline.archive;

import io.barnhand.gait.models.BarnhandException;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/** A failure that no restart mends: the job of an archive ends at once. */
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
}
