package io.barnhand.gait.operators.stages;

import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.models.image.CropTransform;
import io.barnhand.gait.operators.records.FrameFlag;
import java.util.List;

/**
 * One horse in one frame, cut out for the pose network.
 *
 * @param camera camera id
 * @param recording recording id
 * @param track track id
 * @param horse pinned horse, or null
 * @param timeUs event time of the frame, µs since the epoch
 * @param imageWidth px
 * @param imageHeight px
 * @param box box of the horse, detected or interpolated, image px, without margin
 * @param boxScore score of the nearest detection, 0..1
 * @param flags see {@link FrameFlag}
 * @param transform where the crop lies in the frame
 * @param pixels {@code [256, 256, 3]} uint8 BGR
 */
public record HorseCrop(
        String camera,
        String recording,
        String track,
        String horse,
        long timeUs,
        int imageWidth,
        int imageHeight,
        Box box,
        float boxScore,
        List<String> flags,
        CropTransform transform,
        byte[] pixels) {}
