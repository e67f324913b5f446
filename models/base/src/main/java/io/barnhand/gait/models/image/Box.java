package io.barnhand.gait.models.image;

/**
 * An axis-aligned box in image pixels; x to the right, y down.
 *
 * @param x1 left edge, px
 * @param y1 top edge, px
 * @param x2 right edge, px
 * @param y2 bottom edge, px
 */
public record Box(double x1, double y1, double x2, double y2) {

    public double width() {
        return x2 - x1;
    }

    public double height() {
        return y2 - y1;
    }

    public double area() {
        return Math.max(0, width()) * Math.max(0, height());
    }

    /** Intersection over union with another box, 0 where they do not meet. */
    public double iou(Box other) {
        double w = Math.min(x2, other.x2) - Math.max(x1, other.x1);
        double h = Math.min(y2, other.y2) - Math.max(y1, other.y1);
        if (w <= 0 || h <= 0) {
            return 0;
        }
        double intersection = w * h;
        return intersection / (area() + other.area() - intersection);
    }
}
