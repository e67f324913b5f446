package io.barnhand.gait.operators.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTimeTest {

    @Test
    void theEndIsThatOfAYearAndEveryTimeIsExactAsADouble() {
        assertThat(Instant.ofEpochSecond(EventTime.END_US / 1_000_000))
                .isEqualTo(Instant.parse("2200-01-01T00:00:00Z"));
        assertThat(EventTime.END_US).isLessThan(1L << 53);
    }

    @Test
    void theLongestFootageOfTheLastStartEndsWithinTheRange() {
        long endUs = EventTime.LATEST_START_US + EventTime.LONGEST.toNanos() / 1000;

        assertThat(EventTime.contains(endUs)).isTrue();
        assertThat(EventTime.contains(endUs + 1)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 0",
        "2026-11-22T10:15:00.000001Z, 1795342500000001",
        "2198-12-30T23:59:59.999999999Z, 7226495999999999",
        "2198-12-31T00:00:00Z,",
        "1969-12-31T23:59:59.999999999Z,",
        "+1000000000-12-31T23:59:59.999999999Z,",
        "-1000000000-01-01T00:00:00Z,"
    })
    void aStartIsGivenInMicrosecondsWhereFootageCanStartThen(Instant start, Long us) {
        assertThat(EventTime.ofStart(start).orElse(null)).isEqualTo(us);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 0",
        "1, 0",
        "7258118400000000, 7258118400000000",
        "0, 31622400000001",
        "0, 9223372036854775807",
        "-9223372036854775808, 9223372036854775807"
    })
    void aSpanThatNoFootageHasIsRefusedWithBothOfItsEnds(long startUs, long endUs) {
        assertThatThrownBy(() -> EventTime.requireSpan(startUs, endUs))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from %d to %d µs", startUs, endUs);
    }

    @Test
    void aSpanOfTheLongestFootageIsTaken() {
        EventTime.requireSpan(EventTime.END_US - 1, EventTime.END_US - 1);
        EventTime.requireSpan(0, Duration.ofDays(366).toNanos() / 1000);
    }

    @Test
    void aDeadLetterOfAnotherTimeHasNone() {
        assertThat(letter(Long.MAX_VALUE).timeUs()).isNull();
        assertThat(letter(-1L).timeUs()).isNull();
        assertThat(letter(0L).timeUs()).isZero();
        assertThat(letter(null).timeUs()).isNull();
    }

    private static DeadLetter letter(Long timeUs) {
        return DeadLetter.of(
                DeadLetterReason.BAD_PLAN, "c", "r", "file", "problem; action", timeUs);
    }
}
