package io.barnhand.gait.models.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.models.ModelException;
import org.junit.jupiter.api.Test;

class CocoClassesTest {

    @Test
    void numbersTheClassesAsYoloxDoes() {
        assertThat(CocoClasses.names()).hasSize(80).doesNotHaveDuplicates();
        assertThat(CocoClasses.indexOf("person")).isZero();
        assertThat(CocoClasses.indexOf("horse")).isEqualTo(17);
        assertThat(CocoClasses.name(20)).isEqualTo("elephant");
        assertThat(CocoClasses.name(79)).isEqualTo("toothbrush");
    }

    @Test
    void namesTheNearestClassForAnUnknownOne() {
        assertThatThrownBy(() -> CocoClasses.indexOf("hrose"))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(
                        "'hrose' is not a class of COCO. Did you mean 'horse'? The classes are: person, bicycle");
    }

    @Test
    void refusesAnIndexOutOfRange() {
        assertThatThrownBy(() -> CocoClasses.name(80))
                .isInstanceOf(ModelException.class)
                .hasMessage("COCO numbers its classes 0 to 79, got 80.");
    }
}
