package io.barnhand.gait.models.pose;

import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.models.image.CropTransform;
import java.util.Locale;

/**
 * A square crop of a picture and where it lies there.
 *
 * @param pixels {@code [256, 256, 3]} uint8 BGR
 * @param transform crop to image
 */
public record PoseCrop(byte[] pixels, CropTransform transform) {

    public PoseCrop {
        int expected = CropTransform.CROP_SIZE * CropTransform.CROP_SIZE * 3;
        if (pixels.length != expected) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "A pose crop takes %d bytes, got %d",
                            expected,
                            pixels.length));
        }
    }

    /**
     * Cuts a crop as mmpose does, to the bit.
     *
     * @param image the picture; black beyond its edges
     * @throws IllegalArgumentException if the crop has no area or is not finite
     */
    public static PoseCrop cut(BgrImage image, CropTransform transform) {
        int size = CropTransform.CROP_SIZE;
        return new PoseCrop(transform.warp().sample(image, size, size), transform);
    }
}
