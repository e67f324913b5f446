package io.barnhand.gait.job.analysis.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.records.UnseenHorse;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class HorselessRecordingsTest {

    private final HorselessRecordings recordings = new HorselessRecordings();

    private void decoded(String recording, Double best, Integer degrees, Double turned) {
        recordings.add(
                new CoverageSpan(
                        "aisle",
                        recording,
                        null,
                        CoverageSpan.DECODED,
                        0,
                        1_000_000,
                        best == null ? null : new UnseenHorse(best, degrees, turned)));
    }

    @Test
    void areNamedByWhatWasSeenWithANextStep() {
        decoded("walk", null, null, null);
        decoded("empty", 0.0, null, null);
        decoded("far", 0.12, null, null);
        decoded("dark", 0.437, null, null);
        decoded("short", 0.8, null, null);
        decoded("fallen", 0.2, 90, 0.91);

        assertThat(recordings.lines(0.7))
                .containsExactly(
                        "No horse was followed in 5 of 6 recordings:",
                        "1 may be stored turned, as a picture shows a horse when it is turned:"
                                + " aisle/fallen (by 90° clockwise: 0.91, as it is: 0.20); view"
                                + " them, and turn them without loss, the first with: ffmpeg"
                                + " -display_rotation 270 -i IN.mp4 -c copy OUT.mp4",
                        "1 showed one in single pictures only: aisle/short 0.80; let the camera"
                                + " see a horse for some seconds",
                        "2 stayed below detector.score (0.70), with a best score of: aisle/dark"
                                + " 0.44, aisle/far 0.12; if they show horses, run them again with"
                                + " a lower detector.score (0.40 for the first; detector.floor must not be above it) or another detector",
                        "1 showed nothing like a horse: aisle/empty; see what the camera sees with"
                                + " barnhand check-camera FILE");
    }

    @Test
    void theBestOfAllSegmentsCountsAndOneHorseIsEnough() {
        decoded("a", 0.1, null, null);
        decoded("a", 0.3, 180, 0.8);
        decoded("b", 0.1, null, null);
        decoded("b", null, null, null);
        decoded("c", 0.1, null, null);
        recordings.add(new CoverageSpan("aisle", "c", "c#1", CoverageSpan.HORSE, 0, 1));

        assertThat(recordings.lines(0.7))
                .hasSize(2)
                .first()
                .isEqualTo("No horse was followed in 1 of 3 recordings:");
        assertThat(recordings.lines(0.7).get(1)).contains("aisle/a (by 180° clockwise: 0.80, ");
    }

    @Test
    void ofManyTheClosestAreNamed() {
        for (int i = 0; i < 30; i++) {
            decoded(String.format(Locale.ROOT, "r%02d", i), 0.1 + i / 100.0, null, null);
        }

        assertThat(recordings.lines(0.7).get(1))
                .contains("aisle/r29 0.39, ", "aisle/r10 0.20 and 10 more;")
                .doesNotContain("aisle/r09");
    }

    @Test
    void whatAnEarlierReleaseDidNotKeepIsNotClaimed() {
        recordings.add(new CoverageSpan("aisle", "a", null, CoverageSpan.DECODED, 0, 1));
        recordings.add(new CoverageSpan("aisle", "b", null, CoverageSpan.EXPECTED, 0, 1));

        assertThat(recordings.lines(0.7)).isEmpty();
    }
}
