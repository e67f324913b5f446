package io.barnhand.gait.job.pipeline.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InFlightLimitTest {

    private static final int SLOTS = 2;
    private static final int AT_FIRST = InFlightLimit.PER_SLOT * SLOTS;

    private final InFlightLimit limit = new InFlightLimit(SLOTS, 10_000);
    private long checkpoint;
    private long nowMs;

    @Test
    void allowsAFewSegmentsPerSlotUntilACheckpointShowsThatTheyWereProcessed() {
        assertThat(send()).isEqualTo(AT_FIRST);

        limit.barrier(1, 0);
        assertThat(limit.allows()).isFalse();
        limit.completed(1, 10_000);

        assertThat(send()).isEqualTo(AT_FIRST);
    }

    @Test
    void whatWasSentBehindTheBarrierStaysInFlight() {
        limit.sent();
        limit.barrier(1, 0);
        limit.sent();
        limit.sent();
        limit.completed(1, 10_000);

        assertThat(send()).isEqualTo(AT_FIRST - 2);
    }

    @Test
    void moreAreAllowedWhereTheSlotsStoodIdle() {
        send();
        barrierTakes(100);
        assertThat(send()).isEqualTo(2 * AT_FIRST);
        barrierTakes(100);
        assertThat(send()).isEqualTo(4 * AT_FIRST);
    }

    @Test
    void notMoreWhereTheSourceNeverHadToWait() {
        for (int i = 0; i < 20; i++) {
            assertThat(limit.allows()).isTrue();
            limit.sent();
            barrierTakes(100);
        }

        assertThat(limit.limit()).isEqualTo(AT_FIRST);
    }

    @Test
    void fewerWhereTheBarrierTookLongButOneForEachSlot() {
        send();
        barrierTakes(60_000);
        assertThat(limit.limit()).isEqualTo(AT_FIRST / 2);
        for (int i = 0; i < 10; i++) {
            send();
            barrierTakes(60_000);
        }
        assertThat(limit.limit()).isEqualTo(SLOTS);
    }

    /**
     * Slots that need 3 s a segment, 10 s from one checkpoint to the next: they never stand idle.
     */
    @Test
    void settlesWhereTheSlotsAreBusyAndTheBarrierTakesLessThanTwentySeconds() {
        double segmentsPerMs = SLOTS / 3000.0;
        double idleFromMs = 0;
        double idleMs = 0;
        for (int i = 0; i < 50; i++) {
            double busyUntilMs = Math.max(idleFromMs, nowMs) + send() / segmentsPerMs;
            long triggerMs = nowMs + 10_000;
            limit.barrier(++checkpoint, triggerMs);
            long completedMs = Math.max(triggerMs, (long) busyUntilMs);
            if (i >= 5) {
                idleMs += completedMs - busyUntilMs;
                assertThat(completedMs - triggerMs).isLessThan(20_000);
            }
            limit.completed(checkpoint, completedMs);
            idleFromMs = busyUntilMs;
            nowMs = completedMs;
        }

        assertThat(idleMs).isLessThan(1);
    }

    @Test
    void aCheckpointThatIsGivenUpChangesNothing() {
        send();
        limit.barrier(1, 0);
        limit.aborted(1);
        limit.completed(1, 1);
        assertThat(limit.allows()).isFalse();

        limit.barrier(2, 10_000);
        limit.completed(2, 20_000);
        assertThat(send()).isEqualTo(AT_FIRST);
    }

    /** Sends all that is allowed. */
    private int send() {
        int sent = 0;
        while (limit.allows()) {
            limit.sent();
            sent++;
        }
        return sent;
    }

    private void barrierTakes(long ms) {
        limit.barrier(++checkpoint, nowMs);
        nowMs += ms;
        limit.completed(checkpoint, nowMs);
    }
}
