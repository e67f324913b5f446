package io.barnhand.gait.operators.records;

import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.models.keypoints.Ap10k;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The AP-10K keypoints of one horse in one frame. Quantised at its creation (positions to 1/16 px,
 * scores to 1/1000), so that a live pose and one read back from an archive have the same values.
 *
 * @param camera camera id
 * @param recording recording id
 * @param track track id
 * @param horse pinned horse, or null
 * @param timeUs event time of the frame, µs since the epoch
 * @param imageWidth px
 * @param imageHeight px
 * @param box box of the horse, image px
 * @param boxScore 0..1
 * @param keypoints {@code [keypoints, 3]} row by row: x px, y px, score; all three NaN where absent
 * @param model id of the pose model, or null if none ran (detection only)
 * @param flags see {@link FrameFlag}
 */
public record HorsePose(
        String camera,
        String recording,
        String track,
        @Nullable String horse,
        long timeUs,
        int imageWidth,
        int imageHeight,
        Box box,
        float boxScore,
        float[] keypoints,
        @Nullable String model,
        List<String> flags) {

    /** Number of AP-10K keypoints. */
    public static final int KEYPOINTS = Ap10k.COUNT;

    public HorsePose {
        if (keypoints.length != 3 * KEYPOINTS) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "A pose has %d keypoints of x, y and score (%d values), got %d",
                            KEYPOINTS,
                            3 * KEYPOINTS,
                            keypoints.length));
        }
    }

    /** The same pose on another track. */
    public HorsePose withTrack(String other) {
        return new HorsePose(
                camera,
                recording,
                other,
                horse,
                timeUs,
                imageWidth,
                imageHeight,
                box,
                boxScore,
                keypoints,
                model,
                flags);
    }

    /** The same pose of a horse that is known. */
    public HorsePose withHorse(String known) {
        return new HorsePose(
                camera,
                recording,
                track,
                known,
                timeUs,
                imageWidth,
                imageHeight,
                box,
                boxScore,
                keypoints,
                model,
                flags);
    }

    /** The same pose with other keypoints, {@code [keypoints, 3]} as here. */
    public HorsePose withKeypoints(float[] others) {
        return new HorsePose(
                camera,
                recording,
                track,
                horse,
                timeUs,
                imageWidth,
                imageHeight,
                box,
                boxScore,
                others,
                model,
                flags);
    }

    public boolean present(int keypoint) {
        return !Float.isNaN(keypoints[3 * keypoint]);
    }

    /** Image x, px; NaN where absent. */
    public float x(int keypoint) {
        return keypoints[3 * keypoint];
    }

    /** Image y, px; NaN where absent. */
    public float y(int keypoint) {
        return keypoints[3 * keypoint + 1];
    }

    /** Raw score of the model; NaN where absent. */
    public float score(int keypoint) {
        return keypoints[3 * keypoint + 2];
    }
}
