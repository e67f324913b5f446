package io.barnhand.gait.operators.stages.pose;

import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.models.pose.Keypoints;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.stages.HorseCrop;
import java.util.Arrays;

/**
 * Makes poses of fixed precision: 1/16 px and 1/1000 of a score, far below what the network
 * resolves (half a crop pixel). The values survive being written as text and read again.
 */
public final class PoseQuantiser {

    private static final double STEPS_PER_PIXEL = 16;
    private static final double STEPS_PER_SCORE = 1000;

    private PoseQuantiser() {}

    /** The pose of a crop from the keypoints of the network. */
    public static HorsePose pose(HorseCrop crop, Keypoints keypoints, String model) {
        float[] rows = new float[3 * HorsePose.KEYPOINTS];
        for (int k = 0; k < HorsePose.KEYPOINTS; k++) {
            boolean present = !Double.isNaN(keypoints.x()[k]);
            rows[3 * k] = present ? pixel(keypoints.x()[k]) : Float.NaN;
            rows[3 * k + 1] = present ? pixel(keypoints.y()[k]) : Float.NaN;
            rows[3 * k + 2] = present ? score(keypoints.score()[k]) : Float.NaN;
        }
        return pose(crop, rows, model);
    }

    /** A box without keypoints: no pose model ran. */
    static HorsePose detectionOnly(HorseCrop crop) {
        float[] rows = new float[3 * HorsePose.KEYPOINTS];
        Arrays.fill(rows, Float.NaN);
        return pose(crop, rows, null);
    }

    private static HorsePose pose(HorseCrop crop, float[] rows, String model) {
        Box box = crop.box();
        return new HorsePose(
                crop.camera(),
                crop.recording(),
                crop.track(),
                crop.horse(),
                crop.timeUs(),
                crop.imageWidth(),
                crop.imageHeight(),
                new Box(pixel(box.x1()), pixel(box.y1()), pixel(box.x2()), pixel(box.y2())),
                score(crop.boxScore()),
                rows,
                model,
                crop.flags());
    }

    private static float pixel(double value) {
        return (float) (Math.rint(value * STEPS_PER_PIXEL) / STEPS_PER_PIXEL);
    }

    private static float score(double value) {
        return (float) (Math.rint(value * STEPS_PER_SCORE) / STEPS_PER_SCORE);
    }
}
