package io.barnhand.gait.job.analysis.overlay;

import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.models.image.Box;

/**
 * Makes a part of a picture unrecognisable: blocks of one colour, on a grid that stands still, so
 * that a person who moves under it gives no more away from frame to frame.
 */
final class Pixelation {

    /** Blocks in the width of a picture, where a person is small. */
    private static final int BLOCKS = 40;

    private static final int MIN_BLOCK = 8;

    /** Blocks in the height of a person at most. A head is about a seventh of it. */
    private static final int BLOCKS_OF_A_PERSON = 16;

    private Pixelation() {}

    /**
     * Overwrites every block that the area touches with its mean colour.
     *
     * @param image changed in place
     * @param area px; may reach beyond the image
     */
    static void cover(BgrImage image, Box area) {
        int block = Math.max(MIN_BLOCK, Math.max(image.width(), image.height()) / BLOCKS);
        while (block * BLOCKS_OF_A_PERSON < area.height() && block < image.height()) {
            block *= 2;
        }
        int top = first(area.y1(), block);
        int left = first(area.x1(), block);
        for (int y = top; y < Math.min(area.y2(), image.height()); y += block) {
            for (int x = left; x < Math.min(area.x2(), image.width()); x += block) {
                level(image, x, y, block);
            }
        }
    }

    private static int first(double from, int block) {
        return (int) Math.floor(Math.max(0, from) / block) * block;
    }

    private static void level(BgrImage image, int left, int top, int block) {
        int right = Math.min(left + block, image.width());
        int bottom = Math.min(top + block, image.height());
        byte[] pixels = image.pixels();
        for (int channel = 0; channel < 3; channel++) {
            long sum = 0;
            for (int y = top; y < bottom; y++) {
                for (int x = left; x < right; x++) {
                    sum += pixels[3 * (y * image.width() + x) + channel] & 0xFF;
                }
            }
            byte mean = (byte) (sum / ((long) (right - left) * (bottom - top)));
            for (int y = top; y < bottom; y++) {
                for (int x = left; x < right; x++) {
                    pixels[3 * (y * image.width() + x) + channel] = mean;
                }
            }
        }
    }
}
