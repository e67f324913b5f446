package io.barnhand.gait.operators.stages.tracking;

import io.barnhand.gait.models.detection.ClassNames;
import io.barnhand.gait.models.detection.Detection;
import io.barnhand.gait.models.image.Box;
import java.util.List;
import java.util.Set;

/**
 * Whether somebody sits on a horse, from boxes alone.
 *
 * <p>A rider is over the middle of the back, reaches above it and ends at the boots, well above the
 * ground. A person who leads a horse is beside its head and stands on the ground; a person far
 * behind it is small. A person who stands close behind the middle of a horse looks like a rider:
 * therefore the gait stage requires riders in half of a pass.
 */
final class RiderRule {

    private static final String PERSON = "person";

    private static final float MIN_SCORE = 0.3f;

    /** Of the horse's width, on either side, where a centre is not over its back. */
    private static final double ENDS = 0.2;

    /** Of the horse's height: a rider's box ends above this. */
    private static final double BOOTS = 0.75;

    /** Of the horse's height: a rider's box begins above this. */
    private static final double BACK = 1 / 3.0;

    /** Of the horse's height: a rider is at least as tall as this. */
    private static final double MIN_HEIGHT = 0.25;

    private RiderRule() {}

    /**
     * The class indices of persons; none where the detector has no such class, so that no riders
     * are seen.
     */
    static Set<Integer> persons(ClassNames classes) {
        return classes.find(PERSON).map(Set::of).orElse(Set.of());
    }

    /**
     * Whether one of the persons sits on a horse.
     *
     * @param persons detections of persons
     * @param horse box of the horse, image px
     */
    static boolean ridden(List<Detection> persons, Box horse) {
        return persons.stream().anyMatch(p -> p.score() >= MIN_SCORE && sitsOn(horse, p.box()));
    }

    private static boolean sitsOn(Box horse, Box person) {
        double centre = (person.x1() + person.x2()) / 2;
        double end = ENDS * horse.width();
        return centre >= horse.x1() + end
                && centre <= horse.x2() - end
                && person.y1() < horse.y1() + BACK * horse.height()
                && person.y2() > horse.y1()
                && person.y2() <= horse.y1() + BOOTS * horse.height()
                && person.height() >= MIN_HEIGHT * horse.height();
    }
}
