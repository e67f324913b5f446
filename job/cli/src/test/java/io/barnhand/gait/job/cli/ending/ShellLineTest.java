package io.barnhand.gait.job.cli.ending;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShellLineTest {

    private static final ShellLine RUN = new ShellLine(List.of("barnhand", "run"));

    @Test
    void anOptionIsGivenOnce() {
        assertThat(RUN.with("--resume").with("--resume")).hasToString("barnhand run --resume");
    }

    @Test
    void aSettingTakesThePlaceOfTheGivenOne() {
        assertThat(RUN.withSetting("run.id", "a")).hasToString("barnhand run --set run.id=a");
        assertThat(RUN.withSetting("run.id", "a").withSetting("run.id", "b"))
                .hasToString("barnhand run --set run.id=b");
        assertThat(new ShellLine(List.of("barnhand", "--set=run.id=a")).withSetting("run.id", "b"))
                .hasToString("barnhand --set=run.id=b");
    }
}
