package io.barnhand.gait.job.analysis.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonsTest {

    @ParameterizedTest
    @EnumSource
    void everyFlagReadsAsAPartOfASentence(GaitFlag flag) {
        assertThat(Reasons.of(flag)).matches("[a-z].*[^.]");
    }

    @Test
    void listsWhyAValueIsMissing() {
        assertThat(Reasons.missing(List.of(GaitFlag.NOT_TROT, GaitFlag.LOW_STRIDES)))
                .isEqualTo(
                        "it is defined for the trot only and too few complete strides were seen");
    }
}
