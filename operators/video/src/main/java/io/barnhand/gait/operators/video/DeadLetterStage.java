package io.barnhand.gait.operators.video;

import java.util.Locale;

/** The step of the job at which input, or at the last a record, is found unusable. */
public enum DeadLetterStage {
    PLAN,
    PARSE,
    ORDER,
    DECODE,
    DETECT,
    POSE,
    WRITE;

    /** As it is written. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
