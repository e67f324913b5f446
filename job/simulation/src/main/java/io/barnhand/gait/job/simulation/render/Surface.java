package io.barnhand.gait.job.simulation.render;

import java.util.Locale;

/**
 * Triangles in the world. The arrays are used, not copied: a posed surface may write the next frame
 * into them.
 *
 * @param positions x, y, z of each vertex, BL
 * @param normals unit normals, 3 a vertex, outward
 * @param colours linear RGB albedo 0 to 1, 3 a vertex
 * @param triangles three vertex indices a triangle, counter-clockwise seen from outside
 * @param twoSided whether the back of a triangle is seen too
 */
public record Surface(
        float[] positions, float[] normals, float[] colours, int[] triangles, boolean twoSided) {

    /**
     * @throws IllegalArgumentException if the arrays do not fit together
     */
    public Surface {
        if (positions.length % 3 != 0
                || normals.length != positions.length
                || colours.length != positions.length
                || triangles.length % 3 != 0) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "A surface of %d positions, %d normals, %d colours and %d triangle corners;"
                                    + " give 3 values a vertex and 3 corners a triangle",
                            positions.length,
                            normals.length,
                            colours.length,
                            triangles.length));
        }
    }
}
