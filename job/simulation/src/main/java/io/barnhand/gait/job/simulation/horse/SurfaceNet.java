package io.barnhand.gait.job.simulation.horse;

import java.util.Arrays;

/**
 * The zero surface of a field as triangles: naive surface nets (Gibson 1998). One vertex in every
 * cell of a grid that the surface passes through, one quad across every edge of the grid that
 * crosses it; the vertices are then drawn onto the surface along its normal.
 */
final class SurfaceNet {

    private static final int[][] EDGES = {
        {0, 1}, {0, 2}, {0, 4}, {1, 3}, {1, 5}, {2, 3}, {2, 6}, {3, 7}, {4, 5}, {4, 6}, {5, 7},
        {6, 7}
    };
    private static final int DRAWN = 2;
    private static final int SMOOTHED = 8;

    private final BodyField field;
    private final double[] from;
    private final double cell;
    private final int nx;
    private final int ny;
    private final int nz;
    private final float[] value;
    private final int[] vertex;
    private float[] positions = new float[3 << 12];
    private int vertices;
    private int[] triangles = new int[3 << 13];
    private int corners;

    private SurfaceNet(BodyField field, double[] from, double[] to, double cell) {
        this.field = field;
        this.from = from;
        this.cell = cell;
        nx = (int) Math.ceil((to[0] - from[0]) / cell) + 1;
        ny = (int) Math.ceil((to[1] - from[1]) / cell) + 1;
        nz = (int) Math.ceil((to[2] - from[2]) / cell) + 1;
        value = new float[nx * ny * nz];
        vertex = new int[nx * ny * nz];
    }

    /**
     * @param positions three coordinates a vertex, BL
     * @param normals outward, three a vertex
     * @param triangles three vertices each, counter-clockwise from outside
     */
    record Mesh(float[] positions, float[] normals, int[] triangles) {}

    /**
     * @param from lower corner of the box that holds the surface
     * @param to upper corner
     * @param cell edge of the grid
     */
    static Mesh of(BodyField field, double[] from, double[] to, double cell) {
        SurfaceNet net = new SurfaceNet(field, from, to, cell);
        net.sample();
        net.placeVertices();
        net.connect();
        return net.mesh();
    }

    private void sample() {
        // Far from the surface nothing can change sign: a coarse value says how many to skip.
        for (int k = 0; k < nz; k++) {
            for (int j = 0; j < ny; j++) {
                for (int i = 0; i < nx; ) {
                    float d = (float) field.at(x(i), y(j), z(k));
                    // Flattened parts understate the distance: a third of it is safe to skip.
                    int same = Math.max(1, (int) (Math.abs(d) / (3 * cell)));
                    int end = Math.min(nx, i + same);
                    Arrays.fill(value, at(i, j, k), at(i, j, k) + end - i, d);
                    i = end;
                }
            }
        }
    }

    private void placeVertices() {
        Arrays.fill(vertex, -1);
        double[] corner = new double[8];
        for (int k = 0; k + 1 < nz; k++) {
            for (int j = 0; j + 1 < ny; j++) {
                for (int i = 0; i + 1 < nx; i++) {
                    int inside = 0;
                    for (int c = 0; c < 8; c++) {
                        corner[c] = value[at(i + (c & 1), j + (c >> 1 & 1), k + (c >> 2))];
                        inside += corner[c] < 0 ? 1 : 0;
                    }
                    if (inside != 0 && inside != 8) {
                        vertex[at(i, j, k)] = addVertex(i, j, k, corner);
                    }
                }
            }
        }
    }

