package io.barnhand.gait.models.image;

/**
 * Where a square crop lies in its picture: the mapping between crop pixels and image pixels.
 *
 * <p>Single precision because mmpose keeps centre and scale as float32 and the crop must match it
 * to the bit.
 *
 * @param centreX centre of the crop in the image, px
 * @param centreY centre of the crop in the image, px
 * @param side side length of the crop in the image, px
 */
public record CropTransform(float centreX, float centreY, float side) {

    /** Side length of a crop as the network sees it, px. */
    public static final int CROP_SIZE = 256;

    /** mmpose's GetBBoxCenterScale padding. */
    public static final float PADDING = 1.25f;

    /**
     * The crop that mmpose takes for a box: its centre, and its longer side times {@link #PADDING}.
     */
    public static CropTransform around(Box box) {
        float x1 = (float) box.x1();
        float y1 = (float) box.y1();
        float x2 = (float) box.x2();
        float y2 = (float) box.y2();
        float width = (x2 - x1) * PADDING;
        float height = (y2 - y1) * PADDING;
        return new CropTransform((x1 + x2) * 0.5f, (y1 + y2) * 0.5f, Math.max(width, height));
    }

    /**
     * The map from the image to the crop, from the three points that mmpose takes: the centre, the
     * middle of the left edge and the lower left corner, each rounded to float32.
     *
     * @throws IllegalArgumentException if the crop has no area
     */
    public AffineWarp warp() {
        float leftX = (float) (centreX - 0.5 * side);
        float bottomY = centreY + (centreX - leftX);
        float middle = CROP_SIZE / 2f;
        return AffineWarp.between(
                new float[] {centreX, centreY, leftX, centreY, leftX, bottomY},
                new float[] {middle, middle, 0, middle, 0, CROP_SIZE});
    }

    /** Image x of a crop x in 0..{@link #CROP_SIZE}, px. */
    public double imageX(double cropX) {
        return cropX / CROP_SIZE * side + centreX - 0.5 * side;
    }

    /** Image y of a crop y in 0..{@link #CROP_SIZE}, px. */
    public double imageY(double cropY) {
        return cropY / CROP_SIZE * side + centreY - 0.5 * side;
    }
}
