package io.barnhand.gait.job.simulation.render;

import java.util.Arrays;
import java.util.List;

/**
 * How much of the light from above a moving thing takes from the ground under it and from its own
 * lower parts. It knows the thing as the lowest and the highest vertex over each cell of the
 * ground, so triangles must be smaller than a cell.
 */
final class SkyShade {

    private static final double CELL = 0.06;
    private static final double PER_CELL = 1 / CELL;
    private static final double MARGIN = 0.8;
    private static final int MAX_SIDE = 512;
    private static final double DARKEST = 0.25;

    /** Things are nearer to a wall of hair than to a level sheet: they take more than it would. */
    private static final double STRENGTH = 1.5;

    /** A smaller share is not drawn. */
    private static final double LEAST = 0.015;

    /** Part of the light from above that comes in from the side, under whatever is overhead. */
    private static final float SIDEWAYS = 0.35f;

    /** 1 / height over which something overhead begins to count, 1/BL. */
    private static final float PER_CLEARANCE = 1 / 0.12f;

    private static final float HIGHEST = 1.5f;

    private double originX;
    private double originY;
    private int columns;
    private int rows;
    private float[] low = new float[0];
    private float[] high = new float[0];
    private float[] taken = new float[0];

    void fit(List<Moving> moving, Bounds bounds) {
        originX = bounds.minX() - MARGIN;
        originY = bounds.minY() - MARGIN;
        columns = cells(bounds.maxX() - originX + MARGIN);
        rows = cells(bounds.maxY() - originY + MARGIN);
        int size = columns * rows;
        if (low.length < size) {
            low = new float[size];
            high = new float[size];
            taken = new float[size];
        }
        Arrays.fill(low, 0, size, Float.MAX_VALUE);
        Arrays.fill(high, 0, size, -Float.MAX_VALUE);
        Arrays.fill(taken, 0, size, 0);
        for (Moving thing : moving) {
            for (Surface surface : thing.surfaces()) {
                mark(surface.positions());
            }
        }
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                if (low[row * columns + column] < HIGHEST) {
                    shade(column, row, Math.max(0.03, low[row * columns + column]));
                }
            }
        }
    }

    private static int cells(double extent) {
        return (int) Math.min(MAX_SIDE, Math.ceil(extent / CELL) + 1);
    }

    private void mark(float[] p) {
        for (int i = 0; i < p.length; i += 3) {
            int column = (int) ((p[i] - originX) / CELL);
            int row = (int) ((p[i + 1] - originY) / CELL);
            if (column >= 0 && row >= 0 && column < columns && row < rows) {
                int at = row * columns + column;
                low[at] = Math.min(low[at], p[i + 2]);
                high[at] = Math.max(high[at], p[i + 2]);
            }
        }
    }

    /** The form factor between a point of the ground and a cell at a height, both level. */
    private void shade(int column, int row, double height) {
        int reach = (int) Math.ceil(Math.min(MARGIN, 3 * height + CELL) / CELL);
        double squared = height * height;
        double strength = squared * CELL * CELL / Math.PI;
        for (int y = Math.max(0, row - reach); y <= Math.min(rows - 1, row + reach); y++) {
            double dy = (y - row) * CELL;
            for (int x = Math.max(0, column - reach);
                    x <= Math.min(columns - 1, column + reach);
                    x++) {
                double dx = (x - column) * CELL;
                double apart = dx * dx + dy * dy + squared;
                taken[y * columns + x] += (float) (strength / (apart * apart));
            }
        }
    }

    /** The share of the light from above that reaches the ground at a point. */
    float overGround(double x, double y) {
        double c = (x - originX) * PER_CELL - 0.5;
        double r = (y - originY) * PER_CELL - 0.5;
        if (c < 0 || r < 0 || c >= columns - 1 || r >= rows - 1) {
            return 1;
        }
        return (float) Math.max(DARKEST, Math.min(1, 1 + LEAST - STRENGTH * blend(c, r)));
    }

    private float blend(double c, double r) {
        int column = (int) c;
        int row = (int) r;
        float fc = (float) (c - column);
        float fr = (float) (r - row);
        int at = row * columns + column;
        float first = taken[at] + fc * (taken[at + 1] - taken[at]);
        float second = taken[at + columns] + fc * (taken[at + columns + 1] - taken[at + columns]);
        return first + fr * (second - first);
    }

    /** The share of the light from above that reaches a point of the thing itself. */
    float onThing(double x, double y, double z) {
        double c = (x - originX) * PER_CELL - 0.5;
        double r = (y - originY) * PER_CELL - 0.5;
        if (c < 0 || r < 0 || c >= columns - 1 || r >= rows - 1) {
            return 1;
        }
        int column = (int) c;
        int row = (int) r;
        float fc = (float) (c - column);
        float fr = (float) (r - row);
        int at = row * columns + column;
        float over = covered(at, z) * (1 - fc) * (1 - fr) + covered(at + 1, z) * fc * (1 - fr);
        over += covered(at + columns, z) * (1 - fc) * fr + covered(at + columns + 1, z) * fc * fr;
        return 1 - (1 - SIDEWAYS) * over;
    }

    /** 1 if the cell is covered well above a height, 0 if it is not. */
    private float covered(int at, double z) {
        float above = (float) (high[at] - z) * PER_CLEARANCE - 0.5f;
        return Math.max(0, Math.min(1, above));
    }
}
