package io.barnhand.gait.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void nothingSteersTheTerminal() {
        assertThat(Printable.text("a\u001b[31m\u202eb\nc")).isEqualTo("a?[31m?b?c");
    }

    @Test
    void severalLinesBecomeOne() {
        assertThat(Printable.line("ERROR: no table\n  Detail: it was\tdropped\u001b\n"))
                .isEqualTo("ERROR: no table Detail: it was dropped?");
    }

    @Test
    void everyFailureIsPrintable() {
        assertThat(new ModelException("the file is \u001b[2J", "give\nanother"))
                .hasMessage("the file is ?[2J; give another");
        assertThat(
                        new ModelException(
                                "the file is \u001b[2J",
                                "give another",
                                new RuntimeException("a cause")))
                .hasMessage("the file is ?[2J; give another")
                .hasRootCauseMessage("a cause");
    }

    private static final class Several extends BarnhandException {

        private static final long serialVersionUID = 1L;

        Several() {
            super(List.of("first is \u202e; mend it", "second\nis; mend it"));
        }
    }

    @Test
    void severalFailuresHaveALineEach() {
        assertThat(new Several().getMessage().lines())
                .containsExactly("first is ?; mend it", "second is; mend it");
    }
}
