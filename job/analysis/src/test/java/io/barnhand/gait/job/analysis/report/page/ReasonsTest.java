package io.barnhand.gait.job.analysis.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonsTest {

    @ParameterizedTest
    @EnumSource
    void everyFlagHasWords(GaitFlag flag) {
        assertThat(Reasons.of(flag)).isNotBlank();
    }
}
