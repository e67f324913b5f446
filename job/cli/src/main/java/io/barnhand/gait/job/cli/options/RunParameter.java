package io.barnhand.gait.job.cli.options;

import picocli.CommandLine.Parameters;

/** The parameter that names a job on a cluster. */
public final class RunParameter {

    @Parameters(
            arity = "0..1",
            paramLabel = "RUN",
            description =
                    "run.id or Flink's id of a job; if left out: the only one, for status all of them")
    private String run;

    /** Null where it is left out. */
    public String run() {
        return run;
    }
}
