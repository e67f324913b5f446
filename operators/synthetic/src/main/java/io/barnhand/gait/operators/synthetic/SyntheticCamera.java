package io.barnhand.gait.operators.synthetic;

/** A pinhole camera at the height of the trunk, perpendicular to the vertical plane of x. */
final class SyntheticCamera {

    private static final double HEIGHT = 0.9;

    private final SyntheticView view;
    private final double focal;
    private final double middle;

    /**
     * @param way of the horse over the complete track, relative to the camera, BL: its middle is
     *     filmed in the middle of the picture
     */
    SyntheticCamera(SyntheticView view, double way) {
        this.view = view;
        focal = view.pxPerBl() * view.distance();
        middle = 0.5 * way - view.ahead();
    }

    /** Scale of a point, px per BL. */
    double scale(double[] point) {
        return focal / point[1];
    }

    /**
     * @param world {@code [n][3]}, BL
     * @param pan way of the camera with the horse, BL
     * @return {@code [n][2]}, px
     */
    double[][] project(double[][] world, double pan) {
        double[][] px = new double[world.length][];
        for (int k = 0; k < world.length; k++) {
            px[k] = project(world[k], pan);
        }
        return px;
    }

    private double[] project(double[] point, double pan) {
        double side = (view.toRight() ? 1 : -1) * (point[0] - pan - middle) * scale(point);
        double down = -(point[2] - HEIGHT) * scale(point);
        double roll = Math.toRadians(view.rollDeg());
        return new double[] {
            0.5 * view.imageWidth() + side * Math.cos(roll) - down * Math.sin(roll),
            0.5 * view.imageHeight() + side * Math.sin(roll) + down * Math.cos(roll)
        };
    }
}
