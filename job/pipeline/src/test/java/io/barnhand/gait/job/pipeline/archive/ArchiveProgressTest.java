package io.barnhand.gait.job.pipeline.archive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchiveProgressTest {

    @ParameterizedTest
    @CsvSource({"0.001, a minute", "0.25, 15 min", "1.26, 1.3 h", "47, 47.0 h", "60, 2.5 days"})
    void timesHaveAUnitOfEverydayUse(double hours, String spoken) {
        assertThat(ArchiveProgress.spoken(hours)).isEqualTo(spoken);
    }
}
