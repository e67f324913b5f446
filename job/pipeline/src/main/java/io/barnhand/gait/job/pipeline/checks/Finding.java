package io.barnhand.gait.job.pipeline.checks;

/**
 * What a check found.
 *
 * @param status whether the job can run with it
 * @param subject what was looked at, at most 12 characters
 * @param found what is there, with its value
 * @param advice what to do; null where nothing is to be done
 */
public record Finding(Status status, String subject, String found, String advice) {

    /** How it bears on a job. */
    public enum Status {
        OK,
        /** A job may run, but something may surprise. */
        WARNING,
        /** A job would not run, or not on what was asked for. */
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
