package io.barnhand.gait.operators.stages.tracking;

import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.models.image.CropTransform;
import java.util.Optional;

/**
 * Where the crop of a box lies: the box with a margin on each side, clipped to the image, then
 * mmpose's own padding around it.
 *
 * @param margin share of the box's width and height added on each side
 * @param width image px
 * @param height image px
 */
public record CropRule(double margin, int width, int height) {

    private static final double MIN_VISIBLE = 1;

    /** Side of the crop, px, at least 1. */
    double side(Box box) {
        Box wide = wide(box);
        return Math.max(1, CropTransform.around(clip(wide).orElse(wide)).side());
    }

    /** The crop of a box; empty where the box is outside of the image. */
    public Optional<CropTransform> crop(Box box) {
        return crop(box, side(box));
    }

    /** The crop of a box with a given side; empty where the box is outside of the image. */
    Optional<CropTransform> crop(Box box, double side) {
        return clip(wide(box))
                .map(CropTransform::around)
                .map(t -> new CropTransform(t.centreX(), t.centreY(), (float) side));
    }

    private Box wide(Box box) {
        double dx = margin * box.width();
        double dy = margin * box.height();
        return new Box(box.x1() - dx, box.y1() - dy, box.x2() + dx, box.y2() + dy);
    }

    private Optional<Box> clip(Box box) {
        Box clipped =
                new Box(
                        Math.max(0, box.x1()),
                        Math.max(0, box.y1()),
                        Math.min(width, box.x2()),
                        Math.min(height, box.y2()));
        return clipped.width() < MIN_VISIBLE || clipped.height() < MIN_VISIBLE
                ? Optional.empty()
                : Optional.of(clipped);
    }
}
