package io.barnhand.gait.job.analysis.camera;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.operators.gait.numeric.LeastSquares;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Where points of the picture lie on the ground: the projective map that four surveyed points
 * determine.
 */
public final class GroundPlane {

    private static final int UNKNOWNS = 8;

    /**
     * A point that was surveyed.
     *
     * @param x picture, px
     * @param y picture, px
     * @param east ground, m along one direction
     * @param north ground, m square to it
     */
    public record SurveyedPoint(double x, double y, double east, double north) {}

    private final double[] map;
    private final double scale;
    private final double unit;
    private final double sign;

    private GroundPlane(double[] map, double scale, double unit, double sign) {
        this.map = map;
        this.scale = scale;
        this.unit = unit;
        this.sign = sign;
    }

    /**
     * @param points four, no three on a line
     * @throws ConfigurationException if they determine no map
     */
    public static GroundPlane of(List<SurveyedPoint> points) {
        double scale = points.stream().mapToDouble(p -> Math.hypot(p.x, p.y)).max().orElse(0);
        double unit = points.stream().mapToDouble(p -> Math.hypot(p.east, p.north)).max().orElse(0);
        LeastSquares fit = new LeastSquares(UNKNOWNS);
        fit.clear();
        for (SurveyedPoint p : points) {
            double x = p.x / scale;
            double y = p.y / scale;
            double east = p.east / unit;
            double north = p.north / unit;
            fit.add(new double[] {x, y, 1, 0, 0, 0, -x * east, -y * east}, east, 1);
            fit.add(new double[] {0, 0, 0, x, y, 1, -x * north, -y * north}, north, 1);
        }
        double[] map = new double[UNKNOWNS];
        boolean solved = scale > 0 && unit > 0 && fit.solve(map);
        double[] depths =
                points.stream()
                        .mapToDouble(p -> map[6] * p.x / scale + map[7] * p.y / scale + 1)
                        .toArray();
        double sign = depths.length == 0 ? 0 : Math.signum(depths[0]);
        if (!solved || Arrays.stream(depths).anyMatch(depth -> !(depth * sign > 0))) {
            throw new ConfigurationException(
                    "the four ground points determine no plane",
                    "give corners of a rectangle on the floor, none of them between two others, each"
                            + " with its own place");
        }
        GroundPlane plane = new GroundPlane(map, scale, unit, sign);
        for (SurveyedPoint p : points) {
            double[] found = plane.at(p.x, p.y);
            if (found == null || Math.hypot(found[0] - p.east, found[1] - p.north) > 1e-3 * unit) {
                throw new ConfigurationException(
                        String.format(
                                Locale.ROOT,
                                "the four ground points fit no plane: (%s, %s) px was given as (%s, %s) m",
                                p.x,
                                p.y,
                                p.east,
                                p.north),
                        "correct them");
            }
        }
        return plane;
    }

    /**
     * @return {@code [2]} m; null where the point lies above the horizon of the ground
     */
    public double[] at(double x, double y) {
        double u = x / scale;
        double v = y / scale;
        double depth = map[6] * u + map[7] * v + 1;
        if (!(depth * sign > 1e-9)) {
            return null;
        }
        return new double[] {
            unit * (map[0] * u + map[1] * v + map[2]) / depth,
            unit * (map[3] * u + map[4] * v + map[5]) / depth
        };
    }
}
