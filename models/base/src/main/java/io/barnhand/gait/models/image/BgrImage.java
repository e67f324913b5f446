package io.barnhand.gait.models.image;

import java.util.Locale;

/**
 * A picture as interleaved 8-bit BGR.
 *
 * @param width px
 * @param height px
 * @param pixels {@code [height, width, 3]}, rows top to bottom without padding; not copied
 */
public record BgrImage(int width, int height, byte[] pixels) {

    public BgrImage {
        if (width < 1 || height < 1 || pixels.length != 3L * width * height) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "A BGR picture of %d x %d px takes %d bytes, got %d",
                            width,
                            height,
                            3L * width * height,
                            pixels.length));
        }
    }
}
