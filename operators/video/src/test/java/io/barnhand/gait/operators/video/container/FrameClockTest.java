package io.barnhand.gait.operators.video.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.operators.video.EventTime;
import org.junit.jupiter.api.Test;

class FrameClockTest {

    private static final long START_US = 5_000_000;

    private final FrameClock times = new FrameClock(START_US);

    private long take(long ptsUs) {
        return times.take(times.sinceFirstUs(ptsUs));
    }

    @Test
    void theFirstFrameHasTheTimeOfTheStartWhateverItsTimeStamp() {
        assertThat(take(1_400_000)).isEqualTo(START_US);
        assertThat(take(1_433_333)).isEqualTo(START_US + 33_333);
    }

    @Test
    void aDamagedFirstFrameCountsAsTheFirst() {
        times.lost(70_000);
        times.lost(40_000);

        assertThat(take(100_000)).isEqualTo(START_US + 60_000);
        times.lost(0);
        assertThat(times.firstPtsUs()).isEqualTo(40_000);
    }

    @Test
    void whatIsNotLaterThanTheFrameBeforeIsNoted() {
        take(0);
        take(40_000);

        assertThat(times.isLater(times.sinceFirstUs(40_000))).isFalse();
        assertThat(times.isLater(times.sinceFirstUs(-40_000))).isFalse();
        assertThat(times.isLater(times.sinceFirstUs(40_001))).isTrue();
    }

    @Test
    void afterTheLastFrameIsTheStartWhereThereWasNone() {
        assertThat(times.hasTaken()).isFalse();
        assertThat(times.afterLastUs()).isEqualTo(START_US);

        take(0);
        assertThat(times.hasTaken()).isTrue();
        assertThat(times.afterLastUs()).isEqualTo(START_US + 1);

        times.restart();
        assertThat(times.hasTaken()).isFalse();
        assertThat(times.isStarted()).isTrue();
    }

    @Test
    void aTimeThatNoRecordHasIsReported() {
        FrameClock late = new FrameClock(EventTime.END_US - 2);
        assertThat(late.take(late.sinceFirstUs(0))).isEqualTo(EventTime.END_US - 2);
        assertThat(late.take(late.sinceFirstUs(1))).isEqualTo(EventTime.END_US - 1);

        assertThatThrownBy(() -> late.take(late.sinceFirstUs(2)))
                .isInstanceOf(ArithmeticException.class);
        assertThat(late.afterLastUs()).isEqualTo(EventTime.END_US);
    }

    @Test
    void absurdTimesAreReportedAndNotWrapped() {
        take(Long.MIN_VALUE / 2 - 2);

        assertThat(times.sinceFirstUs(Long.MAX_VALUE / 2 + 2)).isNegative();
        assertThatThrownBy(() -> times.take(Long.MAX_VALUE))
                .isInstanceOf(ArithmeticException.class);
    }
}
