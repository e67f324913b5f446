package io.barnhand.gait.job.cli.run;

import io.barnhand.gait.models.BarnhandException;

/** Of a keypoint archive nothing could be used. */
public final class RefusedPosesException extends BarnhandException {

    private static final long serialVersionUID = 1L;

    RefusedPosesException(String problem, String action) {
        super(problem, action);
    }
}
