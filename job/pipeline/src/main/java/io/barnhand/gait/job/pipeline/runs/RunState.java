package io.barnhand.gait.job.pipeline.runs;

import java.util.Locale;

/** What is known of a run where it writes. */
public enum RunState {
    /** It writes, or was killed while it did; a live run stays so. */
    STARTED,
    /** All of its input was read, and all of its results are there. */
    COMPLETE,
    /** It failed or was cancelled before that. */
    ABORTED,
    /** Someone said that it counts no longer; its records are kept. */
    WITHDRAWN;

    /** As stores hold it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
