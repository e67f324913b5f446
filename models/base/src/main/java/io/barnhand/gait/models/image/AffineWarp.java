package io.barnhand.gait.models.image;

import java.util.Arrays;
import java.util.Locale;

/**
 * An affine map from a picture to a crop, and the sampling of the crop with it, both equal to
 * OpenCV's to the bit ({@code getAffineTransform}; {@code warpAffine} of 8-bit BGR, bilinear,
 * border 0).
 *
 * <p>OpenCV does not interpolate in floating point: positions are rounded to 1/32 px and the four
 * weights are integers that sum to 1024. Networks were trained on crops of this sampling.
 */
public final class AffineWarp {

    /** Fractional bits of a position while it is computed. */
    private static final int POSITION_BITS = 10;

    /** Fractional bits of the position that a pixel is interpolated at. */
    private static final int FRACTION_BITS = 5;

    private static final int FRACTIONS = 1 << FRACTION_BITS;
    private static final int DROPPED_BITS = POSITION_BITS - FRACTION_BITS;
    private static final int HALF_FRACTION = 1 << DROPPED_BITS - 1;
    private static final int WEIGHT_BITS = 2 * FRACTION_BITS;
    private static final int HALF_WEIGHT = 1 << WEIGHT_BITS - 1;

    private final double[] matrix;

    private AffineWarp(double[] matrix) {
        this.matrix = matrix;
    }

