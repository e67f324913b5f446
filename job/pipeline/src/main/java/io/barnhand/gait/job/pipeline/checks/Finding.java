package io.barnhand.gait.job.pipeline.checks;

/**
 * The finding of a check.
 *
 * @param status whether the job can run with it
 * @param subject what was checked, at most 12 characters
 * @param found the finding, with the value seen
 * @param advice the action; null where none is needed
 */
public record Finding(Status status, String subject, String found, String advice) {

    /** Its consequence for a job. */
    public enum Status {
        OK,
        /** A job may run, but not as a user may expect. */
        WARNING,
        /** A job would not run, or not on the requested device. */
        FAILED
    }

    public static Finding ok(String subject, String found) {
        return new Finding(Status.OK, subject, found, null);
    }

    public static Finding warning(String subject, String found, String advice) {
        return new Finding(Status.WARNING, subject, found, advice);
    }

    public static Finding failed(String subject, String found, String advice) {
        return new Finding(Status.FAILED, subject, found, advice);
    }

    /** A failure whose message says, after its last semicolon, what to do. */
    public static Finding failed(String subject, String message) {
        int end = message.lastIndexOf("; ");
        return end < 0
                ? failed(subject, message, null)
                : failed(subject, message.substring(0, end), message.substring(end + 2));
    }
}
