package io.barnhand.gait.operators.stages.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.barnhand.gait.models.image.Box;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Detections at 1.0 s and 1.2 s; nothing is placed further than 0.15 s from one. */
class BoxInterpolationTest {

    private static final long FROM = 1_000_000;
    private static final long TO = 1_200_000;
    private static final long REACH = 150_000;
    private static final BoxInterpolation BOXES = new BoxInterpolation(FROM, TO, REACH);

    private final List<TrackedBox> placed = new ArrayList<>();

    private static Track track(long matchedUs, int misses, Box box, float score, double side) {
        return new Track(
                "t",
                true,
                KalmanBox.start(matchedUs, box),
                matchedUs,
                misses,
                box,
                score,
                CropSize.start(matchedUs, side));
    }

    private static final Track BEFORE = track(FROM, 0, new Box(100, 50, 200, 150), 0.8f, 200);
    private static final Track FOUND = track(TO, 0, new Box(140, 50, 260, 170), 0.9f, 288);

    @Test
    void betweenTwoDetectionsABoxMovesEvenlyAndItsCropGrowsByTheSameFactor() {
        BOXES.place(BEFORE, FOUND, FROM + 50_000, true, placed);
        BOXES.place(BEFORE, FOUND, FROM + 100_000, false, placed);

        assertThat(placed.get(0).box()).isEqualTo(new Box(110, 50, 215, 155));
        assertThat(placed.get(1).box()).isEqualTo(new Box(120, 50, 230, 160));
        // 288 / 200 = 1.44: half of the way is a factor of 1.2.
        assertThat(placed.get(1).side()).isCloseTo(240, offset(1e-9));
        assertThat(placed).extracting(TrackedBox::ridden).containsExactly(true, false);
    }

    @Test
    void theScoreIsThatOfTheNearerDetection() {
        BOXES.place(BEFORE, FOUND, FROM + 99_000, false, placed);
        BOXES.place(BEFORE, FOUND, FROM + 101_000, false, placed);

        assertThat(placed).extracting(TrackedBox::score).containsExactly(0.8f, 0.9f);
    }

    @Test
    void aTrackThatBeginsStandsStillWithinReachOfItsDetection() {
        BOXES.placeNew(FOUND, TO - REACH - 1, false, placed);
        assertThat(placed).isEmpty();

        BOXES.placeNew(FOUND, TO - REACH, false, placed);
        assertThat(placed).hasSize(1);
        assertThat(placed.get(0).box()).isEqualTo(FOUND.box());
        assertThat(placed.get(0).side()).isCloseTo(288, offset(1e-9));
    }

    @Test
    void aTrackThatIsMissedOnceContinuesWithinReachOfTheDetectionThatFoundIt() {
        Track missed = track(FROM, 1, FOUND.box(), 0.8f, 200);

        BOXES.place(BEFORE, missed, FROM + REACH, false, placed);
        assertThat(placed).hasSize(1);

        BOXES.place(BEFORE, missed, FROM + REACH + 1, false, placed);
        assertThat(placed).hasSize(1);
    }

    @Test
    void aTrackThatIsMissedOftenerIsNowhere() {
        Track missed = track(FROM - 200_000, 2, FOUND.box(), 0.8f, 200);

        BOXES.place(BEFORE, missed, FROM + 1, false, placed);

        assertThat(placed).isEmpty();
    }

    @Test
    void aTrackFoundAgainComesBackWithinReachOfThatDetection() {
        Track lost = track(FROM - 200_000, 1, BEFORE.box(), 0.8f, 200);

        BOXES.place(lost, FOUND, TO - REACH - 1, false, placed);
        assertThat(placed).isEmpty();

        BOXES.place(lost, FOUND, TO - REACH, false, placed);
        assertThat(placed).hasSize(1);
    }

    @Test
    void afterTheLastDetectionAFoundTrackContinuesWithItsSpeed() {
        Box start = new Box(0, 0, 100, 100);
        KalmanBox motion = KalmanBox.start(0, start);
        for (int i = 1; i <= 20; i++) {
            double x = 20 * i;
            motion = motion.at(i * 100_000L).with(new Box(x, 0, x + 100, 100));
        }
        Box last = new Box(400, 0, 500, 100);
        Track moving = new Track("t", true, motion, TO, 0, last, 0.9f, CropSize.start(TO, 200));

        BoxInterpolation.carryOn(moving, TO + 100_000, REACH, true, placed);

        // 20 px in 0.1 s.
        assertThat(placed.get(0).box().x1()).isCloseTo(420, offset(0.5));
        assertThat(placed.get(0).box().width()).isCloseTo(100, offset(1e-9));
        assertThat(placed.get(0).ridden()).isTrue();
    }

    @Test
    void butNotPastItsReachNorOnceItWasMissed() {
        BoxInterpolation.carryOn(FOUND, TO + REACH + 1, REACH, false, placed);
        BoxInterpolation.carryOn(
                track(TO, 1, FOUND.box(), 0.9f, 200), TO + 1, REACH, false, placed);

        assertThat(placed).isEmpty();
    }
}
