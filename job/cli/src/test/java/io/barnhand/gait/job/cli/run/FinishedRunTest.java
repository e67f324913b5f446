package io.barnhand.gait.job.cli.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FinishedRunTest {

    @Test
    void anArchiveOfWhichAllIsRefusedIsAFailure() {
        FinishedRun run = FinishedRun.of("a", Map.of("refused lines", 5L));

        assertThatThrownBy(() -> run.requirePoses("in"))
                .isInstanceOf(RefusedPosesException.class)
                .hasMessage(
                        "source.path is in, which holds no pose: 5 of 5 refused; correct what the dead letters name");
    }

    @Test
    void onePoseOrNothingAtAllIsNone() {
        FinishedRun one = FinishedRun.of("a", Map.of("refused lines", 5L, "poses", 1L));
        FinishedRun video = FinishedRun.of("a", Map.of("frames", 5L));

        assertThatCode(() -> one.requirePoses("in")).doesNotThrowAnyException();
        assertThatCode(() -> video.requirePoses("in")).doesNotThrowAnyException();
    }
}
