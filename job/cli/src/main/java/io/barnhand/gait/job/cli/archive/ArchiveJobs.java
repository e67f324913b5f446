package io.barnhand.gait.job.cli.archive;

import io.barnhand.gait.job.cli.cluster.RestAddress;
import io.barnhand.gait.job.cli.ending.ShellLine;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Where the jobs of an archive run, one after the other. */
public interface ArchiveJobs {

    /** The cluster that has them; empty where that is this process. */
    Optional<RestAddress> cluster();

    /**
     * Checks whether the jobs of a run can run there, before anything of it is written.
     *
     * @param resumed whether a job of the run may be there
     */
    void prepare(String run, boolean resumed);

    /** Whether a job of the run is there already. */
    boolean isRunning();

    /**
     * Waits for the job that is there already.
     *
     * @param progress how far the run has come
     * @return whether it was the last one, so that the run is done
     */
    boolean follow(Callable<String> progress) throws Exception;

    /**
     * The job that keeps running where this process ends now, and how it is resumed.
     *
     * @param resuming the call that follows it
     * @return empty where none does
     */
    Optional<String> kept(ShellLine resuming);

    /**
     * Runs a job to its end, and throws what made it fail.
     *
     * @param graph adds the job to an environment
     * @param progress how far the run has come; may be empty
     * @return what it used
     */
    JobUse run(
            String name,
            Configuration settings,
            Consumer<StreamExecutionEnvironment> graph,
            Callable<String> progress)
            throws Exception;
}
