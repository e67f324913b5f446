package io.barnhand.gait.models.detection.yolox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.models.detection.Detection;
import io.barnhand.gait.models.image.Box;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class YoloxHeadTest {

    /** 64 x 32: grids of 8 x 4, 4 x 2 and 2 x 1 cells, that is 32 + 8 + 2 rows. */
    private final YoloxHead head = new YoloxHead(64, 32, 3);

    private final Letterbox whole = new Letterbox(64, 32, 64, 32);
    private final float[] output = new float[head.rows() * head.rowLength()];

    @Test
    void hasOneRowPerCellOfTheThreeGrids() {
        assertThat(head.rows()).isEqualTo(42);
        assertThat(new YoloxHead(416, 416, 80).rows()).isEqualTo(3549);
        assertThat(new YoloxHead(640, 640, 80).rows()).isEqualTo(8400);
    }

    @Test
    void placesARowByItsCellAndStride() {
        // Second grid (stride 16), cell x 2, y 1: row 32 + 4 + 2.
        row(38, 0.25, 0.5, Math.log(2), Math.log(1), 0.5, 0.1, 0.8, 0.2);

        assertThat(head.candidates(output, whole, 0.1f, Set.of(0, 1, 2)))
                .singleElement()
                .satisfies(
                        d -> {
                            assertThat(d.classId()).isEqualTo(1);
                            assertThat(d.score()).isCloseTo(0.4f, within(1e-6f));
                            near(d.box(), 36 - 16, 24 - 8, 36 + 16, 24 + 8);
                        });
    }

    @Test
    void mapsBoxesIntoTheImage() {
        row(0, 0.5, 0.5, 0, 0, 1, 1, 0, 0);
        Letterbox half = new Letterbox(128, 64, 64, 32);

        assertThat(head.candidates(output, half, 0.1f, Set.of(0)))
                .singleElement()
                .satisfies(d -> near(d.box(), 0, 0, 16, 16));
    }

    @Test
    void judgesARowByItsBestClassOverAllClasses() {
        // The accepted class passes the floor too, but the row is something else.
        row(0, 0, 0, 0, 0, 1, 0.6, 0.7, 0);

        assertThat(head.candidates(output, whole, 0.1f, Set.of(0))).isEmpty();
        assertThat(head.candidates(output, whole, 0.1f, Set.of(1))).hasSize(1);
    }

    @Test
    void keepsAScoreOnTheFloorAndDropsOneBelow() {
        row(0, 0, 0, 0, 0, 0.5, 0.5, 0, 0);
        row(7, 0, 0, 0, 0, 0.5, 0.49, 0, 0);

        assertThat(head.candidates(output, whole, 0.25f, Set.of(0)))
                .extracting(Detection::score)
                .containsExactly(0.25f);
    }

    @Test
    void sortsByScoreAndKeepsTheOrderOfRowsOnTies() {
        row(0, 0, 0, 0, 0, 0.5, 1, 0, 0);
        row(1, 0, 0, 0, 0, 0.9, 1, 0, 0);
        row(2, 0, 0, 0, 0, 0.5, 1, 0, 0);

        assertThat(head.candidates(output, whole, 0.1f, Set.of(0)))
                .extracting(d -> Math.round(d.box().x1() + 4))
                .containsExactly(8L, 0L, 16L);
    }

    @Test
    void dropsRowsThatAreNotNumbers() {
        row(0, Double.NaN, 0, 0, 0, 1, 1, 0, 0);
        row(1, 0, 0, 1000, 0, 1, 1, 0, 0);
        row(2, 0, 0, 0, 0, Double.NaN, 1, 0, 0);
        row(3, 0, 0, 0, 0, 1, Double.NaN, 0, 0);

        assertThat(head.candidates(output, whole, 0.1f, Set.of(0))).isEmpty();
    }

    @Test
    void suppressesOverlapsAcrossClasses() {
        Detection best = detection(0, 0, 10, 10, 0.9f, 17);
        Detection otherName = detection(0, 0, 10, 9, 0.8f, 19);
        Detection beside = detection(20, 0, 30, 10, 0.7f, 17);

        assertThat(YoloxHead.suppress(List.of(best, otherName, beside)))
                .containsExactly(best, beside);
    }

    @Test
    void keepsABoxWhoseOverlapIsOnTheLimit() {
        // Intersection 45 of a union of 100.
        Detection best = detection(0, 0, 10, 10, 0.9f, 0);
        Detection onLimit = detection(0, 0, 4.5, 10, 0.8f, 0);
        Detection overLimit = detection(0, 0, 4.6, 10, 0.7f, 0);

        assertThat(YoloxHead.suppress(List.of(best, onLimit))).containsExactly(best, onLimit);
        assertThat(YoloxHead.suppress(List.of(best, overLimit))).containsExactly(best);
    }

    @Test
    void aSuppressedBoxSuppressesNothing() {
        Detection a = detection(0, 0, 10, 10, 0.9f, 0);
        Detection b = detection(3, 0, 13, 10, 0.8f, 0);
        Detection c = detection(6, 0, 16, 10, 0.7f, 0);

        assertThat(YoloxHead.suppress(List.of(a, b, c))).containsExactly(a, c);
    }

    private void row(int index, double... values) {
        for (int i = 0; i < values.length; i++) {
            output[index * head.rowLength() + i] = (float) values[i];
        }
    }

    private static Detection detection(
            double x1, double y1, double x2, double y2, float score, int classId) {
        return new Detection(new Box(x1, y1, x2, y2), score, classId);
    }

    private static void near(Box box, double x1, double y1, double x2, double y2) {
        assertThat(box.x1()).isCloseTo(x1, within(1e-5));
        assertThat(box.y1()).isCloseTo(y1, within(1e-5));
        assertThat(box.x2()).isCloseTo(x2, within(1e-5));
        assertThat(box.y2()).isCloseTo(y2, within(1e-5));
    }
}
