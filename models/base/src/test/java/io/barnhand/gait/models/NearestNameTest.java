package io.barnhand.gait.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {

    private static final List<String> KNOWN = List.of("horse", "sheep", "person");

    @Test
    void findsANameAFewEditsAway() {
        assertThat(NearestName.of("hrose", KNOWN)).contains("horse");
        assertThat(NearestName.of("rnu", List.of("pun", "run"))).contains("run");
        assertThat(NearestName.of("HORSES", KNOWN)).contains("horse");
        assertThat(NearestName.of("shep", KNOWN)).contains("sheep");
    }

    @Test
    void guessesNothingWhereNothingIsNear() {
        assertThat(NearestName.of("xyz", KNOWN)).isEmpty();
        assertThat(NearestName.of("", KNOWN)).isEmpty();
        assertThat(NearestName.of("h".repeat(1_000_000), KNOWN)).isEmpty();
    }
}
