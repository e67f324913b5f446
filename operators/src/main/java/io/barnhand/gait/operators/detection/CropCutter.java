package io.barnhand.gait.operators.detection;

import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.models.pose.CropTransform;
import java.io.Serializable;

/** Samples a crop from an image. */
@FunctionalInterface
public interface CropCutter extends Serializable {

    /**
     * Cuts a crop.
     *
     * @return {@code [256, 256, 3]} uint8 BGR, black outside of the image
     */
    byte[] cut(BgrImage image, CropTransform transform);
}
