package io.barnhand.gait.job.configuration;

import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.settings.DutyCalibration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code gait}: how tracks are cut into windows, and how measurements are calibrated.
 *
 * @param passGap a pause longer than this ends a pass
 * @param passMax longest pass
 * @param sliding length of the windows for live display; zero for none
 * @param hop time between two of them
 * @param dutyCalibration what to add to duty factors, by gait class; a gait that is not named stays
 *     uncalibrated
 */
public record GaitOptions(
        Duration passGap,
        Duration passMax,
        Duration sliding,
        Duration hop,
        Map<String, DutyCalibration> dutyCalibration) {

    private static final List<String> GAITS =
            List.of(
                    GaitClass.WALK,
                    GaitClass.TROT,
                    GaitClass.PACE,
                    GaitClass.TOLT,
                    GaitClass.CANTER_LEFT,
                    GaitClass.CANTER_RIGHT,
                    GaitClass.GALLOP_LEFT,
                    GaitClass.GALLOP_RIGHT);

    private static final Key<DutyCalibration, Double> FORE =
            calibration("fore", DutyCalibration::fore, -0.3, 0.3, "of the fore limbs");

    private static final Key<DutyCalibration, Double> HIND =
            calibration("hind", DutyCalibration::hind, -0.3, 0.3, "of the hind limbs");

    private static final Key<DutyCalibration, Double> ERROR =
            calibration("error", DutyCalibration::error, 0, 0.2, "standard error of the two");

    private static final Area<DutyCalibration> CALIBRATION =
            Area.of(GaitOptions::calibration, FORE, HIND, ERROR);

    private static final Key<GaitOptions, Duration> PASS_GAP =
            Key.of(
                    "pass-gap",
                    GaitOptions::passGap,
                    Scalar.duration(Duration.ofMillis(200), Duration.ofSeconds(30)),
                    Duration.ofSeconds(1),
                    "a longer pause ends a pass");

    private static final Key<GaitOptions, Duration> PASS_MAX =
            Key.of(
                    "pass-max",
                    GaitOptions::passMax,
                    Scalar.duration(Duration.ofSeconds(5), Duration.ofMinutes(5)),
                    Duration.ofSeconds(60),
                    "longest pass");

    private static final Key<GaitOptions, Duration> SLIDING =
            Key.of(
                    "sliding",
                    GaitOptions::sliding,
                    Scalar.duration(Duration.ZERO, Duration.ofSeconds(30)),
                    Duration.ofSeconds(5),
                    "length of the windows for live display; 0s: none");

    private static final Key<GaitOptions, Duration> HOP =
            Key.of(
                            "hop",
                            GaitOptions::hop,
                            Scalar.duration(Duration.ofMillis(200), Duration.ofSeconds(30)),
                            Duration.ofSeconds(1),
                            "time between two windows for live display")
                    .idle(GaitOptions::withoutSliding);

    private static final Key<GaitOptions, Map<String, DutyCalibration>> DUTY_CALIBRATION =
            Key.of(
                    "duty-calibration",
                    GaitOptions::dutyCalibration,
                    new Named<>(CALIBRATION, GAITS),
                    Map.of(),
                    "by gait, labelled minus estimated duty factor, from about 50 hand-labelled"
                            + " hoof-on/hoof-off events in video of at least 120 fps; a gait that is not"
                            + " named stays uncalibrated");

    static final Area<GaitOptions> AREA =
            Area.of(GaitOptions::read, PASS_GAP, PASS_MAX, SLIDING, HOP, DUTY_CALIBRATION);

    private static Optional<String> withoutSliding(JobConfiguration configuration) {
        return configuration.gait().sliding().isZero()
                ? Optional.of("with gait.sliding 0s")
                : Optional.empty();
    }

    private static GaitOptions read(Section section) {
        return new GaitOptions(
                section.get(PASS_GAP),
                section.get(PASS_MAX),
                section.get(SLIDING),
                section.get(HOP),
                section.get(DUTY_CALIBRATION));
    }

    private static Key<DutyCalibration, Double> calibration(
            String name,
            Function<DutyCalibration, Double> of,
            double min,
            double max,
            String sentence) {
        return Key.required(name, of, Scalar.number(min, max), min, sentence);
    }

    private static DutyCalibration calibration(Section section) {
        return new DutyCalibration(section.get(FORE), section.get(HIND), section.get(ERROR));
    }
}
