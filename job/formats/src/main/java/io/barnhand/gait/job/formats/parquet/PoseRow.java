package io.barnhand.gait.job.formats.parquet;

import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.video.EventTime;
import java.util.Locale;

/**
 * A row of a keypoint file: a pose, or the problem with it.
 *
 * @param pose null where the row is not a pose
 * @param problem null where it is one
 */
public record PoseRow(HorsePose pose, String problem) {

    private static final int MAX_TEXT = 512;
    private static final int MAX_FLAGS = 32;
    private static final double MAX_PIXEL = 1e6;
    private static final double MAX_SCORE = 1000;
    private static final int MAX_SIDE = 100_000;

    /** Refuses values that no camera or model gives: files come from anywhere. */
    static void check(HorsePose pose) {
        text(PoseSchema.RECORDING, pose.recording(), false);
        text(PoseSchema.TRACK, pose.track(), false);
        text(PoseSchema.HORSE, pose.horse(), true);
        text(PoseSchema.MODEL, pose.model(), true);
        if (!EventTime.contains(pose.timeUs())) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%s is %d, must be %s",
                            PoseSchema.TIME_US,
                            pose.timeUs(),
                            EventTime.RANGE));
        }
        number(PoseSchema.IMAGE_WIDTH, pose.imageWidth(), 1, MAX_SIDE);
        number(PoseSchema.IMAGE_HEIGHT, pose.imageHeight(), 1, MAX_SIDE);
        box(pose.box());
        number(PoseSchema.BBOX_SCORE, pose.boxScore(), 0, 1);
        for (int k = 0; k < HorsePose.KEYPOINTS; k++) {
            if (pose.present(k)) {
                number(PoseSchema.KEYPOINT_X, pose.x(k), -MAX_PIXEL, MAX_PIXEL);
                number(PoseSchema.KEYPOINT_Y, pose.y(k), -MAX_PIXEL, MAX_PIXEL);
                number(PoseSchema.KEYPOINT_SCORE, pose.score(k), -MAX_SCORE, MAX_SCORE);
            }
        }
        number("the number of " + PoseSchema.FLAGS, pose.flags().size(), 0, MAX_FLAGS);
        pose.flags().forEach(flag -> text(PoseSchema.FLAGS, flag, false));
    }

    private static void box(Box box) {
        number(PoseSchema.BBOX_X1, box.x1(), -MAX_PIXEL, MAX_PIXEL);
        number(PoseSchema.BBOX_Y1, box.y1(), -MAX_PIXEL, MAX_PIXEL);
        number(PoseSchema.BBOX_X2, box.x2(), box.x1(), MAX_PIXEL);
        number(PoseSchema.BBOX_Y2, box.y2(), box.y1(), MAX_PIXEL);
    }

    private static void text(String name, String value, boolean optional) {
        if (value == null ? !optional : value.isEmpty() || value.length() > MAX_TEXT) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%s must be a text of 1 to %d characters",
                            name,
                            MAX_TEXT));
        }
    }

    private static void number(String name, double value, double min, double max) {
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT, "%s is %s, must be from %s to %s", name, value, min, max));
        }
    }
}
