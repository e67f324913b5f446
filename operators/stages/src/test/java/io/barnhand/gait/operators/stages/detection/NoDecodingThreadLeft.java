package io.barnhand.gait.operators.stages.detection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;

/** Every test of a class leaves no thread that decodes ahead. */
interface NoDecodingThreadLeft {

    @AfterEach
    default void noThreadIsLeft() {
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("decode "));
    }
}
