package io.barnhand.gait.operators.video.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.operators.video.container.VideoStream.Announcement;
import org.junit.jupiter.api.Test;

class CompletenessTest {

    private static final long FRAME_US = 40_000;

    private final Completeness completeness = new Completeness();

    /** So many frames of 40 ms, as time stamps in milliseconds. */
    private void read(int from, int to) {
        for (int i = from; i < to; i++) {
            completeness.video(40L * i);
            completeness.until(0, (i + 1) * FRAME_US);
        }
    }

    private static Announcement lasting(Long durationUs, long frames) {
        return new Announcement(durationUs, 0, frames, null);
    }

    @Test
    void allThatWasAnnouncedIsComplete() {
        read(0, 100);

        assertThat(completeness.missingUs(lasting(4_000_000L, 0), null)).isZero();
        assertThat(completeness.missingUs(lasting(4_000_000L, 100), null)).isZero();
    }

    /** Two halves that count from the same time, as a camera writes that is started anew. */
    @Test
    void timeContinuesWhereTimeStampsGoBack() {
        read(0, 50);
        read(0, 50);
        assertThat(completeness.missingUs(lasting(4_000_000L, 0), null)).isZero();
        assertThat(completeness.missingUs(lasting(6_000_000L, 0), null)).isGreaterThan(1_900_000);
    }

    @Test
    void whatEndsEarlyMissesTheRest() {
        read(0, 50);

        assertThat(completeness.missingUs(lasting(4_000_000L, 0), null)).isEqualTo(2_000_000);
        assertThat(completeness.missingUs(lasting(4_000_000L, 100), null)).isEqualTo(2_000_000);
    }

    @Test
    void nothingAnnouncedOrReadMissesNothing() {
        assertThat(completeness.missingUs(lasting(4_000_000L, 0), null)).isZero();
        read(0, 50);
        assertThat(completeness.missingUs(lasting(null, 0), null)).isZero();
    }

    /** Two frames and a tenth of a second. */
    @Test
    void aFrameMoreOrLessIsNoLoss() {
        read(0, 96);
        assertThat(completeness.missingUs(lasting(4_000_000L, 0), null)).isZero();
        assertThat(completeness.missingUs(lasting(4_100_000L, 0), null)).isEqualTo(260_000);
    }

    @Test
    void soundThatOutlastsThePictureCounts() {
        read(0, 50);
        completeness.until(1, 4_000_000);

        assertThat(completeness.missingUs(lasting(4_000_000L, 0), null)).isZero();
    }

    @Test
    void anEditListThatShortensWhatIsShownIsNoLoss() {
        read(0, 50);

        assertThat(completeness.missingUs(lasting(4_000_000L, 50), null)).isZero();
    }

    @Test
    void theFirstPacketNeedNotBeAtZero() {
        read(100, 200);

        assertThat(completeness.missingUs(new Announcement(8_000_000L, 4_000_000, 0, null), null))
                .isEqualTo(4_000_000);
        assertThat(completeness.missingUs(new Announcement(4_000_000L, 4_000_000, 0, null), null))
                .isZero();
    }

    @Test
    void readFromWithinTheIndexTellsTheLastFrame() {
        read(0, 1);
        completeness.restart();
        read(60, 90);

        assertThat(completeness.missingUs(new Announcement(4_000_000L, 0, 100, 3960L), 2_400_000L))
                .isEqualTo(400_000);
        assertThat(completeness.missingUs(new Announcement(4_000_000L, 0, 100, 3560L), 2_400_000L))
                .isZero();
    }
}
