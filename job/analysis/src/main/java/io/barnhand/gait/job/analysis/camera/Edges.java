package io.barnhand.gait.job.analysis.camera;

import io.barnhand.gait.operators.records.HorsePose;

/** Which edges of the picture a horse's box reaches: the gait stage leaves such frames out. */
final class Edges {

    private static final double EDGE = 0.01;

    private Edges() {}

    static boolean touched(HorsePose pose) {
        return side(pose) || top(pose) || bottom(pose);
    }

    static boolean side(HorsePose pose) {
        double dx = EDGE * pose.imageWidth();
        return pose.box().x1() < dx || pose.box().x2() > pose.imageWidth() - dx;
    }

    static boolean top(HorsePose pose) {
        return pose.box().y1() < EDGE * pose.imageHeight();
    }

    static boolean bottom(HorsePose pose) {
        return pose.box().y2() > (1 - EDGE) * pose.imageHeight();
    }
}
