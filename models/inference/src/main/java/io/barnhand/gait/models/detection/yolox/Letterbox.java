package io.barnhand.gait.models.detection.yolox;

import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.models.image.Box;
import java.util.Arrays;
import java.util.Locale;

/**
 * Fits a picture into YOLOX's network input: scaled by one ratio, placed at the top left, the rest
 * filled with {@link #PADDING}.
 *
 * <p>Follows {@code preproc} of YOLOX (yolox/data/data_augment.py). Scaling is that of {@code
 * cv2.resize} with {@code INTER_LINEAR} on 8-bit pixels, to the bit: weights of 11 bits, rounded
 * between the two passes. A plain float bilinear differs by 1 in some pixels, enough to move a
 * detection across a threshold.
 *
 * @param imageWidth width of the picture, px
 * @param imageHeight height of the picture, px
 * @param width width of the network's input, px
 * @param height height of the network's input, px
 */
public record Letterbox(int imageWidth, int imageHeight, int width, int height) {

    /** Grey level around the picture. */
    public static final int PADDING = 114;

    private static final int WEIGHT_ONE = 1 << 11;

    public Letterbox {
        if (imageWidth < 1 || imageHeight < 1 || width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "The sides of a letterbox must be at least 1 px, got a picture of %d x %d and an input of %d x %d",
                            imageWidth,
                            imageHeight,
                            width,
                            height));
        }
    }

    /** Input px per image px. */
    public double ratio() {
        return Math.min((double) height / imageHeight, (double) width / imageWidth);
    }

    /** Width of the scaled picture inside the input, px; at least 1. */
    public int scaledWidth() {
        return Math.max(1, (int) (imageWidth * ratio()));
    }

    /** Height of the scaled picture inside the input, px; at least 1. */
    public int scaledHeight() {
        return Math.max(1, (int) (imageHeight * ratio()));
    }

    /** A box in the network's input as a box in the image, px. Not clipped. */
    public Box toImage(Box box) {
        double r = ratio();
        return new Box(box.x1() / r, box.y1() / r, box.x2() / r, box.y2() / r);
    }

    /**
     * Draws the letterboxed picture.
     *
     * @param image a picture of {@link #imageWidth} by {@link #imageHeight}
     * @param target {@code [height, width, 3]} uint8 BGR, overwritten
     */
    public void draw(BgrImage image, byte[] target) {
        if (image.width() != imageWidth || image.height() != imageHeight) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "This letterbox is for pictures of %d x %d px, got %d x %d",
                            imageWidth,
                            imageHeight,
                            image.width(),
                            image.height()));
        }
        if (target.length != 3L * width * height) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "A letterbox of %d x %d px takes %d bytes, got %d",
                            width,
                            height,
                            3L * width * height,
                            target.length));
        }
        Arrays.fill(target, (byte) PADDING);
        Taps columns = Taps.of(imageWidth, scaledWidth());
        Taps rows = Taps.of(imageHeight, scaledHeight());
        int n = 3 * scaledWidth();
        int[] upper = new int[n];
        int[] lower = new int[n];
        int upperRow = -1;
        int lowerRow = -1;
        for (int y = 0; y < rows.low.length; y++) {
            // OpenCV lets the two rows run over the edge with their weights as they are; columns
            // are given weight 1 at the edge instead. On clamped indexes both give the edge pixel.
            int wantedUpper = Math.min(Math.max(rows.low[y], 0), imageHeight - 1);
            int wantedLower = Math.min(Math.max(rows.low[y] + 1, 0), imageHeight - 1);
            if (wantedUpper == lowerRow) {
                int[] spare = upper;
                upper = lower;
                upperRow = lowerRow;
                lower = spare;
                lowerRow = -1;
            }
            if (wantedUpper != upperRow) {
                scaleRow(image, wantedUpper, columns, upper);
                upperRow = wantedUpper;
            }
            if (wantedLower != lowerRow) {
                scaleRow(image, wantedLower, columns, lower);
                lowerRow = wantedLower;
            }
            int at = 3 * width * y;
            int weightUpper = rows.weightLow[y];
            int weightLower = rows.weightHigh[y];
            for (int x = 0; x < n; x++) {
                int sum =
                        (weightUpper * (upper[x] >> 4) >> 16)
                                + (weightLower * (lower[x] >> 4) >> 16);
                target[at + x] = (byte) ((sum + 2) >> 2);
            }
        }
    }

    /** One image row, scaled to the width of the letterboxed picture, in units of 1/2048. */
    private static void scaleRow(BgrImage image, int row, Taps columns, int[] scaled) {
        byte[] pixels = image.pixels();
        int start = 3 * image.width() * row;
        int last = image.width() - 1;
        for (int x = 0; x < columns.low.length; x++) {
            int low = columns.low[x];
            int left = start + 3 * Math.min(Math.max(low, 0), last);
            int right = start + 3 * Math.min(Math.max(low + 1, 0), last);
            int weightLeft = columns.weightLow[x];
            int weightRight = columns.weightHigh[x];
            for (int c = 0; c < 3; c++) {
                scaled[3 * x + c] =
                        (pixels[left + c] & 0xff) * weightLeft
                                + (pixels[right + c] & 0xff) * weightRight;
            }
        }
    }

    /** Where each scaled pixel takes its two neighbours from, and with which weights of 2048. */
    private record Taps(int[] low, int[] weightLow, int[] weightHigh) {

        static Taps of(int from, int to) {
            // OpenCV goes through the inverse scale and back: to/from and from/to round
            // differently.
            double scale = 1 / ((double) to / from);
            int[] low = new int[to];
            int[] weightLow = new int[to];
            int[] weightHigh = new int[to];
            for (int i = 0; i < to; i++) {
                float position = (float) ((i + 0.5) * scale - 0.5);
                low[i] = (int) Math.floor(position);
                float fraction = position - low[i];
                weightLow[i] = (int) Math.rint((1 - fraction) * WEIGHT_ONE);
                weightHigh[i] = (int) Math.rint(fraction * WEIGHT_ONE);
            }
            return new Taps(low, weightLow, weightHigh);
        }
    }
}
