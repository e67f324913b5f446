package io.barnhand.gait.operators.gait.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LeastSquaresTest {

    private static final double[] X = {-2, 0, 1, 3, 4};
    private static final double[] Y = {1.2, -0.4, 2, 5.5, 3.1};

    @Test
    void fitsTheLineOfTheClosedForm() {
        double[] solution = new double[2];

        assertThat(line(Y).solve(solution)).isTrue();

        // Means 1.2 and 2.28, Sxy = 14.82, Sxx = 22.8.
        assertThat(solution[1]).isCloseTo(0.65, within(1e-12));
        assertThat(solution[0]).isCloseTo(1.5, within(1e-12));
    }

    @Test
    void givesTheInfluenceOfEachObservation() {
        LeastSquares squares = line(Y);
        squares.solve(new double[2]);
        double[] influence = squares.influence(new double[] {0, 1});

        for (int i = 0; i < X.length; i++) {
            double[] changed = Y.clone();
            changed[i] += 1;
            double[] before = new double[2];
            double[] after = new double[2];
            line(Y).solve(before);
            line(changed).solve(after);
            double predicted = influence[0] + X[i] * influence[1];
            assertThat(predicted).isCloseTo((X[i] - 1.2) / 22.8, within(1e-12));
            assertThat(predicted).isCloseTo(after[1] - before[1], within(1e-12));
        }
    }

    @Test
    void countsAnObservationOfWeightTwoTwice() {
        LeastSquares weighted = new LeastSquares(1);
        weighted.clear();
        weighted.add(new double[] {1}, 3, 2);
        weighted.add(new double[] {1}, 6, 1);
        double[] mean = new double[1];
        weighted.solve(mean);

        assertThat(mean[0]).isCloseTo(4, within(1e-12));
    }

    @Test
    void saysWhereObservationsDoNotDetermineTheUnknowns() {
        LeastSquares squares = new LeastSquares(2);
        squares.clear();
        squares.add(new double[] {1, 2}, 3, 1);
        squares.add(new double[] {2, 4}, 5, 1);

        assertThat(squares.solve(new double[2])).isFalse();
    }

    /** Closed form of the same line: Syy = 19.468, less Sxy² / Sxx = 9.633. */
    @Test
    void tellsTheSquaresThatItsSolutionLeaves() {
        LeastSquares squares = line(Y);
        double[] solution = new double[2];
        squares.solve(solution);

        assertThat(squares.squaredResiduals(solution)).isCloseTo(9.835, within(1e-12));
    }

    @Test
    void countsTheSquaresOfAnObservationOfWeightTwoTwice() {
        LeastSquares mean = new LeastSquares(1);
        mean.clear();
        mean.add(new double[] {1}, 3, 2);
        mean.add(new double[] {1}, 6, 1);
        double[] solution = new double[1];
        mean.solve(solution);

        // Of 3, 3 and 6 about 4.
        assertThat(mean.squaredResiduals(solution)).isCloseTo(6, within(1e-12));
    }

    @Test
    void doesNotMindTheUnitOfAnUnknown() {
        LeastSquares squares = new LeastSquares(2);
        squares.clear();
        for (int i = 0; i < X.length; i++) {
            squares.add(new double[] {1, 1e-6 * X[i]}, Y[i], 1);
        }
        double[] solution = new double[2];

        assertThat(squares.solve(solution)).isTrue();
        assertThat(solution[1]).isCloseTo(0.65e6, within(1e-3));
    }

    @Test
    void doesNotSeparateColumnsThatDifferByATenMillionth() {
        LeastSquares squares = new LeastSquares(2);
        squares.clear();
        for (int i = 0; i < X.length; i++) {
            squares.add(new double[] {1000, 1000 + 1e-4 * X[i]}, Y[i], 1);
        }

        assertThat(squares.solve(new double[2])).isFalse();
    }

    private static LeastSquares line(double[] y) {
        LeastSquares squares = new LeastSquares(2);
        squares.clear();
        for (int i = 0; i < X.length; i++) {
            squares.add(new double[] {1, X[i]}, y[i], 1);
        }
        return squares;
    }
}
