package io.barnhand.gait.operators.stages.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.VideoSegment;
import org.junit.jupiter.api.Test;

class SegmentOrderTest {

    private static VideoSegment segment(long sequence) {
        return new VideoSegment(
                "c", "r", sequence, "u", "/a", sequence, ClockStatus.KNOWN, false, null, -1, null);
    }

    @Test
    void theFirstSegmentToArriveBeginsTheRecording() {
        SegmentOrder order = SegmentOrder.begin(57).with(segment(57));

        assertThat(order.due()).contains(segment(57));
        assertThat(order.arrival(56)).isEqualTo(SegmentOrder.Arrival.LATE);
    }

    @Test
    void earlySegmentsWaitForTheirTurn() {
        SegmentOrder order = SegmentOrder.begin(0).with(segment(0)).taken().with(segment(2));

        assertThat(order.due()).isEmpty();
        assertThat(order.arrival(2)).isEqualTo(SegmentOrder.Arrival.DUPLICATE);
        assertThat(order.arrival(0)).isEqualTo(SegmentOrder.Arrival.DUPLICATE);

        order = order.with(segment(1));
        assertThat(order.due()).contains(segment(1));
        assertThat(order.taken().due()).contains(segment(2));
    }

    @Test
    void whatIsWaitedForTooLongIsGivenUp() {
        SegmentOrder order = SegmentOrder.begin(0);
        for (int sequence = 3; sequence <= 10; sequence++) {
            order = order.with(segment(sequence));
        }
        assertThat(order.isOverfull()).isFalse();
        order = order.with(segment(11));
        assertThat(order.isOverfull()).isTrue();

        order = order.skipped();

        assertThat(order.due()).contains(segment(3));
        assertThat(order.arrival(1)).isEqualTo(SegmentOrder.Arrival.LATE);
    }

    @Test
    void onlyTheLatestGapsAreRemembered() {
        SegmentOrder order = SegmentOrder.begin(0);
        for (int i = 0; i < 100; i++) {
            order = order.with(segment(order.next() + 1)).skipped().taken();
        }
        assertThat(order.gaps()).hasSize(16);
        assertThat(order.waiting()).isEmpty();
    }
}
