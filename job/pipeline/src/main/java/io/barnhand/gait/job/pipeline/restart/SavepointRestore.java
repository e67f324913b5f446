package io.barnhand.gait.job.pipeline.restart;

import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;

/**
 * Where a job resumes.
 *
 * @param savepoint URI or path, or null for a job that begins
 * @param allowNonRestored whether state of operators that the job no longer has is left behind
 */
public record SavepointRestore(String savepoint, boolean allowNonRestored) {

    /** A job for which nothing was named. */
    public static final SavepointRestore NONE = new SavepointRestore(null, false);

    /** What Flink's own settings name. */
    public static SavepointRestore of(Configuration settings) {
        return new SavepointRestore(
                settings.get(StateRecoveryOptions.SAVEPOINT_PATH),
                settings.get(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE));
    }

    /** Sets it for Flink. */
    public void applyTo(Configuration settings) {
        if (savepoint != null) {
            settings.set(StateRecoveryOptions.SAVEPOINT_PATH, place(savepoint));
            settings.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, allowNonRestored);
        }
    }

    /** A path as this machine sees it, with its root; a URI as it is. */
    public static String place(String text) {
        return text.matches("[A-Za-z][A-Za-z0-9+.-]*:.*")
                ? text
                : Path.of(text).toAbsolutePath().normalize().toUri().toString();
    }
}
