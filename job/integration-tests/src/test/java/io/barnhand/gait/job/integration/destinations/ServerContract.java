package io.barnhand.gait.job.integration.destinations;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.formats.results.ResultKind;
import io.barnhand.gait.job.pipeline.Destinations;
import io.barnhand.gait.job.testing.SyntheticTrackSource;
import io.barnhand.gait.job.testing.TestJob;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Test;

/** The further contract of a destination in another process, which may die under a job. */
abstract class ServerContract extends DestinationContract {

    abstract void stop() throws Exception;

    abstract void startAgain() throws Exception;

    @Test
    void aServerThatDiesLosesNothingAndDoublesNothing() throws Exception {
        JobConfiguration configuration = configuration();
        // The third track is open when it dies.
        JobClient job =
                TestJob.start(
                        SyntheticTrackSource.gated(5 * SyntheticTrackSource.EVENTS / 2),
                        Destinations.of(configuration).sinks(RUN),
                        configuration.run());
        await("a pass is there", () -> !stored(ResultKind.GAIT).isEmpty());

        stop();
        SyntheticTrackSource.openGate();
        assertThat(SyntheticTrackSource.restored().tryAcquire(PATIENCE_MINUTES, TimeUnit.MINUTES))
                .isTrue();
        startAgain();
        job.getJobExecutionResult().get(PATIENCE_MINUTES, TimeUnit.MINUTES);

        assertComplete();
    }
}
