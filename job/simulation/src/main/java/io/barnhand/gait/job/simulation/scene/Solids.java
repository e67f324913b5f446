package io.barnhand.gait.job.simulation.scene;

import io.barnhand.gait.job.simulation.render.Rgb;
import io.barnhand.gait.job.simulation.render.Surface;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds the things that stand in a scene out of boxes, tubes, ellipsoids and sheets. */
final class Solids {

    private static final class MeshBuilder {
        private final Floats positions = new Floats();
        private final Floats normals = new Floats();
        private final Floats colours = new Floats();
        private int[] triangles = new int[96];
        private int corners;

        private void corner(int index) {
            if (corners == triangles.length) {
                triangles = java.util.Arrays.copyOf(triangles, 2 * corners);
            }
            triangles[corners++] = index;
        }
    }

    private static final class Floats {
        private float[] values = new float[96];
        private int size;

        private void add(double x, double y, double z) {
            if (size + 3 > values.length) {
                values = java.util.Arrays.copyOf(values, 2 * values.length);
            }
            values[size++] = (float) x;
            values[size++] = (float) y;
            values[size++] = (float) z;
        }

        private float[] toArray() {
            return java.util.Arrays.copyOf(values, size);
        }
    }

    private final Map<Material, MeshBuilder> meshes = new LinkedHashMap<>();
    private final List<double[]> contacts = new ArrayList<>();
    private MeshBuilder mesh;
    private Rgb tint = Rgb.grey(1);
    private double originX;
    private double originY;
    private double originZ;
    private double cos = 1;
    private double sin;
    private double scale = 1;

    /** What follows is made of this. */
    Solids of(Material material) {
        mesh = meshes.computeIfAbsent(material, m -> new MeshBuilder());
        return this;
    }

    /** What follows has this colour, times that of its material. */
    Solids tint(Rgb colour) {
        tint = colour;
        return this;
    }

    /** What follows stands here: turned about z by yaw (rad), then moved. */
    Solids at(double x, double y, double z, double yaw, double size) {
        originX = x;
        originY = y;
        originZ = z;
        cos = Math.cos(yaw);
        sin = Math.sin(yaw);
        scale = size;
        return this;
    }

    /** What follows is given in the world's own coordinates. */
    Solids atOrigin() {
        return at(0, 0, 0, 0, 1);
    }

    /** Darkens the ground around something that stands on it. */
    Solids contact(double radius) {
        contacts.add(new double[] {originX, originY, scale * radius});
        return this;
    }

    /** x, y, radius of each place where something stands. */
    List<double[]> contacts() {
        return contacts;
    }

    List<Material> materials() {
        return List.copyOf(meshes.keySet());
    }

    /** One surface for each of {@link #materials()}. */
    List<Surface> surfaces() {
        return meshes.values().stream()
                .map(
                        m ->
                                new Surface(
                                        m.positions.toArray(),
                                        m.normals.toArray(),
                                        m.colours.toArray(),
                                        java.util.Arrays.copyOf(m.triangles, m.corners),
                                        true))
                .toList();
    }

    private int vertex(double[] p, double nx, double ny, double nz) {
        mesh.positions.add(
                originX + scale * (cos * p[0] - sin * p[1]),
                originY + scale * (sin * p[0] + cos * p[1]),
                originZ + scale * p[2]);
        mesh.normals.add(cos * nx - sin * ny, sin * nx + cos * ny, nz);
        mesh.colours.add(tint.r(), tint.g(), tint.b());
        return mesh.positions.size / 3 - 1;
    }

    /** A flat sheet through four corners in order. */
    Solids sheet(double[] a, double[] b, double[] c, double[] d) {
        double[] n = unit(cross(minus(c, a), minus(d, b)));
        int i = vertex(a, n[0], n[1], n[2]);
        vertex(b, n[0], n[1], n[2]);
        vertex(c, n[0], n[1], n[2]);
        vertex(d, n[0], n[1], n[2]);
        quad(i, i + 1, i + 2, i + 3);
        return this;
    }

    private void quad(int a, int b, int c, int d) {
        mesh.corner(a);
        mesh.corner(b);
        mesh.corner(c);
        mesh.corner(a);
        mesh.corner(c);
        mesh.corner(d);
    }

