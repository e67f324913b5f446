package io.barnhand.gait.job.simulation.render;

/** A rectangle of pixels; right and bottom are exclusive, and it may be empty. */
public record Region(int left, int top, int right, int bottom) {

    public static final Region NONE = new Region(0, 0, 0, 0);

    public static Region whole(int width, int height) {
        return new Region(0, 0, width, height);
    }

    public boolean isEmpty() {
        return left >= right || top >= bottom;
    }

    /** The smallest rectangle around both. */
    public Region union(Region other) {
        if (isEmpty()) {
            return other;
        }
        if (other.isEmpty()) {
            return this;
        }
        return new Region(
                Math.min(left, other.left),
                Math.min(top, other.top),
                Math.max(right, other.right),
                Math.max(bottom, other.bottom));
    }

    /** This rectangle with a margin, inside the picture. */
    public Region grown(int margin, int width, int height) {
        if (isEmpty()) {
            return NONE;
        }
        return new Region(
                Math.max(0, left - margin),
                Math.max(0, top - margin),
                Math.min(width, right + margin),
                Math.min(height, bottom + margin));
    }
}
