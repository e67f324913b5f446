package io.barnhand.gait.job.cli.picture;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.MetadataException;
import com.drew.metadata.exif.ExifIFD0Directory;
import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.models.image.Orientation;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Reads and writes pictures. */
public final class ImageFiles {

    private static final long MAX_PIXELS = 100_000_000;

    private ImageFiles() {}

    /**
     * A picture the way up it was taken.
     *
     * @throws ConfigurationException if the file is not a picture that can be read
     */
    public static BufferedImage read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ConfigurationException(
                    String.format(Locale.ROOT, "There is no picture %s", file),
                    "give the path of an existing file");
        }
        try {
            return upright(decode(file), orientation(file));
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            // The JDK's readers throw either of them for broken files.
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "The picture %s cannot be read (%s)",
                            file,
                            e.getMessage()),
                    "give a PNG or JPEG file");
        }
    }

    private static BufferedImage decode(Path file) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("its content is not a known picture format");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                if (pixels > MAX_PIXELS) {
                    throw new IOException(
                            String.format(
                                    Locale.ROOT,
                                    "it has %d pixels, at most %d are read",
                                    pixels,
                                    MAX_PIXELS));
                }
                return reader.read(0);
            } finally {
                reader.dispose();
            }
        }
    }

    private static Orientation orientation(Path file) throws IOException {
        try {
            ExifIFD0Directory exif =
                    ImageMetadataReader.readMetadata(file.toFile())
                            .getFirstDirectoryOfType(ExifIFD0Directory.class);
            return exif != null && exif.containsTag(ExifIFD0Directory.TAG_ORIENTATION)
                    ? Orientation.ofExif(exif.getInt(ExifIFD0Directory.TAG_ORIENTATION))
                    : Orientation.UPRIGHT;
        } catch (ImageProcessingException | MetadataException e) {
            return Orientation.UPRIGHT;
        }
    }

    /** Turns a picture into 8-bit BGR. */
    static BufferedImage upright(BufferedImage image, Orientation orientation) {
        int w = image.getWidth();
        int h = image.getHeight();
        BufferedImage result =
                new BufferedImage(
                        orientation.width(w, h),
                        orientation.height(w, h),
                        BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = result.createGraphics();
        graphics.drawImage(image, new AffineTransform(orientation.affine(w, h)), null);
        graphics.dispose();
        return result;
    }

    /** The same picture as the networks read it; shares no memory. */
    public static BgrImage bgr(BufferedImage image) {
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        return new BgrImage(image.getWidth(), image.getHeight(), pixels.clone());
    }

    /** Writes PNG or JPEG by the file's ending. */
    public static void write(BufferedImage image, Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        String format = name.endsWith(".jpg") || name.endsWith(".jpeg") ? "jpg" : "png";
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            ImageIO.write(image, format, file.toFile());
        } catch (IOException e) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "The picture %s cannot be written (%s)",
                            file,
                            e.getMessage()),
                    "give another path, or make its folder writable");
        }
    }
}
