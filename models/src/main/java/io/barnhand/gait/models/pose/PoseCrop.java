package io.barnhand.gait.models.pose;

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
                    "A pose crop takes %d bytes, got %d".formatted(expected, pixels.length));
        }
    }
}
