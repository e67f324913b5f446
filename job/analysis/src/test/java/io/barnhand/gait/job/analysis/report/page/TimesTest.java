package io.barnhand.gait.job.analysis.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.operators.video.EventTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimesTest {

    private static final long KNOWN_US =
            Instant.parse("2026-11-22T10:15:04Z").toEpochMilli() * 1000;

    @Test
    void aTimeIsThatOfTheDayInUtc() {
        assertThat(Times.dayText(KNOWN_US)).isEqualTo("Sun 22 Nov 2026");
        assertThat(Times.timeText(KNOWN_US)).isEqualTo("10:15:04");
        assertThat(Times.minuteText(KNOWN_US)).isEqualTo("Sun 22 Nov 2026, 10:15");
    }

    @Test
    void anUnknownTimeIsNotShownAsOneOf1970() {
        assertThat(Times.dayText(4_000_000)).isEqualTo("time unknown");
        assertThat(Times.timeText(4_000_000)).isEqualTo("00:00:04 after the start");
        assertThat(Times.minuteText(3_600_000_000L))
                .isEqualTo("time unknown, 01:00 after the start");
        assertThat(Times.dayText(EventTime.FIRST_DATED_US - 1)).isEqualTo("time unknown");
        assertThat(Times.dayText(EventTime.FIRST_DATED_US)).isEqualTo("Sat 2 Jan 1971");
    }
}
