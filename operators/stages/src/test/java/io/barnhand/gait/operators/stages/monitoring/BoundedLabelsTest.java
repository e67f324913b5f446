package io.barnhand.gait.operators.stages.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundedLabelsTest {

    private final List<String> registered = new ArrayList<>();
    private final BoundedLabels<String> labels =
            new BoundedLabels<>(
                    2,
                    value -> {
                        registered.add(value);
                        return "counters of " + value;
                    });

    @Test
    void eachValueIsRegisteredOnceUpToTheBoundAndTheRestShareOne() {
        for (String camera : List.of("a", "b", "a", "c", "d", "c")) {
            labels.of(camera);
        }

        assertThat(registered).containsExactly("a", "b", "other");
        assertThat(labels.of("b")).isEqualTo("counters of b");
        assertThat(labels.of("e")).isEqualTo("counters of other");
    }

    @Test
    void noValueIsOneToo() {
        assertThat(labels.of(null)).isEqualTo("counters of unknown");
    }
}
