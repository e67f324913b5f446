package io.barnhand.gait.operators.stages.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.models.detection.Detection;
import io.barnhand.gait.models.image.Box;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HorseTrackerTest {

    private static final long STEP = 165_000;

    private final HorseTracker tracker = new HorseTracker("rec", 0.7f, 2_000_000, 8, List.of());

    private static Box horse(double x, double y) {
        return new Box(x, y, x + 240, y + 160);
    }

    private static Detection seen(Box box, double score) {
        return new Detection(box, (float) score, 17);
    }

    private List<Track> update(long timeUs, Detection... detections) {
        return tracker.update(timeUs, timeUs, List.of(detections), Box::width);
    }

    private List<String> ids() {
        return tracker.tracks().stream().map(Track::id).toList();
    }

    /** Id of the track that was found at a box. */
    private String at(Box box) {
        return tracker.tracks().stream()
                .filter(track -> track.misses() == 0 && track.box().equals(box))
                .map(Track::id)
                .findFirst()
                .orElse(null);
    }

    @Test
    void aConfidentDetectionBeginsATrackAndASecondConfirmsIt() {
        update(0, seen(horse(100, 100), 0.8));
        assertThat(ids()).containsExactly("rec/0/0");
        assertThat(tracker.tracks().get(0).confirmed()).isFalse();

        update(STEP, seen(horse(110, 100), 0.8));
        assertThat(tracker.tracks().get(0).confirmed()).isTrue();
    }

    @Test
    void aWeakDetectionContinuesATrackButBeginsNone() {
        update(0, seen(horse(100, 100), 0.69));
        assertThat(ids()).isEmpty();

        update(STEP, seen(horse(100, 100), 0.7));
        for (int i = 2; i < 20; i++) {
            update(i * STEP, seen(horse(100, 100), 0.1));
        }
        assertThat(ids()).containsExactly("rec/165000/0");
        assertThat(tracker.tracks().get(0).misses()).isZero();
    }

    @Test
    void whatIsSeenOnceOnlyIsForgotten() {
        update(0, seen(horse(100, 100), 0.9));

        assertThat(update(STEP)).isEmpty();
        assertThat(ids()).isEmpty();
    }

    @Test
    void horsesThatBeginTogetherAreNumberedByTheirScore() {
        update(STEP, seen(horse(700, 100), 0.95), seen(horse(100, 100), 0.8));

        assertThat(ids()).containsExactly("rec/165000/0", "rec/165000/1");
        assertThat(tracker.tracks().get(0).box()).isEqualTo(horse(700, 100));
    }

    @Test
    void twoHorsesThatCrossKeepTheirTracksThroughTheOcclusion() {
        String left = null;
        String right = null;
        for (int i = 0; i < 40; i++) {
            double t = i * STEP / 1e6;
            Box a = horse(100 + 250 * t, 100);
            Box b = horse(1500 - 250 * t, 130);
            // While they overlap the detector sees only the nearer one.
            if (a.iou(b) > 0.4) {
                update(i * STEP, seen(a, 0.9));
            } else {
                update(i * STEP, seen(a, 0.9), seen(b, 0.85));
            }
            if (i == 1) {
                left = at(a);
                right = at(b);
            }
            if (i == 39) {
                assertThat(at(a)).isEqualTo(left).isNotNull();
                assertThat(at(b)).isEqualTo(right).isNotNull();
            }
        }
        assertThat(ids()).hasSize(2);
    }

    @Test
    void irregularTimesAndMissesDoNotBreakATrack() {
        Random random = new Random(11);
        long us = 0;
        update(0, seen(horse(0, 100), 0.9));
        us += 100_000;
        update(us, seen(horse(300 * us / 1e6, 100), 0.9));
        for (int i = 0; i < 60; i++) {
            us += 60_000 + random.nextInt(250_000);
            if (random.nextInt(4) == 0) {
                update(us);
            } else {
                update(us, seen(horse(300 * us / 1e6, 100 + random.nextInt(8)), 0.75));
            }
        }
        assertThat(ids()).containsExactly("rec/0/0");
    }

    @Test
    void aGallopingHorseThatLeavesItsBoxBetweenDetectionsIsFollowed() {
        for (int i = 0; i < 8; i++) {
            update(i * STEP, seen(horse(165 * i, 100), 0.9));
        }
        assertThat(ids()).containsExactly("rec/0/0");
    }

    @Test
    void aTrackNotFoundForTheBufferEndsAndANewOneBegins() {
        update(0, seen(horse(100, 100), 0.9));
        update(STEP, seen(horse(100, 100), 0.9));
        assertThat(update(STEP + 2_000_000)).isEmpty();
        assertThat(ids()).hasSize(1);

        List<Track> ended = update(STEP + 2_000_001, seen(horse(100, 100), 0.9));

        assertThat(ended).extracting(Track::id).containsExactly("rec/0/0");
        assertThat(ids()).containsExactly("rec/2165001/0");
    }

    @Test
    void thereAreNeverMoreTracksThanHorsesAllowed() {
        List<Detection> many = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            many.add(seen(horse(400 * i, 100), 0.9 - 0.001 * i));
        }
        update(0, many.toArray(Detection[]::new));
        update(STEP, many.toArray(Detection[]::new));

        assertThat(ids()).hasSize(8);
    }

    @Test
    void aHundredRandomHerdsNeverShareATrackBetweenHorsesFarApart() {
        for (int herd = 0; herd < 100; herd++) {
            Random random = new Random(herd);
            HorseTracker fresh = new HorseTracker("r", 0.7f, 2_000_000, 8, List.of());
            Map<String, Integer> horseOf = new HashMap<>();
            for (int i = 0; i < 20; i++) {
                List<Detection> detections = new ArrayList<>();
                for (int horse = 0; horse < 4; horse++) {
                    if (random.nextInt(10) > 0) {
                        double x = 600 * horse + 20 * i + random.nextInt(6);
                        detections.add(seen(horse(x, 100), 0.1 + 0.9 * random.nextDouble()));
                    }
                }
                detections.sort((a, b) -> Float.compare(b.score(), a.score()));
                fresh.update(i * STEP, i * STEP, detections, Box::width);
                for (Track track : fresh.tracks()) {
                    if (track.misses() == 0) {
                        int horse = (int) ((track.box().x1() - 20 * i) / 600);
                        assertThat(horseOf.computeIfAbsent(track.id(), id -> horse))
                                .isEqualTo(horse);
                    }
                }
            }
        }
    }
}
