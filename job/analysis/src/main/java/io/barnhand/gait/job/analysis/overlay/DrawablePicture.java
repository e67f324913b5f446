package io.barnhand.gait.job.analysis.overlay;

import io.barnhand.gait.models.image.BgrImage;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;

/** Decoded frames as pictures that Java2D draws onto. */
final class DrawablePicture {

    private DrawablePicture() {}

    /** The same pixels, not a copy: what is drawn is in the image. */
    static BufferedImage over(BgrImage image) {
        byte[] pixels = image.pixels();
        return new BufferedImage(
                new ComponentColorModel(
                        ColorSpace.getInstance(ColorSpace.CS_sRGB),
                        false,
                        false,
                        Transparency.OPAQUE,
                        DataBuffer.TYPE_BYTE),
                Raster.createInterleavedRaster(
                        new DataBufferByte(pixels, pixels.length),
                        image.width(),
                        image.height(),
                        3 * image.width(),
                        3,
                        new int[] {2, 1, 0},
                        null),
                false,
                null);
    }

    /**
     * With even sides, as H.264 with halved colour wants them: an odd side gets its last row or
     * column twice. The same image where both are even.
     */
    static BgrImage even(BgrImage image) {
        int width = image.width() + image.width() % 2;
        int height = image.height() + image.height() % 2;
        if (width == image.width() && height == image.height()) {
            return image;
        }
        byte[] to = new byte[3 * width * height];
        int row = 3 * image.width();
        for (int y = 0; y < height; y++) {
            int from = Math.min(y, image.height() - 1) * row;
            int at = 3 * width * y;
            System.arraycopy(image.pixels(), from, to, at, row);
            System.arraycopy(image.pixels(), from + row - 3, to, at + 3 * (width - 1), 3);
        }
        return new BgrImage(width, height, to);
    }
}
