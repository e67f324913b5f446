package io.barnhand.gait.job.analysis.chart;

import java.util.ArrayList;
import java.util.List;

/** The shape of a point, so that series differ without their colours. */
public enum Marker {
    CIRCLE,
    SQUARE(-4, -4, 4, -4, 4, 4, -4, 4),
    DIAMOND(0, -5.5, 5.5, 0, 0, 5.5, -5.5, 0),
    TRIANGLE(0, -5.5, 5, 4, -5, 4),
    TRIANGLE_DOWN(0, 5.5, 5, -4, -5, -4);

    private static final double RADIUS = 4.5;

    /** x and y of the corners from the middle, px; none of a circle. */
    private final double[] corners;

    Marker(double... corners) {
        this.corners = corners;
    }

    void draw(Svg svg, String colour, double x, double y) {
        String cls = "marker " + colour;
        if (corners.length == 0) {
            svg.dot(cls, x, y, RADIUS);
            return;
        }
        List<double[]> outline = new ArrayList<>();
        for (int i = 0; i < corners.length; i += 2) {
            outline.add(new double[] {x + corners[i], y + corners[i + 1]});
        }
        svg.path(cls, outline, true);
    }
}
