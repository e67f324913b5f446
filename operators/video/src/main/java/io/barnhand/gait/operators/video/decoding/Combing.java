package io.barnhand.gait.operators.video.decoding;

import java.util.Arrays;

/**
 * Whether the two fields of a picture show different moments: where something has moved between
 * them its edges look like a comb. After the block count of the AviSynth filter TIVTC, where the
 * picture has changed since the one before, so that stripes that stand still do not count.
 */
public final class Combing {

    /** Contrast of a comb's teeth, of 255. */
    private static final int TEETH = 10;

    /** Change since the picture before, of 255. */
    private static final int MOVED = 10;

    private static final int BLOCK = 16;

    /** Pixels of a block that must look like a comb, a quarter. */
    private static final int COMBED = BLOCK * BLOCK / 4;

    private Combing() {}

    /**
     * @param luma or another channel, {@code [height, width]}, row by row
     * @param before the same of the picture before, or null where there is none
     */
    public static boolean shows(byte[] luma, byte[] before, int width, int height) {
        int[] counts = new int[(width + BLOCK - 1) / BLOCK];
        for (int y = 2; y < height - 2; y++) {
            if (y % BLOCK == 0) {
                Arrays.fill(counts, 0);
            }
            for (int x = 0, at = y * width; x < width; x++, at++) {
                if (isTooth(luma, at, width)
                        && (before == null || moved(luma, before, at, width))
                        && ++counts[x / BLOCK] > COMBED) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isTooth(byte[] luma, int at, int width) {
        int here = luma[at] & 0xFF;
        int above = luma[at - width] & 0xFF;
        int below = luma[at + width] & 0xFF;
        int up = here - above;
        int down = here - below;
        if (!(up > TEETH && down > TEETH || up < -TEETH && down < -TEETH)) {
            return false;
        }
        int far = (luma[at - 2 * width] & 0xFF) + (luma[at + 2 * width] & 0xFF);
        return Math.abs(far + 4 * here - 3 * (above + below)) > 6 * TEETH;
    }

    private static boolean moved(byte[] luma, byte[] before, int at, int width) {
        return changed(luma, before, at)
                || changed(luma, before, at - width)
                || changed(luma, before, at + width);
    }

    private static boolean changed(byte[] luma, byte[] before, int at) {
        return Math.abs((luma[at] & 0xFF) - (before[at] & 0xFF)) > MOVED;
    }
}
