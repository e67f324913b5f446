package io.barnhand.gait.job.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keys over the life of a project, shown on an area that no configuration has. */
class AreaTest {

    private record Door(int width, String colour) {}

    private static final Key<Door, Integer> WIDTH =
            Key.of("width", Door::width, Scalar.integer(1, 9), 3, "in metres")
                    .formerly("size", "breadth");

    private static final Key<Door, String> COLOUR =
            Key.of("colour", Door::colour, Scalar.text(), "red", "of the outside");

    private static final Area<Door> DOOR =
            Area.of(section -> new Door(section.get(WIDTH), section.get(COLOUR)), WIDTH, COLOUR)
                    .removed("paint", "set colour, doors have no other paint");

    @Test
    void aRenamedKeyIsReadWithAWarning() {
        Section section = Section.root(DOOR, Map.of("breadth", 5), Map.of());

        assertThat(DOOR.read(section)).isEqualTo(new Door(5, "red"));
        section.requireKnown();
        section.finish();
        assertThat(section.warnings())
                .containsExactly(
                        "breadth is now named width; change it in the configuration, the old name is still read");
    }

    @Test
    void aBadValueUnderAnOldNameIsRefusedUnderTheNewOne() {
        Section section = Section.root(DOOR, Map.of("size", 12), Map.of());

        DOOR.read(section);

        assertThatThrownBy(section::finish)
                .hasMessage("width is 12; give a whole number from 1 to 9");
    }

    @Test
    void bothNamesAtOnceAreRefused() {
        Section section = Section.root(DOOR, Map.of("size", 4, "width", 5), Map.of());

        DOOR.read(section);

        assertThatThrownBy(section::finish)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "size is 4, and width is given, too; leave size out, its name is now width");
    }

    @Test
    void aRemovedKeyFailsWithItsSuccessor() {
        Section section = Section.root(DOOR, Map.of("paint", "blue"), Map.of());

        DOOR.read(section);
        section.requireKnown();

        assertThatThrownBy(section::finish)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("paint is no longer a key; set colour, doors have no other paint");
    }

    @Test
    void aKeyThatIsReadButNotDeclaredIsAFault() {
        Area<Door> forgotten =
                Area.of(section -> new Door(section.get(WIDTH), section.get(COLOUR)), WIDTH);

        assertThatIllegalStateException()
                .isThrownBy(() -> forgotten.read(Section.root(forgotten, Map.of(), Map.of())))
                .withMessage("The keys read are [width, colour], those declared are [width]");
    }
}
