package io.barnhand.gait.job.cli.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecordingPositionTest {

    private static final Duration GAP = Duration.ofSeconds(2);

    @Test
    void theFirstFileBeginsARecordingNamedByItsStart() {
        RecordingPosition first = place("2026-11-22T10:15:00Z", 5.0, null);
        assertThat(first.recording()).isEqualTo("20261122T101500.000000Z");
        assertThat(first.sequence()).isZero();
        assertThat(first.startUs()).isEqualTo(us("2026-11-22T10:15:00Z"));
        assertThat(first.endUs()).isEqualTo(us("2026-11-22T10:15:05Z"));
    }

    @Test
    void filesThatMeetContinueEachOtherWithoutAJumpInTime() {
        // Cut at key frames every 5.2 s; the names drop the fraction.
        RecordingPosition place = place("2026-11-22T10:15:00Z", 5.2, null);
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
        RecordingPosition before = place("2026-11-22T10:15:00Z", 5.0, null);
        RecordingPosition slow = place("2026-11-22T10:15:06Z", 5.0, before);
        assertThat(slow.startUs()).isEqualTo(us("2026-11-22T10:15:06Z"));
        RecordingPosition early = place("2026-11-22T10:15:03Z", 5.0, before);
        assertThat(early.startUs()).isEqualTo(us("2026-11-22T10:15:03.999999Z"));
        assertThat(early.sequence()).isEqualTo(1);
    }

    @Test
    void aNameWithAFractionIsTakenAsItIs() {
        RecordingPosition before = place("2026-11-22T10:15:00Z", 5.0, null);
        RecordingPosition next = place("2026-11-22T10:15:05.250Z", 5.0, before);
        assertThat(next.startUs()).isEqualTo(us("2026-11-22T10:15:05.250Z"));
        assertThat(next.sequence()).isEqualTo(1);
    }

    @Test
    void aRecorderThatWasAwayBeginsANewRecording() {
        RecordingPosition before = place("2026-11-22T10:15:00Z", 5.0, null);
        RecordingPosition next = place("2026-11-22T10:15:08Z", 5.0, before);
        assertThat(next.recording()).isEqualTo("20261122T101508.000000Z");
        assertThat(next.sequence()).isZero();
    }

    @Test
    void aFileOfUnknownLengthIsContinuedByNone() {
        RecordingPosition before =
                RecordingPosition.of(file("2026-11-22T10:15:00Z", null), null, GAP);
        assertThat(place("2026-11-22T10:15:05Z", 5.0, before).sequence()).isZero();
    }

    @Test
    void aFileWithoutAClockIsARecordingOfItsOwn() {
        RecordingPosition before = place("2026-11-22T10:15:00Z", 5.0, null);
        RecordingPosition place =
                RecordingPosition.of(
                        new FileDescription(null, 5_000_000L, "clip", null, null), before, GAP);
        assertThat(place).isEqualTo(new RecordingPosition("clip", 0, null, null));
    }

    @Test
    void aSidecarDecides() {
        long start = us("2026-11-22T10:15:05Z");
        RecordingPosition before = new RecordingPosition("am", 6, start - 5_000_000, start);
        assertThat(
                        RecordingPosition.of(
                                        new FileDescription(start, null, "x", "am", 9L),
                                        before,
                                        GAP)
                                .sequence())
                .isEqualTo(9);
        assertThat(
                        RecordingPosition.of(
                                        new FileDescription(start, null, "x", "am", null),
                                        before,
                                        GAP)
                                .sequence())
                .isEqualTo(7);
        assertThat(
                        RecordingPosition.of(
                                        new FileDescription(start, null, "x", "pm", null),
                                        before,
                                        GAP)
                                .sequence())
                .isZero();
    }

    private static RecordingPosition place(String start, double seconds, RecordingPosition before) {
        return RecordingPosition.of(file(start, Math.round(1e6 * seconds)), before, GAP);
    }

    private static FileDescription file(String start, Long durationUs) {
        return new FileDescription(us(start), durationUs, "name", null, null);
    }

    private static long us(String instant) {
        Instant i = Instant.parse(instant);
        return i.getEpochSecond() * 1_000_000 + i.getNano() / 1000;
    }
}
