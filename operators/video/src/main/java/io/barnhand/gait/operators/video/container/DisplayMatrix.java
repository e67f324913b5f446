package io.barnhand.gait.operators.video.container;

import io.barnhand.gait.models.image.Orientation;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

/**
 * The matrix with which a video says how its pictures are shown: a stored position (x, y) goes to
 * {@code (a x + c y, b x + d y)}. Players ignore the rest of its nine numbers, and so does this.
 */
public record DisplayMatrix(double a, double b, double c, double d) {

    private static final int NUMBERS = 9;

    private static final double ONE = 1 << 16;

    /** Tangent of the angle up to which an axis counts as upright or level: 1°, as in ffplay. */
    private static final double TOLERANCE = Math.tan(Math.toRadians(1));

    /** Ratio of scales that counts as 1, as in FFmpeg. */
    private static final double EQUAL = 1.01;

    /**
     * Reads it as FFmpeg keeps it: nine numbers of fixed point.
     *
     * @param bytes length of the data
     * @return empty if it is too short
     */
    public static Optional<DisplayMatrix> read(BytePointer data, long bytes) {
        if (bytes < NUMBERS * Integer.BYTES) {
            return Optional.empty();
        }
        IntPointer numbers = new IntPointer(data);
        return Optional.of(
                new DisplayMatrix(
                        numbers.get(0) / ONE,
                        numbers.get(1) / ONE,
                        numbers.get(3) / ONE,
                        numbers.get(4) / ONE));
    }

    /** Whether all of it is zero, which shows nothing; players take such pictures as stored. */
    public boolean isZero() {
        return a == 0 && b == 0 && c == 0 && d == 0;
    }

    /**
     * The quarter turn, mirrored or not, nearest to it; its scale does not matter, as players show
     * pictures in the size of their pixels.
     *
     * @return empty if an axis is more than 1° off or has no length, or if it lays a picture on its
     *     side and stretches it, which players show differently
     */
    public Optional<Orientation> orientation() {
        return Orientation.of(level(a, b), level(b, a), level(c, d), level(d, c))
                .filter(found -> !found.isSideways() || !isStretched());
    }

    /** Whether its scales differ; FFmpeg gives those of an MP4 as the shape of the pixels. */
    private boolean isStretched() {
        double ratio = Math.hypot(a, b) / Math.hypot(c, d);
        return Math.max(ratio, 1 / ratio) > EQUAL;
    }

    /** Sign of a component that is as good as the whole axis, 0 of one that is not. */
    private static int level(double component, double other) {
        return Math.abs(other) <= TOLERANCE * Math.abs(component)
                ? (int) Math.signum(component)
                : 0;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "(%.3f %.3f; %.3f %.3f)", a, b, c, d);
    }
}
