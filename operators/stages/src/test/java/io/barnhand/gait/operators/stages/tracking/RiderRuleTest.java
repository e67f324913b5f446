package io.barnhand.gait.operators.stages.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.models.detection.ClassNames;
import io.barnhand.gait.models.detection.Detection;
import io.barnhand.gait.models.image.Box;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiderRuleTest {

    /** COCO's index. */
    private static final int PERSON = 0;

    /** From the side: 400 px long, 300 px high. */
    private static final Box HORSE = new Box(100, 200, 500, 500);

    @ParameterizedTest
    @CsvSource({
        "on the back from the side,        240, 80, 330, 390",
        "only the upper body is found,     250, 90, 330, 230",
        "leaning over the neck,            330, 110, 470, 370",
        "a child on the croup,             160, 150, 240, 300"
    })
    void whoSitsOnItRides(String who, double x1, double y1, double x2, double y2) {
        assertThat(RiderRule.ridden(List.of(person(x1, y1, x2, y2)), HORSE)).as(who).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "leads it at the head,             470, 180, 560, 520",
        "leads it within its box,          420, 190, 490, 500",
        "stands before its middle,         260, 170, 340, 520",
        "kneels before its middle,         260, 330, 340, 500",
        "looks over its croup,             110, 150, 170, 300",
        "walks far behind it,              280, 190, 300, 240",
        "stands on a hill above it,        280, 20, 330, 190",
        "is elsewhere,                     700, 80, 790, 390"
    })
    void whoDoesNotSitOnItDoesNotRide(String who, double x1, double y1, double x2, double y2) {
        assertThat(RiderRule.ridden(List.of(person(x1, y1, x2, y2)), HORSE)).as(who).isFalse();
    }

    @Test
    void aRiderIsSeenOnAHorseFromTheFrontToo() {
        Box front = new Box(100, 200, 220, 500);

        assertThat(RiderRule.ridden(List.of(person(115, 90, 205, 400)), front)).isTrue();
    }

    @Test
    void oneOfManyIsEnoughAndAFaintOneIsNot() {
        Detection leader = person(470, 180, 560, 520);
        Detection rider = person(240, 80, 330, 390);
        Detection faint = new Detection(rider.box(), 0.29f, PERSON);

        assertThat(RiderRule.ridden(List.of(leader, rider), HORSE)).isTrue();
        assertThat(RiderRule.ridden(List.of(leader, faint), HORSE)).isFalse();
        assertThat(RiderRule.ridden(List.of(), HORSE)).isFalse();
    }

    @Test
    void aDetectorThatDoesNotKnowPersonsIsAskedForNone() {
        assertThat(RiderRule.persons(ClassNames.coco())).containsExactly(PERSON);
        assertThat(RiderRule.persons(new ClassNames(List.of("horse")))).isEmpty();
    }

    private static Detection person(double x1, double y1, double x2, double y2) {
        return new Detection(new Box(x1, y1, x2, y2), 0.3f, PERSON);
    }
}
