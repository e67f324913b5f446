package io.barnhand.gait.models.golden;

import io.barnhand.gait.models.image.BgrImage;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Reads 8-bit RGB pictures as they are stored. */
public final class PngFile {

    private PngFile() {}

    public static BgrImage read(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        // The raster, not getRGB, which would convert colours.
        Raster raster = image.getRaster();
        int[] rgb = raster.getPixels(0, 0, image.getWidth(), image.getHeight(), (int[]) null);
        if (raster.getNumBands() != 3) {
            throw new IOException(file + " has " + raster.getNumBands() + " bands, not 3");
        }
        byte[] bgr = new byte[rgb.length];
        for (int i = 0; i < rgb.length; i += 3) {
            bgr[i] = (byte) rgb[i + 2];
            bgr[i + 1] = (byte) rgb[i + 1];
            bgr[i + 2] = (byte) rgb[i];
        }
        return new BgrImage(image.getWidth(), image.getHeight(), bgr);
    }
}
