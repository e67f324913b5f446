package io.barnhand.gait.operators.stages.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.detection.ClassNames;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SoughtClassesTest {

    private static final ClassNames HORSES_ALONE = new ClassNames(List.of("horse"));

    @Test
    void aDetectorOfCocoIsAskedForHorsesAndForPersons() {
        assertThat(sought(Set.of("horse", "zebra"), ClassNames.coco()).groups())
                .containsExactly(Set.of(17, 22), Set.of(0));
    }

    @Test
    void aDetectorOfHorsesAloneIsAskedForNoPersons() {
        assertThat(sought(Set.of("horse"), HORSES_ALONE).groups())
                .containsExactly(Set.of(0), Set.of());
    }

    @Test
    void anAcceptedClassThatTheDetectorDoesNotKnowIsAnError() {
        assertThatThrownBy(() -> sought(Set.of("horse", "zebra"), HORSES_ALONE))
                .isInstanceOf(ModelException.class)
                .hasMessage("'zebra' is not a class of the detector; use one of: horse");
    }

    private static SoughtClasses sought(Set<String> accepted, ClassNames classes) {
        return SoughtClasses.of(DetectionSettings.defaults(accepted), classes);
    }
}
