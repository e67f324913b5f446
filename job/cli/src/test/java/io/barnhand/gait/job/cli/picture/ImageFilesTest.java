package io.barnhand.gait.job.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageFilesTest {

    private static final String COLOURS = "ABCDEF";
    private static final int CELL = 16;
    private static final int ORIENTATION = 274;

    @TempDir Path folder;

    /** What the scene ABC / DEF looks like in a file of each orientation (TIFF 6.0, tag 274). */
    @ParameterizedTest
    @CsvSource({
        "1, ABC/DEF",
        "2, CBA/FED",
        "3, FED/CBA",
        "4, DEF/ABC",
        "5, AD/BE/CF",
        "6, CF/BE/AD",
        "7, FC/EB/DA",
        "8, DA/EB/FC"
    })
    void aStillOfEveryOrientationIsReadUpright(int orientation, String stored) throws Exception {
        Path jpeg = jpeg(stored, orientation);
        Path png = png(stored, orientation);
        Path tiff = tiff(stored, orientation);

        assertThat(text(ImageFiles.read(jpeg))).isEqualTo("ABC/DEF");
        assertThat(text(ImageFiles.read(png))).isEqualTo("ABC/DEF");
        assertThat(text(ImageFiles.read(tiff))).isEqualTo("ABC/DEF");
    }

    /** Viewers show such stills as they are stored. */
    @Test
    void anOrientationThatIsNoneLeavesTheStillAsItIs() throws Exception {
        assertThat(text(ImageFiles.read(jpeg("ABC/DEF", 0)))).isEqualTo("ABC/DEF");
        assertThat(text(ImageFiles.read(jpeg("ABC/DEF", 9)))).isEqualTo("ABC/DEF");
    }

    private Path jpeg(String stored, int orientation) throws IOException {
        byte[] image = encoded(stored, "jpg");
        byte[] exif = exif(orientation);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(image, 0, 2);
        out.write(
                ByteBuffer.allocate(10)
                        .putShort((short) 0xffe1)
                        .putShort((short) (8 + exif.length))
                        .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
                        .array());
        out.write(exif);
        out.write(image, 2, image.length - 2);
        return Files.write(folder.resolve("still.jpg"), out.toByteArray());
    }

    private Path png(String stored, int orientation) throws IOException {
        byte[] image = encoded(stored, "png");
        byte[] exif = exif(orientation);
        ByteBuffer chunk = ByteBuffer.allocate(12 + exif.length).putInt(exif.length);
        chunk.put("eXIf".getBytes(StandardCharsets.US_ASCII)).put(exif);
        CRC32 crc = new CRC32();
        crc.update(chunk.array(), 4, 4 + exif.length);
        chunk.putInt((int) crc.getValue());
        // Signature and header.
        int before = 8 + 25;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(image, 0, before);
        out.write(chunk.array());
        out.write(image, before, image.length - before);
        return Files.write(folder.resolve("still.png"), out.toByteArray());
    }

    /** Uncompressed, grey. */
    private Path tiff(String stored, int orientation) throws IOException {
        BufferedImage image = image(stored);
        int width = image.getWidth();
        int height = image.getHeight();
        int[][] before = {{256, width}, {257, height}, {258, 8}, {259, 1}, {262, 1}, {273, 8}};
        int[][] after = {{277, 1}, {278, height}, {279, width * height}};
        int directory = 8 + width * height;
        ByteBuffer out =
                ByteBuffer.allocate(directory + 2 + 12 * 10 + 4).order(ByteOrder.LITTLE_ENDIAN);
        out.put("II*\0".getBytes(StandardCharsets.US_ASCII)).putInt(directory);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                out.put((byte) image.getRGB(x, y));
            }
        }
        out.putShort((short) 10);
        for (int[] entry : before) {
            entry(out, entry[0], entry[1]);
        }
        entry(out, ORIENTATION, orientation);
        for (int[] entry : after) {
            entry(out, entry[0], entry[1]);
        }
        return Files.write(folder.resolve("still.tif"), out.array());
    }

    private static byte[] exif(int orientation) {
        ByteBuffer out = ByteBuffer.allocate(26).order(ByteOrder.LITTLE_ENDIAN);
        out.put("II*\0".getBytes(StandardCharsets.US_ASCII)).putInt(8).putShort((short) 1);
        entry(out, ORIENTATION, orientation);
        return out.array();
    }

    private static void entry(ByteBuffer out, int tag, int number) {
        out.putShort((short) tag).putShort((short) 3).putInt(1).putInt(number);
    }

    private static byte[] encoded(String stored, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image(stored), format, out);
        return out.toByteArray();
    }

    private static BufferedImage image(String text) {
        String[] rows = text.split("/");
        BufferedImage image =
                new BufferedImage(
                        CELL * rows[0].length(), CELL * rows.length, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int letter = COLOURS.indexOf(rows[y / CELL].charAt(x / CELL));
                image.setRGB(x, y, 0xff000000 | (20 + 40 * letter) * 0x010101);
            }
        }
        return image;
    }

    private static String text(BufferedImage image) {
        StringBuilder text = new StringBuilder();
        for (int y = CELL / 2; y < image.getHeight(); y += CELL) {
            text.append(text.isEmpty() ? "" : "/");
            for (int x = CELL / 2; x < image.getWidth(); x += CELL) {
                text.append(COLOURS.charAt((image.getRGB(x, y) & 0xff) / 40));
            }
        }
        return text.toString();
    }
}
