package io.barnhand.gait.models.detection;

/**
 * Size of the pictures that a network takes.
 *
 * @param width px
 * @param height px
 */
public record InputSize(int width, int height) {

    static final int LARGEST_SIDE = 2048;

    /** Whether the three grids of a YOLOX cover such a picture, and memory for it can be had. */
    boolean fitsYolox() {
        return fitsYolox(width) && fitsYolox(height);
    }

    static boolean fitsYolox(long side) {
        return side >= YoloxHead.LARGEST_STRIDE
                && side <= LARGEST_SIDE
                && side % YoloxHead.LARGEST_STRIDE == 0;
    }
}
