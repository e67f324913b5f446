package io.barnhand.gait.operators.stages.tracking;

import io.barnhand.gait.models.detection.ClassNames;
import java.util.List;
import java.util.Set;

/**
 * The classes to detect, as indices of the detector.
 *
 * @param horses class indices that count as a horse
 * @param persons class indices of possible riders; empty where the detector does not know persons
 */
public record SoughtClasses(Set<Integer> horses, Set<Integer> persons) {

    /**
     * @throws io.barnhand.gait.models.ModelException if the detector does not know an accepted
     *     class
     */
    public static SoughtClasses of(DetectionSettings settings, ClassNames classes) {
        return new SoughtClasses(
                classes.indicesOf(settings.accepted()), RiderRule.persons(classes));
    }

    /** Groups in which a detector is asked for them: horses, persons. */
    List<Set<Integer>> groups() {
        return List.of(horses, persons);
    }
}
