package io.barnhand.gait.job.cli.commands;

/** What {@code barnhand} exits with. */
public final class ExitCode {

    public static final int DONE = 0;
    public static final int FAILED = 1;

    /** The command line or the configuration cannot be used as it is. */
    public static final int BAD_USAGE = 2;

    private ExitCode() {}
}