    /**
     * The map that takes three points of the picture to three points of the crop.
     *
     * @param picture x and y of each point in turn, px
     * @param crop x and y of each point in turn, px
     * @throws IllegalArgumentException if the points of the picture lie on a line
     */
    public static AffineWarp between(float[] picture, float[] crop) {
        double[][] equations = new double[6][6];
        double[] right = new double[6];
        for (int point = 0; point < 3; point++) {
            for (int axis = 0; axis < 2; axis++) {
                double[] equation = equations[2 * point + axis];
                equation[3 * axis] = picture[2 * point];
                equation[3 * axis + 1] = picture[2 * point + 1];
                equation[3 * axis + 2] = 1;
                right[2 * point + axis] = crop[2 * point + axis];
            }
        }
        if (!solve(equations, right)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "No affine map takes %s to %s; give points that are not on one line",
                            Arrays.toString(picture),
                            Arrays.toString(crop)));
        }
        return new AffineWarp(right);
    }

    /** Picture to crop: {@code [2, 3]}, row by row. */
    public double[] matrix() {
        return matrix.clone();
    }

    /**
     * The crop.
     *
     * @param picture any size
     * @param width of the crop, px
     * @param height of the crop, px
     * @return {@code [height, width, 3]} uint8 BGR; 0 outside the picture
     */
    public byte[] sample(BgrImage picture, int width, int height) {
        double[] toPicture = inverse();
        int[] xOfColumn = new int[width];
        int[] yOfColumn = new int[width];
        for (int column = 0; column < width; column++) {
            xOfColumn[column] = fixedPoint(toPicture[0] * column);
            yOfColumn[column] = fixedPoint(toPicture[3] * column);
        }
        byte[] crop = new byte[width * height * 3];
        int at = 0;
        for (int row = 0; row < height; row++) {
            int xOfRow = fixedPoint(toPicture[1] * row + toPicture[2]) + HALF_FRACTION;
            int yOfRow = fixedPoint(toPicture[4] * row + toPicture[5]) + HALF_FRACTION;
            for (int column = 0; column < width; column++) {
                int x = xOfRow + xOfColumn[column] >> DROPPED_BITS;
                int y = yOfRow + yOfColumn[column] >> DROPPED_BITS;
                interpolate(picture, x, y, crop, at);
                at += 3;
            }
        }
        return crop;
    }

    /**
     * @param x picture position, 1/32 px
     * @param y picture position, 1/32 px
     */
    private static void interpolate(BgrImage picture, int x, int y, byte[] crop, int at) {
        int left = x >> FRACTION_BITS;
        int top = y >> FRACTION_BITS;
        int width = picture.width();
        int height = picture.height();
        if (left < -1 || top < -1 || left >= width || top >= height) {
            return;
        }
        int rightWeight = x & FRACTIONS - 1;
        int bottomWeight = y & FRACTIONS - 1;
        int leftWeight = FRACTIONS - rightWeight;
        int topWeight = FRACTIONS - bottomWeight;
        byte[] pixels = picture.pixels();
        int stride = 3 * width;
        int start = top * stride + 3 * left;
        boolean inside = left >= 0 && top >= 0 && left < width - 1 && top < height - 1;
        for (int channel = 0; channel < 3; channel++) {
            int p = start + channel;
            int sum = HALF_WEIGHT;
            if (inside) {
                sum +=
                        topWeight
                                        * (leftWeight * (pixels[p] & 0xff)
                                                + rightWeight * (pixels[p + 3] & 0xff))
                                + bottomWeight
                                        * (leftWeight * (pixels[p + stride] & 0xff)
                                                + rightWeight * (pixels[p + stride + 3] & 0xff));
            } else {
                boolean hasLeft = left >= 0;
                boolean hasRight = left < width - 1;
                if (top >= 0) {
                    sum += hasLeft ? topWeight * leftWeight * (pixels[p] & 0xff) : 0;
                    sum += hasRight ? topWeight * rightWeight * (pixels[p + 3] & 0xff) : 0;
                }
                if (top < height - 1) {
                    int q = p + stride;
                    sum += hasLeft ? bottomWeight * leftWeight * (pixels[q] & 0xff) : 0;
                    sum += hasRight ? bottomWeight * rightWeight * (pixels[q + 3] & 0xff) : 0;
                }
            }
            crop[at + channel] = (byte) (sum >> WEIGHT_BITS);
        }
    }

    /** Rounds half to even and saturates, as OpenCV does. */
    private static int fixedPoint(double position) {
        return (int) Math.rint(position * (1 << POSITION_BITS));
    }

    /** Crop to picture, with OpenCV's order of operations: another order moves the last bit. */
    private double[] inverse() {
        double[] m = matrix;
        double determinant = m[0] * m[4] - m[1] * m[3];
        double scale = determinant == 0 ? 0 : 1 / determinant;
        double xx = m[4] * scale;
        double xy = m[1] * -scale;
        double yx = m[3] * -scale;
        double yy = m[0] * scale;
        return new double[] {
            xx, xy, -xx * m[2] - xy * m[5], yx, yy, -yx * m[2] - yy * m[5],
        };
    }

    /**
     * Gaussian elimination with the larger pivot on top, in place: {@code right} becomes the
     * solution. The closed form differs by 1e-14, which is enough to change pixels.
     */
    private static boolean solve(double[][] a, double[] right) {
        int n = right.length;
        for (int i = 0; i < n; i++) {
            int pivot = i;
            for (int row = i + 1; row < n; row++) {
                if (Math.abs(a[row][i]) > Math.abs(a[pivot][i])) {
                    pivot = row;
                }
            }
            // Not "< epsilon" alone: that would let NaN through.
            if (!(Math.abs(a[pivot][i]) >= 100 * Math.ulp(1.0))) {
                return false;
            }
            double[] pivotRow = a[pivot];
            a[pivot] = a[i];
            a[i] = pivotRow;
            double pivotRight = right[pivot];
            right[pivot] = right[i];
            right[i] = pivotRight;
            double negativeInverse = -1 / pivotRow[i];
            for (int row = i + 1; row < n; row++) {
                double factor = a[row][i] * negativeInverse;
                for (int column = i + 1; column < n; column++) {
                    a[row][column] += factor * pivotRow[column];
                }
                right[row] += factor * pivotRight;
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            double sum = right[i];
            for (int column = i + 1; column < n; column++) {
                sum -= a[i][column] * right[column];
            }
            right[i] = sum / a[i][i];
        }
        return true;
    }
}
