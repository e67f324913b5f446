package io.barnhand.gait.job.analysis.report.page;

import io.barnhand.gait.operators.gait.pooling.CameraHour;

/**
 * An hour of a camera in words.
 *
 * @param camera id
 * @param hour day and clock hour
 * @param expected announced, or that it is not known
 * @param decoded seen by the job
 * @param horse with a horse
 * @param usable with keypoints that could be used
 */
public record CoverageRow(
        String camera, String hour, String expected, String decoded, String horse, String usable) {

    static CoverageRow of(CameraHour hour) {
        long us = 1000 * hour.hourStartMs();
        return new CoverageRow(
                hour.cameraId(),
                Times.minuteText(us),
                seconds(hour.expectedS()),
                seconds(hour.decodedS()),
                seconds(hour.horseS()),
                seconds(hour.usableS()));
    }

    private static String seconds(Double seconds) {
        if (seconds == null) {
            return Wording.of("coverage.not_known");
        }
        return seconds < 120
                ? Wording.of("coverage.seconds", Numbers.of(seconds, 0))
                : Wording.of("coverage.minutes", Numbers.of(seconds / 60, 1));
    }
}
