package io.barnhand.gait.models.image;

import java.util.Arrays;
import java.util.Optional;

/**
 * How a stored picture is turned and mirrored to be upright: the eight cases of EXIF (TIFF 6.0, tag
 * 274), in its order. Turns are clockwise.
 *
 * <p>The matrix of a case takes a stored position (x, y), from the upper left corner, to {@code (a
 * x + c y, b x + d y)}, plus the offset that puts the picture's corner into the origin.
 */
public enum Orientation {
    UPRIGHT(1, 0, 0, 1),
    MIRRORED(-1, 0, 0, 1),
    TURNED_BY_180(-1, 0, 0, -1),
    FLIPPED(1, 0, 0, -1),
    TRANSPOSED(0, 1, 1, 0),
    TURNED_BY_90(0, 1, -1, 0),
    TRANSVERSED(0, -1, -1, 0),
    TURNED_BY_270(0, -1, 1, 0);

    private final int a;
    private final int b;
    private final int c;
    private final int d;

    Orientation(int a, int b, int c, int d) {
        this.a = a;
        this.b = b;
        this.c = c;
        this.d = d;
    }

    /** The case of an EXIF orientation; that of any number but 1 to 8 is upright. */
    public static Orientation ofExif(int number) {
        return number < 1 || number > 8 ? UPRIGHT : values()[number - 1];
    }

    /** The case with this matrix; empty if there is none. */
    public static Optional<Orientation> of(int a, int b, int c, int d) {
        return Arrays.stream(values())
                .filter(o -> o.a == a && o.b == b && o.c == c && o.d == d)
                .findFirst();
    }

    /** Whether width and height are exchanged. */
    public boolean isSideways() {
        return a == 0;
    }

    /** Width of the upright picture, px. */
    public int width(int width, int height) {
        return isSideways() ? height : width;
    }

    /** Height of the upright picture, px. */
    public int height(int width, int height) {
        return isSideways() ? width : height;
    }

    /**
     * The transform of areas of a stored picture of this size: a, b, c, d and the offset, px, as
     * Java's {@code AffineTransform} takes them.
     */
    public double[] affine(int width, int height) {
        return new double[] {
            a,
            b,
            c,
            d,
            a < 0 || c < 0 ? width(width, height) : 0,
            b < 0 || d < 0 ? height(width, height) : 0
        };
    }

    /** The upright picture; the same one where nothing is to be done. */
    public BgrImage upright(BgrImage stored) {
        if (this == UPRIGHT) {
            return stored;
        }
        int width = width(stored.width(), stored.height());
        int height = height(stored.width(), stored.height());
        int left = a < 0 || c < 0 ? width - 1 : 0;
        int top = b < 0 || d < 0 ? height - 1 : 0;
        int right = 3 * (a + b * width);
        int down = 3 * (c + d * width);
        int row = 3 * (left + top * width);
        byte[] from = stored.pixels();
        byte[] to = new byte[from.length];
        int at = 0;
        for (int y = 0; y < stored.height(); y++, row += down) {
            int target = row;
            for (int x = 0; x < stored.width(); x++, at += 3, target += right) {
                to[target] = from[at];
                to[target + 1] = from[at + 1];
                to[target + 2] = from[at + 2];
            }
        }
        return new BgrImage(width, height, to);
    }
}
