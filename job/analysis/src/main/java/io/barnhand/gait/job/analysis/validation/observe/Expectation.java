package io.barnhand.gait.job.analysis.validation.observe;

import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.Metric;
import io.barnhand.gait.operators.gait.numeric.Circular;
import io.barnhand.gait.operators.records.Limb;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/**
 * Something that must be true of the record of a scene.
 *
 * @param says what
 * @param test of the record and the seed of the scene
 */
record Expectation(String says, Test test) {

    private static final double FREQUENCY_TOLERANCE = 0.01;
    private static final double WAY_TOLERANCE = 0.02;
    private static final double PHASE_TOLERANCE = 0.03;
    private static final double DUTY_TOLERANCE = 0.05;

    /** Decides on a record. */
    interface Test {
        boolean holds(GaitRecord record, long seed);
    }

    static Expectation gait(String name) {
        return new Expectation(
                "class " + name, (record, seed) -> record.gait().name().equals(name));
    }

    static Expectation noGait() {
        Set<String> noGait = Set.of(GaitClass.STANDING, GaitClass.TRANSITION, GaitClass.UNKNOWN);
        return new Expectation(
                "no gait named", (record, seed) -> noGait.contains(record.gait().name()));
    }

    /** The metrics of some names are null. */
    static Expectation nulls(String what, Predicate<String> names) {
        return new Expectation(
                what + " null", (record, seed) -> Given.names(record).stream().noneMatch(names));
    }

    /** One of some flags on the record. */
    static Expectation flag(GaitFlag... flags) {
        List<GaitFlag> any = List.of(flags);
        return new Expectation(
                "flag " + String.join(" or ", GaitFlag.keys(any)),
                (record, seed) -> record.quality().flags().stream().anyMatch(any::contains));
    }

    static Expectation transitionOrNothing() {
        Set<String> noGait = Set.of(GaitClass.TRANSITION, GaitClass.UNKNOWN);
        return new Expectation(
                "class transition or nothing",
                (record, seed) ->
                        noGait.contains(record.gait().name()) && Given.names(record).isEmpty());
    }

    /** What is given lies near the truth; nothing needs to be. */
    static Expectation near(LongFunction<SyntheticGait> truth) {
        return new Expectation(
                "what is given is right", (record, seed) -> near(record, truth.apply(seed)));
    }

    private static boolean near(GaitRecord record, SyntheticGait truth) {
        boolean known = record.gait().name().equals(truth.name());
        double speed = truth.speed() / PassObserver.BODY_LENGTH;
        double length = speed / truth.frequency();
        boolean right =
                (known || record.gait().name().equals(GaitClass.UNKNOWN))
                        && within(
                                record.metrics().pace().strideFreqHz(),
                                truth.frequency(),
                                FREQUENCY_TOLERANCE * truth.frequency())
                        && within(record.metrics().pace().speedBlS(), speed, WAY_TOLERANCE * speed)
                        && within(
                                record.metrics().pace().strideLengthBl(),
                                length,
                                WAY_TOLERANCE * length);
        double reference = truth.phase(truth.reference());
        return right
                && Arrays.stream(Limb.values())
                        .allMatch(
                                limb ->
                                        within(
                                                        record.metrics()
                                                                .stance()
                                                                .dutyFactor()
                                                                .of(limb),
                                                        truth.duty(limb),
                                                        DUTY_TOLERANCE)
                                                && withinCycle(
                                                        record.metrics()
                                                                .placement()
                                                                .limbPhase()
                                                                .of(limb),
                                                        truth.phase(limb) - reference));
    }

    private static boolean within(Metric metric, double truth, double tolerance) {
        return metric.value() == null || Math.abs(metric.value() - truth) <= tolerance;
    }

    private static boolean withinCycle(Metric metric, double truth) {
        return metric.value() == null
                || Math.abs(Circular.signed(metric.value() - truth)) <= PHASE_TOLERANCE;
    }
}
