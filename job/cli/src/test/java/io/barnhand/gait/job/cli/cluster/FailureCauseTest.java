package io.barnhand.gait.job.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.models.ModelException;
import java.io.IOException;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.Test;

class FailureCauseTest {

    @Test
    void theMessageOfTheProjectIsFoundBetweenOthers() {
        Exception model =
                new ModelException(
                        "The file x.pth is not there", "fetch it", new IOException("no such file"));

        assertThat(cause(new RuntimeException("Task failed", model)))
                .isEqualTo("The file x.pth is not there; fetch it");
        assertThat(cause(new ConfigurationException("run.id is missing", "give one")))
                .isEqualTo("run.id is missing; give one");
        assertThat(cause(new RuntimeException("Flink says", new ClusterException("full", "wait"))))
                .isEqualTo("full; wait");
    }

    @Test
    void aClassOfTheProjectThatIsNoFailureOfItsBaseIsNamed() {
        assertThat(FailureCause.in("io.barnhand.gait.job.NoSuchClass: lost\n"))
                .isEqualTo("io.barnhand.gait.job.NoSuchClass: lost");
    }

    @Test
    void elseTheInnermostCauseWithItsName() {
        assertThat(cause(new RuntimeException("Job failed", new IOException("disk full"))))
                .isEqualTo("java.io.IOException: disk full");
        assertThat(cause(new IllegalStateException("alone")))
                .isEqualTo("java.lang.IllegalStateException: alone");
    }

    /** As a JobManager answers: a stack trace inside a message. */
    @Test
    void theServersTraceInsideTheClientsCounts() {
        String server =
                ExceptionUtils.stringifyException(new RuntimeException(new IOException("x")));

        assertThat(cause(new RuntimeException("<Exception on server side:\n" + server + "\n>")))
                .isEqualTo("java.io.IOException: x");
    }

    private static String cause(Exception failure) {
        return FailureCause.in(ExceptionUtils.stringifyException(failure));
    }
}
