package io.barnhand.gait.job.pipeline.config;

import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.settings.DutyCalibration;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * {@code gait}: how tracks are cut into windows, and what is known of their measurements.
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

    static GaitOptions read(Section section) {
        return new GaitOptions(
                section.duration(
                        "pass-gap",
                        Duration.ofSeconds(1),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(30)),
                section.duration(
                        "pass-max",
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(5)),
                section.duration(
                        "sliding", Duration.ofSeconds(5), Duration.ZERO, Duration.ofSeconds(30)),
                section.duration(
                        "hop",
                        Duration.ofSeconds(1),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(30)),
                section.named("duty-calibration", GAITS, GaitOptions::calibration));
    }

    private static DutyCalibration calibration(Section section) {
        return new DutyCalibration(
                section.required("fore", -0.3, 0.3),
                section.required("hind", -0.3, 0.3),
                section.required("error", 0, 0.2));
    }
}