    private int addVertex(int i, int j, int k, double[] corner) {
        double sx = 0;
        double sy = 0;
        double sz = 0;
        int crossings = 0;
        for (int[] edge : EDGES) {
            double a = corner[edge[0]];
            double b = corner[edge[1]];
            if (a < 0 == b < 0) {
                continue;
            }
            double t = a / (a - b);
            sx += (edge[0] & 1) + t * ((edge[1] & 1) - (edge[0] & 1));
            sy += (edge[0] >> 1 & 1) + t * ((edge[1] >> 1 & 1) - (edge[0] >> 1 & 1));
            sz += (edge[0] >> 2) + t * ((edge[1] >> 2) - (edge[0] >> 2));
            crossings++;
        }
        double px = x(i) + cell * sx / crossings;
        double py = y(j) + cell * sy / crossings;
        double pz = z(k) + cell * sz / crossings;
        for (int n = 0; n < DRAWN; n++) {
            double d = Math.max(-cell, Math.min(cell, field.at(px, py, pz)));
            double[] normal = field.normal(px, py, pz);
            px -= d * normal[0];
            py -= d * normal[1];
            pz -= d * normal[2];
        }
        if (3 * vertices + 3 > positions.length) {
            positions = Arrays.copyOf(positions, 2 * positions.length);
        }
        positions[3 * vertices] = (float) px;
        positions[3 * vertices + 1] = (float) py;
        positions[3 * vertices + 2] = (float) pz;
        return vertices++;
    }

    private void connect() {
        for (int k = 1; k + 1 < nz; k++) {
            for (int j = 1; j + 1 < ny; j++) {
                for (int i = 1; i + 1 < nx; i++) {
                    boolean inside = value[at(i, j, k)] < 0;
                    if (inside != value[at(i + 1, j, k)] < 0) {
                        quad(
                                inside,
                                at(i, j - 1, k - 1),
                                at(i, j, k - 1),
                                at(i, j, k),
                                at(i, j - 1, k));
                    }
                    if (inside != value[at(i, j + 1, k)] < 0) {
                        quad(
                                inside,
                                at(i - 1, j, k - 1),
                                at(i - 1, j, k),
                                at(i, j, k),
                                at(i, j, k - 1));
                    }
                    if (inside != value[at(i, j, k + 1)] < 0) {
                        quad(
                                inside,
                                at(i - 1, j - 1, k),
                                at(i, j - 1, k),
                                at(i, j, k),
                                at(i - 1, j, k));
                    }
                }
            }
        }
    }

    private void quad(boolean outwards, int a, int b, int c, int d) {
        int[] cells = outwards ? new int[] {a, b, c, a, c, d} : new int[] {a, c, b, a, d, c};
        if (corners + 6 > triangles.length) {
            triangles = Arrays.copyOf(triangles, 2 * triangles.length);
        }
        for (int one : cells) {
            triangles[corners++] = vertex[one];
        }
    }

    private Mesh mesh() {
        float[] normals = new float[3 * vertices];
        for (int v = 0; v < vertices; v++) {
            double[] normal =
                    field.normal(positions[3 * v], positions[3 * v + 1], positions[3 * v + 2]);
            for (int c = 0; c < 3; c++) {
                normals[3 * v + c] = (float) normal[c];
            }
        }
        return new Mesh(
                Arrays.copyOf(positions, 3 * vertices), normals, Arrays.copyOf(triangles, corners));
    }

    /** Every normal averaged with its neighbours': the seams between solids are not to be seen. */
    private float[] smoothed(float[] normals) {
        float[] sum = normals.clone();
        for (int corner = 0; corner < corners; corner++) {
            int v = triangles[corner];
            int next = triangles[corner % 3 == 2 ? corner - 2 : corner + 1];
            for (int c = 0; c < 3; c++) {
                sum[3 * v + c] += normals[3 * next + c];
            }
        }
        for (int v = 0; v < vertices; v++) {
            float x = sum[3 * v];
            float y = sum[3 * v + 1];
            float z = sum[3 * v + 2];
            float length = (float) Math.max(1e-12, Math.sqrt(x * x + y * y + z * z));
            sum[3 * v] = x / length;
            sum[3 * v + 1] = y / length;
            sum[3 * v + 2] = z / length;
        }
        return sum;
    }

    private int at(int i, int j, int k) {
        return (k * ny + j) * nx + i;
    }

    private double x(int i) {
        return from[0] + i * cell;
    }

    private double y(int j) {
        return from[1] + j * cell;
    }

    private double z(int k) {
        return from[2] + k * cell;
    }
}
