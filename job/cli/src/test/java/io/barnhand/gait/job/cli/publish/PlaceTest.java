package io.barnhand.gait.job.cli.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PlaceTest {

    private static final Duration GAP = Duration.ofSeconds(2);

    @Test
    void theFirstFileBeginsARecordingNamedByItsStart() {
        Place first = place("2026-11-22T10:15:00Z", 5.0, null);
        assertThat(first.recording()).isEqualTo("20261122T101500.000000Z");
        assertThat(first.sequence()).isZero();
        assertThat(first.startUs()).isEqualTo(us("2026-11-22T10:15:00Z"));
        assertThat(first.endUs()).isEqualTo(us("2026-11-22T10:15:05Z"));
    }

    @Test
    void filesThatMeetContinueEachOtherWithoutAJumpInTime() {
        // Cut at key frames every 5.2 s; the names drop the fraction.
        Place place = place("2026-11-22T10:15:00Z", 5.2, null);
        long end = place.endUs();
        for (String name :
                new String[] {
                    "2026-11-22T10:15:05Z", "2026-11-22T10:15:10Z", "2026-11-22T10:15:15Z"
                }) {
            place = place(name, 5.2, place);
            assertThat(place.startUs()).isEqualTo(end);
            end = place.endUs();
        }
        assertThat(place.sequence()).isEqualTo(3);
        assertThat(place.recording()).isEqualTo("20261122T101500.000000Z");
    }

    @Test
    void aStartNeverLeavesTheSecondOfItsName() {
        Place before = place("2026-11-22T10:15:00Z", 5.0, null);
        Place slow = place("2026-11-22T10:15:06Z", 5.0, before);
        assertThat(slow.startUs()).isEqualTo(us("2026-11-22T10:15:06Z"));
        Place early = place("2026-11-22T10:15:03Z", 5.0, before);
        assertThat(early.startUs()).isEqualTo(us("2026-11-22T10:15:03.999999Z"));
        assertThat(early.sequence()).isEqualTo(1);
    }

    @Test
    void aNameWithAFractionIsTakenAsItIs() {
        Place before = place("2026-11-22T10:15:00Z", 5.0, null);
        Place next = place("2026-11-22T10:15:05.250Z", 5.0, before);
        assertThat(next.startUs()).isEqualTo(us("2026-11-22T10:15:05.250Z"));
        assertThat(next.sequence()).isEqualTo(1);
    }

    @Test
    void aRecorderThatWasAwayBeginsANewRecording() {
        Place before = place("2026-11-22T10:15:00Z", 5.0, null);
        Place next = place("2026-11-22T10:15:08Z", 5.0, before);
        assertThat(next.recording()).isEqualTo("20261122T101508.000000Z");
        assertThat(next.sequence()).isZero();
    }

    @Test
    void aFileOfUnknownLengthIsContinuedByNone() {
        Place before = Place.of(told("2026-11-22T10:15:00Z", null), null, GAP);
        assertThat(place("2026-11-22T10:15:05Z", 5.0, before).sequence()).isZero();
    }

    @Test
    void aFileWithoutAClockIsARecordingOfItsOwn() {
        Place before = place("2026-11-22T10:15:00Z", 5.0, null);
        Place place = Place.of(new Told(null, 5_000_000L, "clip", null, null), before, GAP);
        assertThat(place).isEqualTo(new Place("clip", 0, null, null));
    }

    @Test
    void aSidecarDecides() {
        long start = us("2026-11-22T10:15:05Z");
        Place before = new Place("am", 6, start - 5_000_000, start);
        assertThat(Place.of(new Told(start, null, "x", "am", 9L), before, GAP).sequence())
                .isEqualTo(9);
        assertThat(Place.of(new Told(start, null, "x", "am", null), before, GAP).sequence())
                .isEqualTo(7);
        assertThat(Place.of(new Told(start, null, "x", "pm", null), before, GAP).sequence())
                .isZero();
    }

    private static Place place(String start, double seconds, Place before) {
        return Place.of(told(start, Math.round(1e6 * seconds)), before, GAP);
    }

    private static Told told(String start, Long durationUs) {
        return new Told(us(start), durationUs, "name", null, null);
    }

    private static long us(String instant) {
        Instant i = Instant.parse(instant);
        return i.getEpochSecond() * 1_000_000 + i.getNano() / 1000;
    }
}
