package io.barnhand.gait.models.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.models.ModelException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassNamesTest {

    @Test
    void numbersTheClassesOfCocoAsYoloxDoes() {
        ClassNames coco = ClassNames.coco();

        assertThat(coco.names()).hasSize(80).doesNotHaveDuplicates();
        assertThat(coco.find("person")).contains(0);
        assertThat(coco.find("horse")).contains(17);
        assertThat(coco.names().get(20)).isEqualTo("elephant");
        assertThat(coco.names().get(79)).isEqualTo("toothbrush");
        assertThat(coco.indicesOf(List.of("horse", "cow"))).containsExactlyInAnyOrder(17, 19);
    }

    @Test
    void namesTheNearestClassForAnUnknownOne() {
        assertThatThrownBy(() -> ClassNames.coco().indicesOf(List.of("hrose")))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(
                        "'hrose' is not a class of the detector; use 'horse' or another of: person, bicycle");
    }

    @Test
    void aDetectorOfOneClassKnowsNoPersons() {
        assertThat(new ClassNames(List.of("horse")).find("person")).isEmpty();
    }

    @Test
    void refusesClassesWithoutDifferentNames() {
        for (List<String> names : List.of(List.<String>of(), List.of("horse", "horse"))) {
            assertThatThrownBy(() -> new ClassNames(names))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("at least one class, all with different names");
        }
    }
}
