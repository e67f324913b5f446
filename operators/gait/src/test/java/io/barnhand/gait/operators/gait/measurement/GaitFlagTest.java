package io.barnhand.gait.operators.gait.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GaitFlagTest {

    /** So that sets of flags are written in the order of their keys. */
    @Test
    void standsInTheOrderOfTheKeys() {
        assertThat(GaitFlag.keys(List.of(GaitFlag.values()))).isSorted().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatItMeansInOneSentence(GaitFlag flag) {
        assertThat(flag.sentence()).matches("[A-Z][^.]{10,}\\.");
    }

    @Test
    void isFoundByItsKeyWhereThatIsKnown() {
        assertThat(GaitFlag.of("low_strides")).contains(GaitFlag.LOW_STRIDES);
        assertThat(GaitFlag.of("seen_by_a_later_version")).isEmpty();
    }
}