    Solids box(double x0, double y0, double z0, double x1, double y1, double z1) {
        double[][] p = new double[8][];
        for (int i = 0; i < 8; i++) {
            p[i] =
                    new double[] {
                        (i & 1) == 0 ? x0 : x1, (i & 2) == 0 ? y0 : y1, (i & 4) == 0 ? z0 : z1
                    };
        }
        sheet(p[0], p[1], p[5], p[4]);
        sheet(p[3], p[2], p[6], p[7]);
        sheet(p[1], p[3], p[7], p[5]);
        sheet(p[2], p[0], p[4], p[6]);
        sheet(p[4], p[5], p[7], p[6]);
        return sheet(p[2], p[3], p[1], p[0]);
    }

    /** A round bar from a to b, with a radius at each end. */
    Solids tube(double[] a, double[] b, double radiusA, double radiusB, int sides) {
        double[] axis = unit(minus(b, a));
        double[] helper = Math.abs(axis[2]) < 0.9 ? new double[] {0, 0, 1} : new double[] {1, 0, 0};
        double[] u = unit(cross(helper, axis));
        double[] v = cross(axis, u);
        int first = mesh.positions.size / 3;
        for (int i = 0; i <= sides; i++) {
            double angle = 2 * Math.PI * i / sides;
            double[] n = new double[3];
            double[] p = new double[3];
            double[] q = new double[3];
            for (int k = 0; k < 3; k++) {
                n[k] = Math.cos(angle) * u[k] + Math.sin(angle) * v[k];
                p[k] = a[k] + radiusA * n[k];
                q[k] = b[k] + radiusB * n[k];
            }
            vertex(p, n[0], n[1], n[2]);
            vertex(q, n[0], n[1], n[2]);
        }
        for (int i = 0; i < sides; i++) {
            int k = first + 2 * i;
            quad(k, k + 2, k + 3, k + 1);
        }
        cap(a, axis, -1, first, sides);
        cap(b, axis, 1, first + 1, sides);
        return this;
    }

    private void cap(double[] centre, double[] axis, int sign, int rim, int sides) {
        int middle = vertex(centre, sign * axis[0], sign * axis[1], sign * axis[2]);
        for (int i = 0; i < sides; i++) {
            mesh.corner(middle);
            mesh.corner(rim + 2 * i);
            mesh.corner(rim + 2 * i + 2);
        }
    }

    Solids ellipsoid(double x, double y, double z, double rx, double ry, double rz, int rings) {
        int first = mesh.positions.size / 3;
        int sides = 2 * rings;
        for (int i = 0; i <= rings; i++) {
            double t = Math.PI * i / rings;
            for (int j = 0; j <= sides; j++) {
                double s = 2 * Math.PI * j / sides;
                double nx = Math.sin(t) * Math.cos(s);
                double ny = Math.sin(t) * Math.sin(s);
                double nz = Math.cos(t);
                double[] n = unit(new double[] {nx / rx, ny / ry, nz / rz});
                vertex(new double[] {x + rx * nx, y + ry * ny, z + rz * nz}, n[0], n[1], n[2]);
            }
        }
        for (int i = 0; i < rings; i++) {
            for (int j = 0; j < sides; j++) {
                int k = first + i * (sides + 1) + j;
                quad(k, k + sides + 1, k + sides + 2, k + 1);
            }
        }
        return this;
    }

    /** A small leaf-like triangle that is lit as if it were part of a round crown. */
    Solids leaf(double[] a, double[] b, double[] c, double[] normal) {
        int i = vertex(a, normal[0], normal[1], normal[2]);
        vertex(b, normal[0], normal[1], normal[2]);
        vertex(c, normal[0], normal[1], normal[2]);
        mesh.corner(i);
        mesh.corner(i + 1);
        mesh.corner(i + 2);
        return this;
    }

    static double[] point(double x, double y, double z) {
        return new double[] {x, y, z};
    }

    private static double[] minus(double[] p, double[] q) {
        return new double[] {p[0] - q[0], p[1] - q[1], p[2] - q[2]};
    }

    private static double[] cross(double[] p, double[] q) {
        return new double[] {
            p[1] * q[2] - p[2] * q[1], p[2] * q[0] - p[0] * q[2], p[0] * q[1] - p[1] * q[0]
        };
    }

    static double[] unit(double[] v) {
        double length = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
        return length == 0 ? v : new double[] {v[0] / length, v[1] / length, v[2] / length};
    }
}
