package io.barnhand.gait.operators.stages.tracking;

import java.util.Arrays;

/**
 * The exact assignment of rows to columns with the largest sum of similarities (the Hungarian
 * method in the form with potentials, O(n³)). A pair that is not allowed has the similarity 0, so
 * it is never preferred to a better pair elsewhere.
 */
final class Assignment {

    private Assignment() {}

    /**
     * Assigns each row to at most one column.
     *
     * @param similarity {@code [rows][columns]}, 0 or more
     * @param columns number of columns, also where there is no row
     * @param min pairs below this are not allowed
     * @return {@code [rows]} the column of each row, or -1
     */
    static int[] best(double[][] similarity, int columns, double min) {
        int rows = similarity.length;
        int n = Math.max(rows, columns);
        double[] rowPotential = new double[n + 1];
        double[] columnPotential = new double[n + 1];
        int[] rowOf = new int[n + 1];
        for (int row = 1; row <= n; row++) {
            int[] cameFrom = new int[n + 1];
            double[] slack = new double[n + 1];
            boolean[] used = new boolean[n + 1];
            Arrays.fill(slack, Double.POSITIVE_INFINITY);
            rowOf[0] = row;
            int at = 0;
            do {
                used[at] = true;
                int next = 0;
                double delta = Double.POSITIVE_INFINITY;
                for (int column = 1; column <= n; column++) {
                    if (used[column]) {
                        continue;
                    }
                    double reduced =
                            cost(similarity, columns, min, rowOf[at] - 1, column - 1)
                                    - rowPotential[rowOf[at]]
                                    - columnPotential[column];
                    if (reduced < slack[column]) {
                        slack[column] = reduced;
                        cameFrom[column] = at;
                    }
                    if (slack[column] < delta) {
                        delta = slack[column];
                        next = column;
                    }
                }
                for (int column = 0; column <= n; column++) {
                    if (used[column]) {
                        rowPotential[rowOf[column]] += delta;
                        columnPotential[column] -= delta;
                    } else {
                        slack[column] -= delta;
                    }
                }
                at = next;
            } while (rowOf[at] != 0);
            while (at != 0) {
                rowOf[at] = rowOf[cameFrom[at]];
                at = cameFrom[at];
            }
        }
        int[] columnOf = new int[rows];
        Arrays.fill(columnOf, -1);
        for (int column = 1; column <= columns; column++) {
            int row = rowOf[column] - 1;
            if (row < rows && similarity[row][column - 1] >= min) {
                columnOf[row] = column - 1;
            }
        }
        return columnOf;
    }

    private static double cost(
            double[][] similarity, int columns, double min, int row, int column) {
        boolean real = row < similarity.length && column < columns;
        return real && similarity[row][column] >= min ? -similarity[row][column] : 0;
    }
}
